import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withFileLock } from '../../lib/mongodb/embedded/file-lock.mjs';
import { FETCHED_MONGOD, mongodsOnPath } from '../../lib/mongodb/embedded/mongod-binary.mjs';
import { LOCAL, NODE, NODE_MODULES_LOCK, PACKAGE_LOCK } from './paths.mjs';
import { say, SetupError } from './say.mjs';

/**
 * The steps of setup, in order. A step's module exports `isDone()` and `run()`; it is loaded and
 * called only when one of the step's files has changed since the step was last found done.
 */
const STEPS = [
  {
    name: 'dependencies',
    files: () => [PACKAGE_LOCK, NODE_MODULES_LOCK, NODE],
    load: () => import('./dependencies.mjs'),
  },
  {
    name: 'mongodb',
    files: () => [...mongodsOnPath(), FETCHED_MONGOD],
    load: () => import('./mongodb.mjs'),
  },
];

/** Sets the project up, or prints one sentence with the remedy and sets the exit code to 1. */
export async function main(args) {
  try {
    const options = parse(args);
    const needsMongoDB = !options['no-mongodb'] && !process.env.MONGODB_URI;
    const steps = STEPS.filter(({ name }) => name !== 'mongodb' || needsMongoDB);
    for (const step of steps) if (!isKnownDone(step)) await complete(step);
    if (!options.quiet) say('Set-up is complete.');
  } catch (error) {
    say(error instanceof SetupError ? error.message : error.stack);
    process.exitCode = 1;
  }
}

function parse(args) {
  const options = { quiet: { type: 'boolean' }, 'no-mongodb': { type: 'boolean' } };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new SetupError(`${error.message} (set-up takes --quiet and --no-mongodb).`);
  }
}

async function complete(step) {
  const { isDone, run } = await step.load();
  if (!isDone()) {
    const runUnlessDone = async () => {
      // Another setup may have done it while this one waited for the lock.
      if (!isDone()) await run();
    };
    await withFileLock(join(LOCAL, 'setup.lock'), runUnlessDone, sayWaiting);
  }
  rememberDone(step);
}

function sayWaiting(pid) {
  say(`Another set-up (process ${pid ?? 'unknown'}) is at work here: waiting for it to end …`);
}

const stateFile = ({ name }) => join(LOCAL, 'setup', name);

function isKnownDone(step) {
  try {
    return readFileSync(stateFile(step), 'utf8') === fingerprint(step);
  } catch {
    return false;
  }
}

function rememberDone(step) {
  try {
    mkdirSync(join(LOCAL, 'setup'), { recursive: true });
    writeFileSync(stateFile(step), fingerprint(step));
  } catch {
    // It only saves time, and a read-only folder can be set up as well.
  }
}

function fingerprint({ files }) {
  return files().map(describeFile).join('');
}

function describeFile(path) {
  const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return `${path} ${mtimeMs} ${size}\n`;
}
