/**
 * A process of its own, since the library prints its progress to stdout and cannot be stopped.
 * Prints `{ "path": … }` in its last line.
 */
import { MongoBinary } from 'mongodb-memory-server-core';

const [downloadDir] = process.argv.slice(2);
/** The newest that the library knows, then one that is also built for older platforms. */
const VERSIONS = [undefined, '7.0.14'];

async function getPath([version, ...others]) {
  try {
    return await MongoBinary.getPath({ downloadDir, version });
  } catch (error) {
    const isNotBuilt = error.code === undefined || error.code === 'Status: 403';
    if (isNotBuilt && others.length > 0) return getPath(others);
    throw error;
  }
}

try {
  process.stdout.write(`\n${JSON.stringify({ path: await getPath(VERSIONS) })}\n`);
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
