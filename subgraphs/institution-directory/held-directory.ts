import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { Logger } from 'pino';
import { unavailable } from '../../platform/errors.ts';
import type { SubgraphDatabase } from '../shared/subgraph-database.ts';
import { applyUnit, buildDirectory, type Directory, type Reference } from './directory.ts';
import { type DirectoryModels, directoryModels } from './directory.model.ts';
import { readUnits } from './read-units.ts';
import type { UnitRecord } from './unit.ts';

/** The whole directory in memory, kept as MongoDB has it. */
export interface HeldDirectory {
  /** @throws `UNAVAILABLE` while it was never read. */
  current(): Directory;
  /** Resolves when it was read for the first time. */
  readonly ready: Promise<void>;
  /** Whether changes are being followed now. */
  readonly fresh: boolean;
  stop(): Promise<void>;
}

const retryMs = 500;
const followed = ['units', 'provinces', 'topics'];

/** A change stream may be opened only once connected. */
function watch({ connection }: SubgraphDatabase) {
  if (!connection.db) throw unavailable('The database');
  return connection.db.watch(
    [{ $match: { 'ns.coll': { $in: followed }, operationType: { $ne: 'delete' } } }],
    { fullDocument: 'updateLookup' },
  );
}

/**
 * Reads the directory and follows its changes by a change stream, opened before the first read so that
 * nothing falls between. When the stream breaks everything is read anew; until then the directory
 * answers as it last was.
 */
export function holdDirectory(database: SubgraphDatabase, logger: Logger): HeldDirectory {
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => {}); // whoever awaits it learns; nobody has to
  const models = directoryModels(database.connection);
  let directory: Directory | null = null;
  let stream: ReturnType<typeof watch> | null = null;
  let fresh = false;
  let lost = false;

  async function follow(): Promise<void> {
    stream = watch(database);
    try {
      let next = stream.next();
      next.catch(() => {}); // is awaited below
      // Open, since it has a place to begin from; the first change may be long in coming.
      await Promise.race([once(stream, 'resumeTokenChanged'), next]);
      const start = performance.now();
      directory = await buildDirectory(await readUnits(models), await readReference(models));
      const ms = Math.round(performance.now() - start);
      logger.info({ units: directory.tree.size, ms }, 'the directory is in memory');
      fresh = true;
      lost = false;
      first.resolve();
      for (;;) {
        directory = await take(await next, directory);
        next = stream.next();
      }
    } finally {
      fresh = false;
      await stream.close();
    }
  }

  async function take(change: mongo.ChangeStreamDocument, held: Directory): Promise<Directory> {
    if (!('ns' in change) || !('coll' in change.ns)) return held;
    if (change.ns.coll !== 'units') return buildDirectory(held.tree, await readReference(models));
    if ('fullDocument' in change && change.fullDocument) {
      applyUnit(held, change.fullDocument as unknown as UnitRecord); // what the collection holds
    }
    return held;
  }

  async function keepFollowing(): Promise<void> {
    // Stopping must not wait for a MongoDB that may never come.
    await Promise.race([database.migrated, once(stopping.signal, 'abort')]);
    while (!stopping.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (stopping.signal.aborted) return;
        // Once for each time that it was lost, not for each attempt.
        if (!lost) logger.warn({ err: error }, 'the directory cannot be followed; trying on');
        lost = true;
      }
      await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {}); // stopping ends the wait
    }
  }

  const following = keepFollowing().catch((error: unknown) => {
    first.reject(error);
  });

  return {
    current() {
      if (!directory) throw unavailable('The institution directory');
      return directory;
    },
    ready: first.promise,
    get fresh() {
      return fresh;
    },
    async stop() {
      stopping.abort();
      first.reject(new Error('stopped'));
      await stream?.close();
      await following;
    },
  };
}

async function readReference({ provinces, topics }: DirectoryModels): Promise<Reference> {
  return {
    provinces: await provinces.find().lean<Reference['provinces'][number][]>(),
    topics: await topics.find().lean<Reference['topics'][number][]>(),
  };
}
