import { setTimeout as delay } from 'node:timers/promises';
import type { UnitProjection } from '../units/index.ts';

/**
 * Resolves when this process has the tree of a version of the directory, or cannot be expected to get it.
 * @throws the reason of the signal once it is aborted.
 */
export type TreeWait = (version: number, signal: AbortSignal) => Promise<void>;

const pollMs = 20;
/**
 * A copy of the tree that was confirmed later than this has every version that was committed before, or officers are
 * refused: a lease lasts four seconds, and what it confirms is at most one second older.
 */
const longestMs = 6_000;

/**
 * A change of units is committed before every process has read it, and a process that has may act by it at once: refer
 * to a unit that was just created, or moved. Another process that passed such an event on by its older tree would pass
 * over the subscribers of the units above for good.
 */
export function createTreeWait(units: Pick<UnitProjection, 'version' | 'loaded'>): TreeWait {
  /** Versions that did not come, such as those of a directory that was replaced by one with a lower version. */
  let missedTo = 0;
  return async (version, signal) => {
    if (!units.loaded || version <= missedTo) return;
    const deadline = performance.now() + longestMs;
    while (units.version < version) {
      if (performance.now() > deadline) {
        missedTo = version;
        return;
      }
      await delay(pollMs, undefined, { signal });
    }
  };
}
