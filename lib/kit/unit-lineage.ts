/**
 * The rules of how units lie above and below one another, for every subgraph that decides by the unit tree. They only
 * read the units that they are given, and end even if those form a ring, which no change of units creates.
 */

/** The part of a unit that the rules read. */
export interface LinkedUnit {
  /** `null` for a root. A closed unit keeps it. */
  readonly parentId: string | null;
  readonly status: 'ACTIVE' | 'CLOSED';
  /** Set for a closed unit. */
  readonly successorId: string | null;
}

/** Units by id. */
export interface Units {
  get(unitId: string): LinkedUnit | undefined;
}

/**
 * The id of the unit directly above one, by which scopes are decided: a closed unit lies below its successor.
 * @returns null for a root.
 */
export const linkAbove = ({ parentId, status, successorId }: LinkedUnit): string | null =>
  (status === 'CLOSED' ? successorId : null) ?? parentId;

/** The unit itself and those in whose scope it is, the root last. A closed unit is in the scope of its successor. */
export const scopeOf = (unitId: string, units: Units): string[] => follow(unitId, units, linkAbove);

/**
 * The unit itself and those above it in the directory, the root last. A closed unit stays where it
 * was when it was closed.
 */
export const placeOf = (unitId: string, units: Units): string[] =>
  follow(unitId, units, ({ parentId }) => parentId);

/** The unit itself or, where it is closed, the first of its successors that is active; null if there is none. */
export function standInOf(unitId: string, units: Units): string | null {
  if (units.get(unitId)?.status === 'ACTIVE') return unitId;
  const successors = follow(unitId, units, ({ successorId }) => successorId);
  return successors.find((id) => units.get(id)?.status === 'ACTIVE') ?? null;
}

/**
 * The unit for which the officers of a unit act: the unit itself or, where it is closed, the one that stands in for it.
 * The given id where there is none, and where the unit does not exist.
 */
export const currentUnit = (unitId: string, units: Units): string =>
  standInOf(unitId, units) ?? unitId;

/**
 * A unit, and the closed units that it stands in for. Visits no others.
 * @param closedFor the closed units whose successor is a given unit.
 */
export function withPredecessors(
  unitId: string,
  closedFor: (successorId: string) => Iterable<string>,
  units: Units,
): string[] {
  const found = new Set([unitId]);
  if (units.get(unitId)?.status !== 'ACTIVE') return [unitId];
  for (const id of found) for (const closedId of closedFor(id)) found.add(closedId);
  return [...found];
}

/**
 * Whether a unit is in the scope of another one's officers: it is that unit, or the one they act for, or lies below.
 */
export const isWithin = (unitId: string, ancestorId: string, units: Units): boolean =>
  scopeOf(unitId, units).includes(currentUnit(ancestorId, units));

/** The unit directly above a unit, or above the one that stands in for it; null if there is none. */
export function unitDirectlyAbove(unitId: string, units: Units): string | null {
  const parentId = units.get(currentUnit(unitId, units))?.parentId;
  return parentId == null ? null : currentUnit(parentId, units);
}

/** The fields that say whose head an application is about. */
export interface Aim {
  readonly aboutHeadOfUnit: boolean;
  readonly meantUnitId: string | null;
}

/**
 * Whether an application is kept from a unit because it is about the head of the unit itself, of
 * one above it, or of one that such a unit has succeeded. False if the unit concerned has no unit
 * above: nearly all units are below it, and one of them has to deal with the application.
 */
export function isKeptFrom(
  { aboutHeadOfUnit, meantUnitId }: Aim,
  unitId: string,
  units: Units,
): boolean {
  if (!aboutHeadOfUnit || meantUnitId === null) return false;
  return unitDirectlyAbove(meantUnitId, units) !== null && isWithin(unitId, meantUnitId, units);
}

/**
 * The unit itself, or the one that stands in for it; if the application is kept from that one, the
 * unit above the one concerned.
 */
export function unitToDealWith(application: Aim, unitId: string, units: Units): string {
  const current = currentUnit(unitId, units);
  const { meantUnitId } = application;
  if (meantUnitId === null || !isKeptFrom(application, current, units)) return current;
  return unitDirectlyAbove(meantUnitId, units) ?? current;
}

/**
 * The unit above this one to which an application may be brought; the unit itself if there is none.
 */
export function unitAbove(application: Aim, unitId: string, units: Units): string {
  const above = unitDirectlyAbove(unitId, units);
  return above === null ? currentUnit(unitId, units) : unitToDealWith(application, above, units);
}

/** The unit itself and the units that a link leads to, each once. */
function follow(unitId: string, units: Units, link: (unit: LinkedUnit) => string | null): string[] {
  const followed: string[] = [];
  let next: string | null = unitId;
  while (next !== null && !followed.includes(next)) {
    followed.push(next);
    const unit = units.get(next);
    next = unit ? link(unit) : null;
  }
  return followed;
}
