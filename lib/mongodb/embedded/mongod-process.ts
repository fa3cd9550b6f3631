import { once as event } from 'node:events';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoMemoryServer } from 'mongodb-memory-server-core';
import { mongo } from 'mongoose';
import { findMongod, mongodVersion } from './mongod-binary.mjs';
import { once } from '../../kit/once.ts';

const HOST = '127.0.0.1';
const REPLICA_SET = 'cimer';
/** Longer than a start that replays the journal of a killed mongod. */
const LAUNCH_TIMEOUT_MS = 60_000;
const PROBE_TIMEOUT_MS = 2_000;
/**
 * How long the writes of a process killed in the middle of a transaction stay locked: by default MongoDB keeps them for
 * a minute, and transactions here take milliseconds.
 */
const TRANSACTION_LIFETIME_S = 10;

interface MongodOptions {
  /** An existing folder. Its data may come from another port, but hardly from another version. */
  dbPath: string;
  /** Must be free; by default a free port is chosen. */
  port?: number;
  args?: string[];
  /** Called when mongod exits although nobody stopped it, once the start has succeeded. */
  onUnexpectedEnd?: () => void;
}

export interface RunningMongoDB {
  /** Names the replica set, which transactions and change streams need. */
  readonly uri: string;
  /** Shuts mongod down cleanly. May be called twice. */
  stop(): Promise<void>;
}

export function uriOf(port: number): string {
  return `mongodb://${HOST}:${port}/?replicaSet=${REPLICA_SET}`;
}

/**
 * Starts a mongod as the primary of a single-node replica set; resolves when it accepts writes.
 *
 * It runs in its own process group, so a Ctrl+C at the terminal reaches this process alone, which can then finish its
 * work before it stops mongod. If this process is killed, the watchdog of mongodb-memory-server notices within two
 * seconds and shuts mongod down cleanly; acknowledged writes are in the journal in any case.
 *
 * @throws Error with a one-sentence message when no mongod is available.
 */
export async function startMongod(options: MongodOptions): Promise<RunningMongoDB> {
  const binary = findMongod();
  if (binary === undefined) {
    throw new Error(
      'There is no mongod to run: run "node scripts/setup.mjs", install MongoDB 6.0 or newer, or set MONGODB_URI.',
    );
  }
  const server = await MongoMemoryServer.create({
    binary: { systemBinary: binary, version: mongodVersion(binary) ?? '' },
    instance: {
      dbPath: options.dbPath,
      storageEngine: 'wiredTiger',
      replSet: REPLICA_SET,
      args: [
        '--setParameter',
        `transactionLifetimeLimitSeconds=${TRANSACTION_LIFETIME_S}`,
        ...(options.args ?? []),
      ],
      launchTimeout: LAUNCH_TIMEOUT_MS,
      // The library would silently choose another port within ten seconds of its last use of this one.
      ...(options.port !== undefined && { port: options.port, portGeneration: false }),
    },
    spawn: { detached: true },
  });
  const port = Number(new URL(server.getUri()).port);
  try {
    await becomePrimary(port);
  } catch (error) {
    await server.stop({ doCleanup: false });
    throw error;
  }
  const mongod = server.instanceInfo?.instance.mongodProcess;
  const onExit = () => options.onUnexpectedEnd?.();
  if (mongod?.exitCode === null && mongod.signalCode === null) mongod.once('exit', onExit);
  else setImmediate(onExit);
  const stop = once(async () => {
    mongod?.off('exit', onExit);
    await server.stop({ doCleanup: false });
  });
  return { uri: uriOf(port), stop };
}

/** Whether anything accepts connections on this port of this machine. */
export async function isListening(port: number): Promise<boolean> {
  const socket = createConnection({ host: HOST, port });
  try {
    await event(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** The data folder of the embedded mongod that answers on this port, whichever process owns it. */
export async function dbPathServedOn(port: number): Promise<string | undefined> {
  if (!(await isListening(port))) return undefined;
  try {
    const { parsed } = await withAdmin(port, (admin) => admin.command({ getCmdLineOpts: 1 }));
    return parsed.replication?.replSet === REPLICA_SET ? parsed.storage.dbPath : undefined;
  } catch {
    return undefined;
  }
}

/** Asks the mongod on this port to shut down cleanly; it may take a moment longer than this call. */
export async function shutDownMongodOn(port: number): Promise<void> {
  const shutdown = { shutdown: 1, force: true, timeoutSecs: 0 };
  // mongod answers by closing the connection.
  await withAdmin(port, (admin) => admin.command(shutdown)).catch(() => undefined);
}

async function becomePrimary(port: number): Promise<void> {
  const member = { _id: 0, host: `${HOST}:${port}` };
  await withAdmin(port, async (admin) => {
    try {
      await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [member] } });
    } catch (error) {
      if (!isAlreadyInitialized(error)) throw error;
      // The data contains the configuration, including the port on which it was created.
      const { config } = await admin.command({ replSetGetConfig: 1 });
      if (config.members[0].host !== member.host) {
        await admin.command({ replSetReconfig: { ...config, members: [member] }, force: true });
      }
    }
    const deadline = AbortSignal.timeout(LAUNCH_TIMEOUT_MS);
    while (!(await admin.command({ hello: 1 }))['isWritablePrimary']) {
      await sleep(20, undefined, { signal: deadline });
    }
  });
}

function isAlreadyInitialized(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.codeName === 'AlreadyInitialized';
}

async function withAdmin<Result>(
  port: number,
  work: (admin: mongo.Admin) => Promise<Result>,
): Promise<Result> {
  const client = new mongo.MongoClient(`mongodb://${HOST}:${port}`, {
    directConnection: true,
    serverSelectionTimeoutMS: PROBE_TIMEOUT_MS,
  });
  try {
    return await work(client.db().admin());
  } finally {
    await client.close();
  }
}
