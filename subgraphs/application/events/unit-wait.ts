import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { UnitProjection } from '../units/index.ts';

/**
 * Resolves when the tree of this process has all of the given units, or cannot be expected to get them.
 * @throws the reason of the signal once it is aborted.
 */
export type UnitWait = (unitIds: readonly string[], signal: AbortSignal) => Promise<void>;

const pollMs = 20;
/**
 * A copy of the tree that was confirmed later than this has every unit that was committed before, or officers are
 * refused: a lease lasts four seconds, and what it confirms is at most one second older.
 */
const longestMs = 6_000;
/** Units that the directory no longer has, such as those before a reset: nothing waits for them again. */
const mostMissing = 1_000;

/**
 * An application may be referred to a unit as soon as the unit is committed, before every process has read it. A
 * process that went on without it would take the event for one of no unit that it knows, and subscribers of the units
 * above would never get it.
 */
export function createUnitWait(units: Pick<UnitProjection, 'get' | 'loaded'>): UnitWait {
  const missing = new LRUCache<string, true>({ max: mostMissing });
  const isAwaited = (unitId: string) => units.get(unitId) === undefined && !missing.has(unitId);
  return async (unitIds, signal) => {
    if (!units.loaded || !unitIds.some(isAwaited)) return;
    const deadline = performance.now() + longestMs;
    while (unitIds.some(isAwaited)) {
      if (performance.now() > deadline) {
        for (const unitId of unitIds.filter(isAwaited)) missing.set(unitId, true);
        return;
      }
      await delay(pollMs, undefined, { signal });
    }
  };
}
