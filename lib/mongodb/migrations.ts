import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, mongo } from 'mongoose';
import type { Logger } from 'pino';
import { MongoDBStorage, Umzug } from 'umzug';
import { isDuplicateKey } from './duplicate-key.ts';
import type { Secrets } from '../kit/versioned-keys.ts';
import { areIndexesCurrent, type DeclareIndexes, syncIndexes } from './indexes.ts';

/** The keys of the migrating process that a migration may use. */
export interface MigrationKeys {
  readonly secrets: Secrets;
}

/**
 * One step from a version of the stored data to the next. It must be idempotent, since a process may die between its
 * last write and the record that it is done.
 */
export interface Migration {
  /** Ordered and permanently unique: `0001-create-indexes`. */
  name: string;
  up(connection: Connection, keys: MigrationKeys): Promise<void>;
}

/** The version of the stored data that a database must have before it is used. */
export interface StoredData {
  /** Append-only: a migration that has run anywhere is history. Migrations do not create declared indexes. */
  readonly migrations: readonly Migration[];
  readonly indexes: DeclareIndexes;
}

/** A lock not renewed for this long belongs to a dead process. */
const leaseMs = 30_000;
const retryMs = 200;

interface Lock {
  _id: string;
  holder: string;
  expiresAt: Date;
}

/**
 * Brings a database to the version of the code: runs, in order, each pending migration, and then synchronizes the
 * indexes with the declarations. One process at a time migrates a database; others wait and find nothing left to do.
 */
export async function migrate(options: {
  connection: Connection;
  keys: MigrationKeys;
  stored: StoredData;
  logger: Logger;
  signal?: AbortSignal;
}): Promise<void> {
  const { connection, keys, logger, stored } = options;
  const storage = new MongoDBStorage({ collection: connection.collection('migrations') });
  const umzug = new Umzug({
    migrations: stored.migrations.map(({ name, up }) => ({
      name,
      up: () => up(connection, keys),
    })),
    storage,
    logger: undefined,
  });
  const indexes = async () => ({
    connection,
    declared: stored.indexes(connection),
    mayDrop: await isNewest(),
  });
  /** Whether no later release has migrated the database. */
  async function isNewest(): Promise<boolean> {
    const names = new Set(stored.migrations.map(({ name }) => name));
    return (await storage.executed()).every((name) => names.has(name));
  }

  if ((await umzug.pending()).length === 0 && (await areIndexesCurrent(await indexes()))) return;
  await whileLocked(connection.collection<Lock>('migrationLocks'), options.signal, async () => {
    for (const { name } of await umzug.up()) {
      logger.info({ database: connection.name, migration: name }, 'migrated');
    }
    await syncIndexes({ ...(await indexes()), logger });
  });
}

async function whileLocked(
  locks: ReturnType<typeof Connection.prototype.collection<Lock>>,
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<void> {
  const holder = new mongo.ObjectId().toHexString();
  const expiry = () => new Date(Date.now() + leaseMs);

  while (!(await acquire())) await delay(retryMs, undefined, { signal });
  const renewal = setInterval(() => {
    locks.updateOne({ _id: 'migrate', holder }, { $set: { expiresAt: expiry() } }).catch(() => {}); // the lease outlasts some failures
  }, leaseMs / 3);
  try {
    await work();
  } finally {
    clearInterval(renewal);
    await locks.deleteOne({ _id: 'migrate', holder });
  }

  async function acquire(): Promise<boolean> {
    try {
      await locks.updateOne(
        { _id: 'migrate', expiresAt: { $lt: new Date() } },
        { $set: { holder, expiresAt: expiry() } },
        { upsert: true },
      );
      return true;
    } catch (error) {
      // The lock exists and has not expired: the upsert conflicted with its _id.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
