import { mongo } from 'mongoose';
import { background } from '../../lib/kit/background.ts';
import { type SubgraphName, subgraphNames as all } from '../../lib/kit/subgraph-names.ts';
import type { TestData } from './data.ts';

/** The work of a database, as MongoDB itself counts it. */
interface DatabaseWork {
  commands: number;
  /** Documents that were examined, whether or not they were returned. */
  documents: number;
}

/**
 * Counts the commands that each database answers while something runs, as MongoDB itself counts
 * them: its profiler records every operation, whichever process sent it.
 */
export async function countCommands(
  data: TestData,
  work: () => Promise<unknown>,
): Promise<Record<SubgraphName, number>> {
  const done = await countWork(data, work);
  return Object.fromEntries(
    Object.entries(done).map(([name, { commands }]) => [name, commands]),
  ) as Record<SubgraphName, number>; // of the same names
}

async function countWork(
  data: TestData,
  work: () => Promise<unknown>,
): Promise<Record<SubgraphName, DatabaseWork>> {
  const watch = await watchWork(data);
  await work();
  const done = await watch.take();
  await watch.stop();
  return done;
}

export interface WorkWatch {
  /** The work of each database since the previous call, or since the beginning. */
  take(): Promise<Record<SubgraphName, DatabaseWork>>;
  stop(): Promise<void>;
}

/** Room for what the profiler records between two readings. */
const profileBytes = 32_000_000;

/** MongoDB's code for a collection that exists already (NamespaceExists). */
const namespaceExists = 48;

/** MongoDB's record of its work while something ran: its profiler's collection. */
export async function profiled(
  database: mongo.Db,
  work: () => Promise<unknown>,
): Promise<mongo.Collection> {
  await emptyProfile(database);
  await database.command({ profile: 2 });
  await work();
  await database.command({ profile: 0 });
  return database.collection('system.profile');
}

/**
 * Recreates the profiler's collection. An operation that was in progress when the profiler was
 * turned off (a change stream waits for a second) is recorded when it ends, in a collection that
 * MongoDB then creates itself, and too small.
 */
async function emptyProfile(database: mongo.Db): Promise<void> {
  for (;;) {
    await database.collection('system.profile').drop();
    try {
      await database.createCollection('system.profile', { capped: true, size: profileBytes });
      return;
    } catch (error) {
      if (!(error instanceof mongo.MongoServerError && error.code === namespaceExists)) throw error;
    }
  }
}

/** Those whose commands are counted: analytics writes its record alone, and does not run in most graphs. */
const subgraphNames = all.filter((name) => name !== 'analytics');

/** Counts the commands of databases until it is stopped. */
export async function watchWork(data: TestData): Promise<WorkWatch> {
  const seenUntil = new Map<SubgraphName, Date>();
  for (const name of subgraphNames) {
    const database = data.database(name);
    await emptyProfile(database);
    await database.command({ profile: 2 });
  }

  async function takeOf(name: SubgraphName): Promise<DatabaseWork> {
    const profile = data.database(name).collection('system.profile');
    const [done] = await profile
      .aggregate<DatabaseWork & { last: Date }>([
        {
          $match: {
            ts: { $gt: seenUntil.get(name) ?? new Date(0) },
            op: { $in: ['query', 'command', 'getmore'] },
            ns: { $not: /\.system\.profile$/ },
            'command.profile': { $exists: false },
            // A process polls for work, which is not part of any request either.
            'command.comment': { $ne: background },
            // The change stream waits for changes, which is not part of any request.
            'originatingCommand.pipeline.0.$changeStream': { $exists: false },
          },
        },
        {
          $group: {
            _id: null,
            commands: { $sum: 1 },
            documents: { $sum: '$docsExamined' },
            last: { $max: '$ts' },
          },
        },
      ])
      .toArray();
    if (!done) return { commands: 0, documents: 0 };
    const { commands, documents, last } = done;
    seenUntil.set(name, last);
    return { commands, documents };
  }

  return {
    async take() {
      const taken = await Promise.all(
        subgraphNames.map(async (name) => [name, await takeOf(name)] as const),
      );
      return Object.fromEntries(taken) as Record<SubgraphName, DatabaseWork>; // one for each name
    },
    async stop() {
      for (const name of subgraphNames) {
        await data.database(name).command({ profile: 0 });
      }
    },
  };
}
