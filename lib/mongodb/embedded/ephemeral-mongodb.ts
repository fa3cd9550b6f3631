import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './file-lock.mjs';
import type { RunningMongoDB } from './mongod-process.ts';
import { once } from '../../kit/once.ts';
import { startMongod } from './mongod-process.ts';

/** Followed by the id of the process that owns the folder. */
const PREFIX = 'cimer-mongodb-';

/**
 * Starts an empty single-node replica set on a free port, for tests and benchmarks; `stop` removes
 * its data. A killed process leaves about 300 MB in the temporary folder, which the next start
 * removes.
 */
export async function startEphemeralMongoDB(): Promise<RunningMongoDB> {
  await removeLeftovers();
  const dbPath = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const mongod = await startMongod({ dbPath });
  const stop = once(async () => {
    await mongod.stop();
    await rm(dbPath, { recursive: true, force: true });
  });
  return { uri: mongod.uri, stop };
}

/** The folders of other users cannot be removed, which is not an error. */
async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir());
  const leftovers = names.filter((name) => name.startsWith(PREFIX) && !isAlive(ownerOf(name)));
  const paths = leftovers.map((name) => join(tmpdir(), name));
  await Promise.allSettled(paths.map((path) => rm(path, { recursive: true, force: true })));
}

function ownerOf(name: string): number {
  return Number.parseInt(name.slice(PREFIX.length), 10);
}
