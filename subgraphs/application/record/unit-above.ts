import type { ApplicationDigest } from './application.model.ts';
import type { UnitProjection } from '../units/index.ts';

/** What says whose head an application is about. */
export type Aim = Pick<ApplicationDigest, 'aboutHeadOfUnit' | 'meantUnitId'>;
type Tree = Pick<UnitProjection, 'get' | 'current' | 'scopeOf'>;

/**
 * Whether an application is kept from a unit because it is about the head of it: of the unit itself, of one
 * above it, or of one in whose place such a unit has come. Not where there is no unit above that: all
 * below it are nearly all that there are, and somebody has to deal with it.
 */
export function isKeptFrom(
  { aboutHeadOfUnit, meantUnitId }: Aim,
  unitId: string,
  units: Tree,
): boolean {
  if (!aboutHeadOfUnit || meantUnitId === null) return false;
  return (
    parentOf(meantUnitId, units) !== null &&
    units.scopeOf(unitId).includes(units.current(meantUnitId))
  );
}

/**
 * The unit itself, or the one that has come in its place; where the application is kept from that, the one
 * above the unit that is meant.
 */
export function unitToDealWith(application: Aim, unitId: string, units: Tree): string {
  const current = units.current(unitId);
  const { meantUnitId } = application;
  if (meantUnitId === null || !isKeptFrom(application, current, units)) return current;
  return parentOf(meantUnitId, units) ?? current;
}

/**
 * The unit above one, in the tree as it stands, that an application may be brought to; the unit itself
 * where there is none above.
 */
export function unitAbove(application: Aim, unitId: string, units: Tree): string {
  const parentId = parentOf(unitId, units);
  return parentId === null ? units.current(unitId) : unitToDealWith(application, parentId, units);
}

function parentOf(unitId: string, units: Tree): string | null {
  const parentId = units.get(units.current(unitId))?.parentId;
  return parentId == null ? null : units.current(parentId);
}
