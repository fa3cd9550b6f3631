import { EventEmitter, once } from 'node:events';
import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Logger } from 'pino';
import { unavailable } from '../../../lib/kit/errors.ts';
import { followed, type Followed } from '../../../lib/kit/followed.ts';
import type { SubgraphDatabase } from '../../../lib/federation/subgraph-database.ts';
import { applyUnit, buildDirectory, type Directory, type Reference } from './directory.ts';
import { directoryModels, readUnits, type UnitRecord } from '../units/index.ts';

/** The whole directory in memory, kept as MongoDB has it. */
export interface HeldDirectory {
  /** @throws `UNAVAILABLE` while it was never read. */
  current(): Directory;
  /** Resolves when it was read for the first time. */
  readonly ready: Promise<void>;
  /** Whether changes are being followed now. */
  readonly fresh: boolean;
  /**
   * Resolves when every change up to a version that has been committed is in memory.
   * @throws `UNAVAILABLE` when that takes unusually long.
   */
  reached(version: number): Promise<void>;
  stop(): Promise<void>;
}

const retryMs = 500;
/** Changes are in memory within milliseconds; if not after this time, something is wrong. */
const patienceMs = 5_000;
const collections = ['units', 'provinces', 'topics'];
/** How long MongoDB holds a question that it has no change for, and so how long stopping waits for it. */
const questionMs = 200;

/** The moment of the last write that a majority has: no snapshot that is taken later is of an earlier one. */
async function lastCommitted(database: mongo.Db): Promise<mongo.Timestamp> {
  const { lastWrite } = await database.command({ hello: 1 });
  const { majorityOpTime } = lastWrite as { majorityOpTime: { ts: mongo.Timestamp } }; // of a replica set
  return majorityOpTime.ts;
}

const watch = (database: mongo.Db, startAtOperationTime: mongo.Timestamp) =>
  database.watch(
    [{ $match: { 'ns.coll': { $in: collections }, operationType: { $ne: 'delete' } } }],
    {
      startAtOperationTime,
      maxAwaitTimeMS: questionMs,
    },
  );

/**
 * Reads the directory as it is at one moment and follows its changes by a change stream from an earlier
 * one, so that nothing falls between; what comes twice is known by its version. Changes are taken in whole
 * and in the order in which they were committed, which is that of their versions: what is held is at each
 * moment the whole directory at `tree.version`. When the stream breaks, or units were written otherwise
 * than as changes, everything is read anew; until then the directory answers as it last was.
 */
export function holdDirectory(database: SubgraphDatabase, logger: Logger): HeldDirectory {
  const { connection } = database;
  const stopping = new AbortController();
  const taken = new EventEmitter<{ change: [] }>().setMaxListeners(0);
  const copy: Followed<Directory> = followed({
    name: 'The institution directory',
    everyMs: retryMs,
    after: database.migrated,
    follow,
    report: {
      began: (err) => logger.warn({ err }, 'the directory cannot be followed; will retry'),
    },
  });

  /** Goes on until the stream breaks or is closed. */
  async function follow(signal: AbortSignal): Promise<void> {
    const { db } = connection;
    if (!db) throw unavailable('The database');
    const stream = watch(db, await lastCommitted(db));
    const close = () => void stream.close().catch(() => {}); // ends the wait for a change, and is repeated below
    signal.addEventListener('abort', close);
    try {
      let directory = await readWhole();
      for (;;) {
        signal.throwIfAborted();
        copy.hold(directory);
        taken.emit('change');
        directory = await take(await stream.next(), directory);
      }
    } finally {
      copy.doubt();
      signal.removeEventListener('abort', close);
      await stream.close();
    }
  }

  async function readWhole(): Promise<Directory> {
    const start = performance.now();
    const session = await connection.startSession({ snapshot: true });
    try {
      const tree = await readUnits(connection, session);
      const read = await buildDirectory(tree, await readReference(connection, session));
      const ms = Math.round(performance.now() - start);
      logger.info({ units: tree.size, ms }, 'the directory is in memory');
      return read;
    } finally {
      await session.endSession();
    }
  }

  async function take(change: mongo.ChangeStreamDocument, held: Directory): Promise<Directory> {
    if (!('ns' in change) || !('coll' in change.ns)) return held;
    if (change.ns.coll !== 'units') {
      return buildDirectory(held.tree, await readReference(connection));
    }
    // A change is written as a whole document, so that the stream tells how the unit was right then.
    if (change.operationType !== 'insert' && change.operationType !== 'replace') {
      throw new Error(`units were changed by ${change.operationType}, which tells no order`);
    }
    applyUnit(held, change.fullDocument as unknown as UnitRecord); // what the collection holds
    return held;
  }

  return {
    current: () => copy.current(),
    ready: copy.ready,
    get fresh() {
      return copy.fresh;
    },
    async reached(version) {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patienceMs)]);
      const isReached = () => (copy.held?.tree.version ?? -1) >= version;
      while (!isReached()) {
        await once(taken, 'change', { signal }).catch(() => {
          throw unavailable('The institution directory');
        });
      }
    },
    async stop() {
      stopping.abort();
      await copy.stop();
    },
  };
}

async function readReference(
  connection: Connection,
  session: ClientSession | null = null,
): Promise<Reference> {
  const { provinces, topics } = directoryModels(connection);
  return {
    provinces: await provinces.find({}, {}, { session }).lean<Reference['provinces'][number][]>(),
    topics: await topics.find({}, {}, { session }).lean<Reference['topics'][number][]>(),
  };
}
