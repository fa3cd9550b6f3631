import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongoDB } from '../../lib/mongodb/embedded/embedded-mongodb.ts';
import { freePort } from './free-port.ts';

/** A MongoDB that belongs to one test file, which may stop, restart and kill it. */
export interface OwnMongoDB {
  readonly uri: string;
  /** The folder with its data. */
  readonly dataPath: string;
  stop(): Promise<void>;
  /** After `stop`: on the same port, with the same data. */
  start(): Promise<void>;
  /** Kills mongod, which then restarts by itself. */
  kill(): Promise<void>;
  /** Stops it permanently and removes its data. */
  remove(): Promise<void>;
}

/** @param given a folder with data; by default a new one. */
export async function openOwnMongoDB(given?: string): Promise<OwnMongoDB> {
  const dataPath = given ?? (await mkdtemp(join(tmpdir(), 'own-mongodb-')));
  const port = await freePort();
  const launch = () => startEmbeddedMongoDB({ dataPath, port, log: () => {}, cacheSizeGB: 0.25 });
  let running = await launch();
  return {
    uri: running.uri,
    dataPath,
    stop: () => running.stop(),
    async start() {
      running = await launch();
    },
    async kill() {
      const lock = await readFile(join(dataPath, 'mongodb/mongod.lock'), 'utf8');
      process.kill(Number.parseInt(lock, 10), 'SIGKILL');
    },
    async remove() {
      await running.stop();
      await rm(dataPath, { recursive: true });
    },
  };
}
