import type { UnitProjection } from './unit-projection.ts';

/**
 * The ids by which what belongs to a unit and those below it is found in the index: an open referral
 * has one of them among its `scopeIds`. More may be found so than lies there now.
 */
export function inboxScope(_units: UnitProjection, unitId: string): string[] {
  return [unitId];
}
