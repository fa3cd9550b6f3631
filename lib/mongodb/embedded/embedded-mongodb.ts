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

export type { RunningMongoDB } from './mongod-process.ts';
export { startEphemeralMongoDB } from './ephemeral-mongodb.ts';

/** Longer than a mongod that was asked to end by a signal waits for its clients. */
const ORPHAN_TIMEOUT_MS = 20_000;

export interface EmbeddedMongoDBOptions {
  /** The folder that keeps the data; created when missing; takes about 300 MB when empty. */
  dataPath: string;
  /** May differ from the one that the data were created on. */
  port: number;
  log: (line: string) => void;
  /** Without it MongoDB takes up to half of the machine's memory. */
  cacheSizeGB?: number;
}

/** The process that runs MongoDB on a data folder, and the port it does so on. */
interface Owner {
  pid: number;
  port: number;
}

/**
 * Starts a replica set of one node that keeps its data in `dataPath`, or uses the one that another
 * process of this project runs on that folder already, on whatever port. Of two processes that start
 * at the same time one starts it and the other uses it.
 *
 * Should MongoDB end by itself, the process that started it starts it again on the same port. It ends
 * with that process: one that only uses it loses its connection then, and its own `stop` does nothing.
 * Nothing acknowledged is lost, however the process ends: after a SIGKILL MongoDB is ended within
 * seconds, and a start that comes sooner ends it and starts anew.
 *
 * @throws Error of one sentence when the port is taken, when there is no mongod to run, and when the
 * folder is held by a mongod that neither answers nor ends.
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
 * Answers the owner once its MongoDB does, or undefined once no mongod holds the folder, which
 * another could not lock before that. One whose owner was killed is asked to end; one that only
 * answers slowly is waited for.
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
    // A start again may come after another process has begun to run MongoDB here.
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
        // Another process may run its own there by now.
        if (readOwner(files.owner)?.pid === process.pid) rmSync(files.owner, { force: true });
      },
    };
  }

  // Under the lock, so that no other process begins to use what is about to end.
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

/** A running mongod keeps its process number in `mongod.lock`; a killed one leaves it there. */
function holderOf(dbPath: string): number | undefined {
  const pid = Number.parseInt(read(join(dbPath, 'mongod.lock')), 10);
  return isAlive(pid) && isMongod(pid) ? pid : undefined;
}

/** After a restart of the machine or container the number may be another program's. */
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
