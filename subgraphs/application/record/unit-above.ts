import type { ApplicationDigest } from './application.model.ts';
import type { UnitProjection } from '../units/index.ts';

/** The fields that say whose head an application is about. */
export type Aim = Pick<ApplicationDigest, 'aboutHeadOfUnit' | 'meantUnitId'>;
type Tree = Pick<UnitProjection, 'get' | 'current' | 'scopeOf'>;

/**
 * Whether an application is kept from a unit because it is about the head of the unit itself, of one above it,
 * or of one that such a unit has succeeded. False where no unit is above the one concerned: nearly all units
 * are below it, and one of them has to deal with the application.
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
 * The unit itself, or its successor; where the application is kept from that, the unit above the one that is
 * meant.
 */
export function unitToDealWith(application: Aim, unitId: string, units: Tree): string {
  const current = units.current(unitId);
  const { meantUnitId } = application;
  if (meantUnitId === null || !isKeptFrom(application, current, units)) return current;
  return parentOf(meantUnitId, units) ?? current;
}

/**
 * The unit above this one, in the present tree, to which an application may be brought; the unit itself where
 * there is none above.
 */
export function unitAbove(application: Aim, unitId: string, units: Tree): string {
  const parentId = parentOf(unitId, units);
  return parentId === null ? units.current(unitId) : unitToDealWith(application, parentId, units);
}

function parentOf(unitId: string, units: Tree): string | null {
  const parentId = units.get(units.current(unitId))?.parentId;
  return parentId == null ? null : units.current(parentId);
}
