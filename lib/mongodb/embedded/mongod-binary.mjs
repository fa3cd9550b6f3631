import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_MAJOR_VERSION = 6;
const executable = process.platform === 'win32' ? 'mongod.exe' : 'mongod';

/** Where setup stores its downloads; removing the folder makes the next setup fetch them again. */
export const MONGODB_FOLDER = fileURLToPath(new URL('../../../.local/mongodb/', import.meta.url));

/** Setup puts a mongod here only when the download is complete and the binary runs. */
export const FETCHED_MONGOD = join(MONGODB_FOLDER, executable);

/**
 * The mongod to run: the first one on the PATH that is 6.0 or newer, else the one that setup has
 * fetched, else undefined. This order is defined only here.
 */
export function findMongod() {
  const fetched = isExecutable(FETCHED_MONGOD) ? FETCHED_MONGOD : undefined;
  return mongodsOnPath().find(isRecentEnough) ?? fetched;
}

/** Every mongod on the PATH, of any version. */
export function mongodsOnPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, executable)).filter(isExecutable);
}

/** The version of a mongod, such as `6.0.5`; undefined when it does not run on this machine. */
export function mongodVersion(path) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return /db version v(\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1];
}

function isRecentEnough(path) {
  return Number.parseInt(mongodVersion(path) ?? '0', 10) >= OLDEST_MAJOR_VERSION;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
