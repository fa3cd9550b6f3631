import type { Connection } from 'mongoose';
import { applicationModel } from '../../subgraphs/application/record/index.ts';
import type { LocalDate } from '../../subgraphs/application/calendar/index.ts';

/** All that the data of a run follow from. */
export interface RunParameters {
  seed: number;
  applications: number;
  until: LocalDate;
}

/** How far a run is: with the same parameters it goes on from there. */
interface SeedRun extends RunParameters {
  _id: 'applications';
  /** Everything below is written. */
  written: number;
  complete: boolean;
}

/** What a person has to decide: the database holds other data than those asked for. */
export class SeedConflictError extends Error {
  override readonly name = 'SeedConflictError';
}

const _id = 'applications';

const runs = (connection: Connection) => connection.collection<SeedRun>('seedRuns');

/** Whether there is nothing yet, or only what a run left behind that was cut short. */
export async function applicationsNeedSeed(connection: Connection): Promise<boolean> {
  const run = await runs(connection).findOne({ _id });
  return run ? !run.complete : !(await hasApplications(connection));
}

/** The seed of the data that there are; null where nothing was seeded. */
export async function storedSeed(connection: Connection): Promise<number | null> {
  return (await runs(connection).findOne({ _id }))?.seed ?? null;
}

/**
 * The run to go on with, or null where nothing was begun yet.
 * @throws SeedConflictError when the database holds anything else.
 */
export async function findRun(
  connection: Connection,
  wanted: RunParameters,
): Promise<SeedRun | null> {
  const run = await runs(connection).findOne({ _id });
  if (run) {
    const { seed, applications, until } = run;
    const same =
      seed === wanted.seed && applications === wanted.applications && until === wanted.until;
    if (same) return run;
    throw new SeedConflictError(
      `The database already holds ${applications} applications of seed ${seed} until ${until}. Add --drop to replace them.`,
    );
  }
  if (await hasApplications(connection)) {
    throw new SeedConflictError(
      'The database holds applications that were not seeded. Add --drop to delete and replace them.',
    );
  }
  return null;
}

export async function beginRun(connection: Connection, parameters: RunParameters): Promise<void> {
  await runs(connection).insertOne({ _id, ...parameters, written: 0, complete: false });
}

/** Everything below `written` is written. */
export async function recordProgress(connection: Connection, written: number): Promise<void> {
  await runs(connection).updateOne({ _id }, { $set: { written } });
}

/** Acknowledged by a majority and journaled, and so is everything before it on the same member. */
export async function completeRun(connection: Connection): Promise<void> {
  const writeConcern = { w: 'majority', journal: true } as const;
  await runs(connection).updateOne({ _id }, { $set: { complete: true } }, { writeConcern });
}

async function hasApplications(connection: Connection): Promise<boolean> {
  return (await applicationModel(connection).exists({})) !== null;
}
