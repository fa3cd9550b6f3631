import { EventEmitter, once } from 'node:events';
import type { Connection, mongo } from 'mongoose';
import type { Logger } from 'pino';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { followed, type Followed } from '../../../lib/kit/followed.ts';
import { atOneMoment, type OneMoment } from '../../../lib/mongodb/reads.ts';
import type { SubgraphDatabase } from '../../../lib/federation/subgraph-database.ts';
import { applyUnit, buildDirectory, type Directory, type Reference } from './directory.ts';
import { directoryModels, readUnits, type UnitRecord } from '../units/index.ts';

/** The whole directory in memory, kept in step with MongoDB. */
export interface HeldDirectory {
  /** @throws `UNAVAILABLE` until the first read. */
  current(): Directory;
  /** Resolves at the first read. */
  readonly ready: Promise<void>;
  readonly loaded: boolean;
  /** Whether changes are being followed now. */
  readonly fresh: boolean;
  /**
   * Resolves when every change up to a committed version is in memory. @throws `UNAVAILABLE` when
   * that takes unusually long.
   */
  reached(version: number): Promise<void>;
  stop(): Promise<void>;
}

const retryMs = 500;
/** Changes are in memory within milliseconds; if not after this time, something is wrong. */
const timeoutMs = 5_000;
/** The collections beside the units. */
const reference = ['provinces', 'topics'];
/**
 * How long MongoDB holds a request without changes, which is also the maximum time that stopping
 * takes.
 */
const questionMs = 200;

/** The moment of the last write that a majority has: no later snapshot is older. */
async function lastCommitted(database: mongo.Db): Promise<mongo.Timestamp> {
  const { lastWrite } = await database.command({ hello: 1 });
  const { majorityOpTime } = lastWrite as { majorityOpTime: { ts: mongo.Timestamp } }; // of a replica set
  return majorityOpTime.ts;
}

/** Deletions of units come with a reset. */
const watched = {
  $or: [
    { 'ns.coll': 'units', operationType: { $ne: 'delete' } },
    { 'ns.coll': { $in: reference } },
    { 'ns.coll': 'versions', 'updateDescription.updatedFields.generation': { $exists: true } },
  ],
};

const watch = (database: mongo.Db, startAtOperationTime: mongo.Timestamp) =>
  database.watch([{ $match: watched }], {
    startAtOperationTime,
    maxAwaitTimeMS: questionMs,
  });

/**
 * Reads the directory in one snapshot and follows its changes by a change stream from an earlier
 * moment, so that none is missed; duplicates are recognised by their version. Changes are applied
 * completely and in the order in which they were committed, which is that of their versions: at
 * each moment the copy is the whole directory at `tree.version`. After a reset or a change of places
 * or topics, when the stream breaks, or when units were written otherwise than as changes, everything
 * is read again; until then the directory keeps its last state.
 */
export const followDirectory = (database: SubgraphDatabase, logger: Logger): HeldDirectory =>
  new StreamedDirectory(database, logger);

class StreamedDirectory implements HeldDirectory {
  readonly #connection: Connection;
  readonly #logger: Logger;
  readonly #copy: Followed<Directory>;
  readonly #stopping = new AbortController();
  readonly #taken = new EventEmitter<{ change: [] }>().setMaxListeners(0);

  constructor({ connection, migrated }: SubgraphDatabase, logger: Logger) {
    this.#connection = connection;
    this.#logger = logger;
    this.#copy = followed({
      name: say`The institution directory`,
      everyMs: retryMs,
      after: migrated,
      follow: (signal) => this.#follow(signal),
      report: {
        began: (err) => logger.warn({ err }, 'the directory cannot be followed; will retry'),
      },
    });
  }

  get ready(): Promise<void> {
    return this.#copy.ready;
  }

  get loaded(): boolean {
    return this.#copy.loaded;
  }

  get fresh(): boolean {
    return this.#copy.fresh;
  }

  current(): Directory {
    return this.#copy.current();
  }

  async reached(version: number): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(timeoutMs)]);
    const isReached = () => (this.#copy.held?.tree.version ?? -1) >= version;
    while (!isReached()) {
      await once(this.#taken, 'change', { signal }).catch(() => {
        throw unavailable(say`The institution directory`);
      });
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#copy.stop();
  }

  /** Continues until the stream breaks or is closed, or everything is to be read again. */
  async #follow(signal: AbortSignal): Promise<'again'> {
    const { db } = this.#connection;
    if (!db) throw unavailable(say`The database`);
    const begunAt = await lastCommitted(db);
    const stream = watch(db, begunAt);
    const close = () => void stream.close().catch(() => {}); // ends the wait for a change, and is repeated below
    signal.addEventListener('abort', close);
    try {
      const directory = await this.#readWhole();
      for (;;) {
        signal.throwIfAborted();
        this.#copy.hold(directory);
        this.#taken.emit('change');
        const change = await stream.next();
        if (change.clusterTime?.lessThanOrEqual(begunAt)) continue; // the directory was read after it
        if (!isApplied(change, directory)) return 'again';
      }
    } finally {
      this.#copy.doubt();
      signal.removeEventListener('abort', close);
      await stream.close();
    }
  }

  async #readWhole(): Promise<Directory> {
    const connection = this.#connection;
    const start = performance.now();
    const { tree, reference } = await atOneMoment(connection, async (moment) => ({
      tree: await readUnits(connection, moment),
      reference: await readReference(connection, moment),
    }));
    const read = await buildDirectory(tree, reference);
    const ms = Math.round(performance.now() - start);
    this.#logger.info({ units: tree.size, ms }, 'the directory is in memory');
    return read;
  }
}

/** Applies a change to the units. @returns false for any other change: everything is then to be read again. */
function isApplied(change: mongo.ChangeStreamDocument, held: Directory): boolean {
  if (!('ns' in change) || !('coll' in change.ns)) return true;
  if (change.ns.coll !== 'units') return false;
  // A change is written as a whole document, so the stream has the unit as it was right then.
  if (change.operationType !== 'insert' && change.operationType !== 'replace') {
    throw new Error(`units were changed by ${change.operationType}, which tells no order`);
  }
  applyUnit(held, change.fullDocument as unknown as UnitRecord); // the form of the collection
  return true;
}

async function readReference(connection: Connection, moment: OneMoment): Promise<Reference> {
  const { provinces, topics } = directoryModels(connection);
  return {
    provinces: await provinces.collection
      .find<Reference['provinces'][number]>({}, moment)
      .toArray(),
    topics: await topics.collection.find<Reference['topics'][number]>({}, moment).toArray(),
  };
}
