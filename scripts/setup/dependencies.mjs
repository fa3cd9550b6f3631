import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NODE_SHA256, sha256Of } from './hashes.mjs';
import { NODE, NODE_MODULES_LOCK, PACKAGE_LOCK, ROOT } from './paths.mjs';
import { run as runProgram, step } from './progress.mjs';
import { say, SetupError } from './say.mjs';

const OLDEST_PINNED_NODE = 24;

const PLATFORM = `${process.platform}-${process.arch}`;
const NODE_HASH = NODE_SHA256[PLATFORM];

/**
 * Whether node_modules contains what package-lock.json requires and its Node is the known one and
 * runs here, whoever installed it. npm writes the list of what it installed last, so an interrupted
 * installation has none. A tree without any development package was installed for production and is
 * left unchanged.
 */
export function isDone() {
  const installed = readPackages(NODE_MODULES_LOCK);
  if (installed === undefined) return false;
  const wanted = Object.entries(readPackages(PACKAGE_LOCK) ?? {});
  const hasDevelopment = wanted.some(([path, { dev }]) => dev && path in installed);
  const matches = ([path, { version, integrity, ...flags }]) => {
    const found = installed[path];
    if (found) return found.version === version && found.integrity === integrity;
    return path === '' || isOptional(flags) || (flags.dev && !hasDevelopment);
  };
  return wanted.every(matches) && isNodeGenuine() && pinnedNodeRuns();
}

/** Installs exactly what package-lock.json says. */
export async function run() {
  const lock = Object.entries(readPackages(PACKAGE_LOCK) ?? {});
  const paths = lock.filter(([path, flags]) => path && !isOptional(flags)).map(([path]) => path);
  const { command, args } = npm();
  const flags = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  try {
    await step('Installing the dependencies (npm ci)', (report) => {
      report(() => describe(paths));
      return runProgram(command, [...args, ...flags], { cwd: ROOT });
    });
  } catch (error) {
    throw new SetupError(
      `${error.message}\nThe dependencies could not be installed: see npm above.`,
    );
  }
  if (!isNodeGenuine()) {
    rmSync(realpathSync(NODE), { force: true }); // so that nothing runs it
    throw new SetupError(
      'The Node that npm has installed is not the expected one (its SHA-256 differs), and was removed: look what stands between this machine and the npm registry, and run this again.',
    );
  }
  if (NODE_HASH === undefined) {
    say(`The hash of Node is not known for ${PLATFORM}: it was not checked.`);
  }
  if (!pinnedNodeRuns()) {
    throw new SetupError(
      `The Node ${OLDEST_PINNED_NODE} that this project pins was not installed or does not run here: let npm run the install script of its package "node" (npm ci --ignore-scripts=false), on a platform that nodejs.org builds for.`,
    );
  }
}

/** npm names itself to the scripts it runs; other package managers use the same variable. */
function npm() {
  const { npm_execpath: script = '', npm_node_execpath: node = process.execPath } = process.env;
  if (basename(script) === 'npm-cli.js') return { command: node, args: [script] };
  return { command: 'npm', args: [] };
}

/** Packages that are absent where they do not fit the platform. */
function isOptional({ optional, devOptional, extraneous }) {
  return optional || devOptional || extraneous;
}

/**
 * Whether the pinned Node is byte for byte the known one, if that is known; it is not run for this.
 */
function isNodeGenuine() {
  return NODE_HASH === undefined || !existsSync(NODE) || sha256Of(NODE) === NODE_HASH;
}

function pinnedNodeRuns() {
  const { stdout } = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
  return Number.parseInt((stdout ?? '').slice(1), 10) >= OLDEST_PINNED_NODE;
}

function describe(paths) {
  const present = paths.filter((path) => existsSync(join(ROOT, path, 'package.json'))).length;
  if (present === 0) return 'downloading';
  if (present === paths.length) return 'running install scripts';
  return `${present} of ${paths.length} packages`;
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
