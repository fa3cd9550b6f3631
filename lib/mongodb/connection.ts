import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, createConnection, Error as MongooseError, mongo, STATES } from 'mongoose';
import type { Logger } from 'pino';
import { createOutage } from '../kit/outage.ts';
import { failWritesToClosedSockets } from './closed-sockets.ts';
import { type PoolState, watchPool } from './watch-pool.ts';

/** How long an operation waits for a primary before it fails, in milliseconds. */
const serverSelectionTimeoutMs = 2_000;
/**
 * The interval of heartbeats, and how much longer MongoDB may take to answer one; otherwise all operations in progress
 * fail. Unlike a limit on each operation, this does not affect long ones.
 */
const heartbeatMs = 1_000;
const connectTimeoutMs = 2_000;
const pingTimeoutMs = 2_000;
const retryMs = 500;
/**
 * After how many attempts without an answer in time that is reported: a process that starts may be too busy to take an
 * answer. A refused connection is reported at once.
 */
const unansweredAttempts = 3;

/** One database of the replica set, connected for as long as the process lives. */
export interface Database {
  readonly connection: Connection;
  /** Resolves at the first connection; rejects when `stop` is called before that. */
  readonly connected: Promise<void>;
  /** Its connections to MongoDB; null until it is connected for the first time. */
  pool(): PoolState | null;
  /** Whether MongoDB answers within two seconds. */
  ping(): Promise<boolean>;
  stop(): Promise<void>;
}

interface DatabaseOptions {
  uri: string;
  name: string;
  logger: Logger;
}

/**
 * What is acknowledged is on disk at a majority, and what a client was told of is read by the next request. Named as in
 * URIs: options that are grouped (`writeConcern`) give way to those of the URI.
 */
const guarantees = {
  w: 'majority',
  journal: true,
  wtimeoutMS: 0,
  readConcernLevel: 'majority',
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
} as const;

/**
 * Connects in the background and retries until it succeeds, so that a process can start before MongoDB does. Once
 * connected, the driver reconnects by itself. While MongoDB is unreachable, operations fail within
 * `serverSelectionTimeoutMs`; nothing is queued. Operations in progress when MongoDB stops responding fail within three
 * seconds, and `serverSelectionTimeoutMs` later if they are retried; their duration is not limited. Writes are
 * acknowledged by a majority. Options of the URI weaken none of this.
 */
export function openDatabase({ uri, name, logger }: DatabaseOptions): Database {
  failWritesToClosedSockets();
  const stopping = new AbortController();
  const connection = createConnection();
  let pool: PoolState | null = null;

  const outage = createOutage({
    began: (err) => logger.error({ database: name, err }, 'MongoDB cannot be reached; will retry'),
    ended: () => logger.info({ database: name }, 'MongoDB is back'),
  });

  async function connect(): Promise<void> {
    for (let unanswered = 0; ;) {
      try {
        await connection.openUri(uri, {
          dbName: name,
          bufferCommands: false,
          autoIndex: false,
          autoCreate: false,
          serverSelectionTimeoutMS: serverSelectionTimeoutMs,
          connectTimeoutMS: connectTimeoutMs,
          heartbeatFrequencyMS: heartbeatMs,
          maxPoolSize: 20,
          ...guarantees,
        });
        pool = watchPool(connection.getClient());
        outage.worked();
        return;
      } catch (error) {
        stopping.signal.throwIfAborted();
        unanswered += 1;
        if (unanswered >= unansweredAttempts || !isUnanswered(error)) outage.failed(error);
        await delay(retryMs, undefined, { signal: stopping.signal });
      }
    }
  }

  const connected = connect();
  connected.catch(() => {}); // handled by those who await it; nobody has to

  return {
    connection,
    connected,
    pool: () => pool,
    async ping() {
      if (!isConnected(connection) || !connection.db) return false;
      try {
        await connection.db.command({ ping: 1 }, { signal: AbortSignal.timeout(pingTimeoutMs) });
        return true;
      } catch {
        return false;
      }
    },
    async stop() {
      stopping.abort();
      await connected.catch(() => {});
      await connection.close();
    },
  };
}

/** Whether an attempt to connect ended without an answer or a refusal of any server. */
function isUnanswered(error: unknown): boolean {
  if (!(error instanceof MongooseError.MongooseServerSelectionError)) return false;
  // Mongoose copies it from the driver's error, and does not declare it.
  const { reason } = error as { reason?: mongo.TopologyDescription };
  return [...(reason?.servers.values() ?? [])].every(
    ({ error: failure }) => !failure || failure instanceof mongo.MongoNetworkTimeoutError,
  );
}

/** Whether the connection is open, by what the driver last knew. */
export const isConnected = ({ readyState }: Connection): boolean => readyState === STATES.connected;
