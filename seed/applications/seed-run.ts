import type { Connection } from 'mongoose';
import type { LocalDate } from '../../lib/kit/local-date.ts';
import { applicationModel } from '../../subgraphs/application/record/index.ts';

/** The parameters from which all data of a run follow. */
interface RunParameters {
  seed: number;
  applications: number;
  until: LocalDate;
}

/** The progress of a run: with the same parameters it continues from there. */
interface SeedRun extends RunParameters {
  _id: 'applications';
  /** Everything below is written. */
  written: number;
  complete: boolean;
}

/**
 * A conflict that a person has to resolve: the database contains other data than those requested.
 */
export class SeedConflictError extends Error {
  override readonly name = 'SeedConflictError';
}

const _id = 'applications';

const runs = (connection: Connection) => connection.collection<SeedRun>('seedRuns');

/** Whether the database contains nothing, or only the data of an interrupted run. */
export async function applicationsNeedSeed(connection: Connection): Promise<boolean> {
  const run = await runs(connection).findOne({ _id });
  return run ? !run.complete : !(await hasApplications(connection));
}

/** The parameters of the existing data; null if nothing was seeded. */
export async function storedRun(connection: Connection): Promise<RunParameters | null> {
  return runs(connection).findOne({ _id });
}

/**
 * The run to continue, or null if none was begun. @throws SeedConflictError when the database
 * contains anything else.
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
      'The database holds applications that were not seeded. Add --drop --force to delete and replace them.',
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
