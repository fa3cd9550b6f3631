import type { ScopeFields } from './referral.model.ts';
import type { UnitProjection } from '../units/index.ts';

/** The fields stored on a referral to a unit, by which the inboxes of the units above find it. */
export const scopeFieldsOf = (units: UnitProjection, unitId: string): ScopeFields => ({
  scopeIds: units.scopeOf(unitId),
  scopeVersion: units.version,
});

/**
 * Ids of which at least one is among the `scopeIds` of every referral to a unit or below it: the
 * unit itself and, while stored scopes are being repaired, the units below it that have moved
 * since. This is a prefilter: a referral that it finds may lie elsewhere meanwhile, so each is
 * checked with `isWithin` after it was read. @throws `UNAVAILABLE` as `isWithin` does.
 */
export function inboxScope(units: UnitProjection, unitId: string): string[] {
  const own = units.current(unitId);
  const moved = units.unrepairedRoots().filter((root) => root !== own && units.isWithin(root, own));
  return [own, ...moved];
}
