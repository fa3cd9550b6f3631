import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, createConnection, STATES } from 'mongoose';
import type { Logger } from 'pino';
import { createOutage } from '../kit/outage.ts';
import { failWhatIsWrittenToClosedSockets } from './closed-sockets.ts';

/** How long an operation waits for a primary before it fails, in milliseconds. */
const serverSelectionTimeoutMs = 2_000;
/**
 * MongoDB is asked for a sign of life this often, and has this long for one beyond it; without one all
 * that is under way fails. Unlike a limit on each operation, this leaves long ones alone.
 */
const heartbeatMs = 1_000;
const connectTimeoutMs = 2_000;
const pingTimeoutMs = 2_000;
const retryMs = 500;

/** One database of the replica set, connected for as long as the process lives. */
export interface Database {
  readonly connection: Connection;
  /** Resolves at the first connection; rejects when `stop` comes first. */
  readonly connected: Promise<void>;
  /** Whether MongoDB answers now, within two seconds. */
  ping(): Promise<boolean>;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  uri: string;
  name: string;
  logger: Logger;
}

/**
 * Connects in the background and tries again until it succeeds, so that a process can start before
 * MongoDB does. Once connected the driver reconnects by itself. While MongoDB is away operations fail
 * within `serverSelectionTimeoutMs`; nothing is queued. Those under way when it falls silent fail within
 * three seconds, and `serverSelectionTimeoutMs` later where they are tried again; how long one may take
 * is not limited. Writes are acknowledged by a majority.
 */
export function openDatabase({ uri, name, logger }: DatabaseOptions): Database {
  failWhatIsWrittenToClosedSockets();
  const stopping = new AbortController();
  const connection = createConnection();

  const outage = createOutage({
    began: (err) => logger.error({ database: name, err }, 'MongoDB cannot be reached; will retry'),
    ended: () => logger.info({ database: name }, 'MongoDB is back'),
  });

  async function connect(): Promise<void> {
    for (;;) {
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
          writeConcern: { w: 'majority', journal: true },
          readConcern: { level: 'majority' },
        });
        outage.worked();
        return;
      } catch (error) {
        stopping.signal.throwIfAborted();
        outage.failed(error);
        await delay(retryMs, undefined, { signal: stopping.signal });
      }
    }
  }

  const connected = connect();
  connected.catch(() => {}); // whoever awaits it learns; nobody has to

  return {
    connection,
    connected,
    async ping() {
      if (connection.readyState !== STATES.connected || !connection.db) return false;
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
