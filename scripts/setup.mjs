/**
 * Fetches what a clone lacks: the dependencies, the pinned Node among them, and a mongod.
 *
 *   node scripts/setup.mjs [--quiet] [--no-mongodb]
 *
 * npm's hooks run it before every script, so it does nothing, quickly, when nothing is missing; it
 * can be interrupted and repeated, and two of them wait for each other. It writes to stderr alone:
 * `npm run --silent token` prints only the token.
 *
 * The import is dynamic because an old Node would stumble over it before it could say so.
 */
const OLDEST_NODE = 20;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(
    `This project needs Node ${OLDEST_NODE} or newer to set itself up, and this is ${process.version}: install a newer Node from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
} else {
  void import('./setup/main.mjs').then(({ main }) => main(process.argv.slice(2)));
}
