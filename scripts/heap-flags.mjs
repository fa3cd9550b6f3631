import { totalmem } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const mebibyte = 1024 * 1024;

/** More is not needed: the graph's caches have their own limits. */
const mostOldSpaceMb = 400;

/** With less, a graph with the whole directory does not start. */
const leastOldSpaceMb = 200;

/**
 * The memory of a process outside its old space: young generation, buffers, code, the engine itself, a planning thread.
 */
const besidesMb = 280;

/**
 * The maximum heap size of a graph, in MiB, on a machine or in a container with this much memory.
 * @param {number} bytes
 */
export function oldSpaceMb(bytes) {
  const left = Math.floor(bytes / mebibyte) - besidesMb;
  return Math.max(leastOldSpaceMb, Math.min(mostOldSpaceMb, left));
}

/**
 * By how much the old space grows between two collections: V8 would choose a tenth where it grows slowly, and a
 * collection delays what happens meanwhile (docs/decisions/0094-room-between-collections.md).
 */
const growingPercent = 25;

/** The available memory: the container's limit if it is lower than the machine's memory. */
function availableBytes() {
  const allowed = process.constrainedMemory?.() ?? 0;
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/**
 * Prints Node's heap flags, for `exec node $(node scripts/heap-flags.mjs) …`: V8 reads them at start, and by default
 * sizes the heap for the whole machine. `HEAP_MB` sets another limit.
 */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = Number(process.env['HEAP_MB']);
  const limit = Number.isInteger(given) && given > 0 ? given : oldSpaceMb(availableBytes());
  const flags = [
    `--max-old-space-size=${limit}`,
    '--max-semi-space-size=32',
    '--no-allocation-site-pretenuring',
    `--heap-growing-percent=${growingPercent}`,
  ];
  process.stdout.write(flags.join(' '));
}
