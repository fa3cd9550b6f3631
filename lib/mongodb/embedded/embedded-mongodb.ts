import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, withFileLock } from './file-lock.mjs';
import { keepMongodRunning } from './kept-mongod.ts';
import type { RunningMongoDB } from './mongod-process.ts';
import {
  dbPathServedOn,
  isListening,
  shutDownMongodOn,
  startMongod,
  uriOf,
} from './mongod-process.ts';

export { startEphemeralMongoDB } from './ephemeral-mongodb.ts';

/** Longer than a mongod waits for its clients after a signal to shut down. */
const ORPHAN_TIMEOUT_MS = 20_000;

interface EmbeddedMongoDBOptions {
  /** The data folder; created when missing; takes about 300 MB when empty. */
  dataPath: string;
  /** May differ from the port on which the data was created. */
  port: number;
  log: (line: string) => void;
  /** Without it, MongoDB uses up to half of the machine's memory. */
  cacheSizeGB?: number;
}

/** The process that runs MongoDB on a data folder, and its port. */
interface Owner {
  pid: number;
  port: number;
}

/**
 * Starts a single-node replica set with its data in `dataPath`, or uses the one that another process of this project
 * already runs on that folder, on whatever port. Of two processes that start at the same time, one starts it and the
 * other uses it.
 *
 * Should MongoDB exit by itself, the process that started it restarts it on the same port. It ends with that process: a
 * process that only uses it then loses its connection, and its own `stop` does nothing. Nothing acknowledged is lost,
 * however the process ends: after a SIGKILL, MongoDB is shut down within seconds, and an earlier start shuts it down
 * and starts again.
 *
 * @throws Error with a one-sentence message when the port is taken, when no mongod is available, or when the folder is
 * locked by a mongod that neither answers nor exits.
 */
export async function startEmbeddedMongoDB(
  options: EmbeddedMongoDBOptions,
): Promise<RunningMongoDB> {
  mkdirSync(join(options.dataPath, 'mongodb'), { recursive: true });
  const folder = realpathSync(options.dataPath);
  const files = {
    dbPath: join(folder, 'mongodb'),
    owner: join(folder, 'mongodb-owner.json'),
    lock: join(folder, 'mongodb.lock'),
  };
  return withFileLock(files.lock, async () => {
    const owner = await findRunning(files.dbPath, readOwner(files.owner));
    if (owner === undefined) return start(files, options);
    options.log(`Using the MongoDB that process ${owner.pid} runs on port ${owner.port}.`);
    return { uri: uriOf(owner.port), stop: async () => {} };
  });
}

/**
 * Resolves to the owner once its MongoDB answers, or to undefined once no mongod holds the folder, whose lock would
 * prevent another from starting. A mongod whose owner was killed is asked to shut down; one that is merely slow is
 * waited for.
 */
async function findRunning(dbPath: string, owner: Owner | undefined): Promise<Owner | undefined> {
  const deadline = Date.now() + ORPHAN_TIMEOUT_MS;
  for (;;) {
    const isServed = owner !== undefined && (await dbPathServedOn(owner.port)) === dbPath;
    if (isServed && isAlive(owner.pid)) return owner;
    const holder = holderOf(dbPath);
    if (holder === undefined) return undefined;
    if (Date.now() > deadline) {
      throw new Error(
        `The data in ${dbPath} are held by a mongod that neither answers nor ends: end process ${holder}.`,
      );
    }
    if (isServed) await shutDownMongodOn(owner.port);
    await sleep(50);
  }
}

async function start(
  files: { dbPath: string; owner: string; lock: string },
  { port, log, cacheSizeGB }: EmbeddedMongoDBOptions,
): Promise<RunningMongoDB> {
  async function launch(onUnexpectedEnd: () => void): Promise<RunningMongoDB> {
    if (await isListening(port)) throw await portIsTaken(port);
    // Another process may have started MongoDB here before this restart.
    if (holderOf(files.dbPath) !== undefined) throw new Error('The data are held by a mongod.');
    log(`Starting MongoDB on port ${port}, with its data in ${files.dbPath}.`);
    const owner: Owner = { pid: process.pid, port };
    writeFileSync(files.owner, JSON.stringify(owner));
    const mongod = await startMongod({
      dbPath: files.dbPath,
      port,
      args: cacheSizeGB === undefined ? [] : ['--wiredTigerCacheSizeGB', String(cacheSizeGB)],
      onUnexpectedEnd,
    });
    return {
      uri: mongod.uri,
      async stop() {
        await mongod.stop();
        // Another process may run its own MongoDB there already.
        if (readOwner(files.owner)?.pid === process.pid) rmSync(files.owner, { force: true });
      },
    };
  }

  // Under the lock, so that no other process begins to use a MongoDB that is about to stop.
  return keepMongodRunning({
    launch,
    exclusively: (work) => withFileLock(files.lock, work),
    log,
  });
}

async function portIsTaken(port: number): Promise<Error> {
  const dbPath = await dbPathServedOn(port);
  const holder = dbPath === undefined ? 'another program' : `the MongoDB that serves ${dbPath}`;
  return new Error(
    `MongoDB cannot be started on port ${port}, which is taken by ${holder}: end that, set MONGODB_PORT to a free port, or set MONGODB_URI.`,
  );
}

/** A running mongod keeps its process id in `mongod.lock`; a killed one leaves it there. */
function holderOf(dbPath: string): number | undefined {
  const pid = Number.parseInt(read(join(dbPath, 'mongod.lock')), 10);
  return isAlive(pid) && isMongod(pid) ? pid : undefined;
}

/** After a restart of the machine or container, the process id may belong to another program. */
function isMongod(pid: number): boolean {
  return process.platform !== 'linux' || read(`/proc/${pid}/comm`).trim() === 'mongod';
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(read(path));
  } catch {
    return undefined;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
