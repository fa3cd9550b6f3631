import { totalmem } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const mebibyte = 1024 * 1024;

/** More is not needed: what the graph remembers has bounds of its own. */
const mostOldSpaceMb = 400;

/** Less, and a graph with the whole directory does not start. */
const leastOldSpaceMb = 200;

/** What a process needs beside its old space: young objects, buffers, code, the engine itself, a thread that plans. */
const besidesMb = 280;

/**
 * How large the heap of a graph may become, in MiB, on a machine or in a container with this memory.
 * @param {number} bytes
 */
export function oldSpaceMb(bytes) {
  const left = Math.floor(bytes / mebibyte) - besidesMb;
  return Math.max(leastOldSpaceMb, Math.min(mostOldSpaceMb, left));
}

/** The memory that there is: what the container allows, if it allows less than the machine has. */
function availableBytes() {
  const allowed = process.constrainedMemory?.() ?? 0;
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/**
 * Prints Node's flags for the heap, for `exec node $(node scripts/heap-flags.mjs) …`: V8 reads them when it
 * starts, and by itself it takes the machine for its own. `HEAP_MB` sets another limit.
 */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = Number(process.env['HEAP_MB']);
  const limit = Number.isInteger(given) && given > 0 ? given : oldSpaceMb(availableBytes());
  process.stdout.write(
    `--max-old-space-size=${limit} --max-semi-space-size=32 --no-allocation-site-pretenuring`,
  );
}
