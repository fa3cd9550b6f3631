import { linkAbove, placeOf, scopeOf } from '../../../lib/kit/unit-lineage.ts';
import type { UnitKind, UnitRecord, UnitTree } from '../units/index.ts';

/**
 * Officers act for their unit and see the inboxes of all units below it; those of a closed unit act for its
 * successor. So a move shows a unit's inbox to everyone above its new place, and a closing shows the
 * successor's inbox to the officers of the closed unit. These rules say which changes one administrator may
 * make alone: those that show nobody an inbox that they do not see today, and the ordinary merger of two
 * offices of the same kind. Every other change takes a second administrator.
 */

/**
 * Institutions of their own: a law founds and closes them, and none of them merges as an office
 * does.
 */
const institutions: ReadonlySet<UnitKind> = new Set<UnitKind>([
  'PRESIDENCY',
  'LOCAL_GOVERNMENT_ROOT',
  'MINISTRY',
  'AFFILIATED_INSTITUTION',
  'GOVERNORSHIP',
  'METROPOLITAN_MUNICIPALITY',
  'PROVINCIAL_MUNICIPALITY',
  'UNIVERSITY',
  'DISTRICT_GOVERNORSHIP',
  'DISTRICT_MUNICIPALITY',
  'TOWN_MUNICIPALITY',
]);

type Unit = Pick<UnitRecord, '_id' | 'kind' | 'office' | 'parentId' | 'provinceCode'>;

/**
 * Whether one administrator may move a unit alone: only up, to below a unit that is above it already and in the
 * same ministry. Everyone who then sees its inbox has seen it before.
 */
export function isMoveOfOne(tree: UnitTree, unit: Unit, parentId: string): boolean {
  if (unit.parentId === parentId) return true;
  const isAbove = tree.ancestors(unit._id).some(({ _id }) => _id === parentId);
  return isAbove && ministryOf(tree, unit._id, parentId) === ministryOf(tree, unit._id);
}

/**
 * Whether one administrator may close a unit in favour of another alone: offices of the same kind with the same
 * task in the same province, within the same ministry or, where there is none, below the same unit; the
 * successor not above the unit. The officers of a directorate in one province would otherwise see the inbox of
 * that in another one. The same administrator must not have put in its place either of them, or a unit that
 * then sees the inbox of the closed one: creating an office beside another one, or above it, with an officer in it,
 * and closing the other one would otherwise hand over its inbox.
 * @param placedBy who created or last moved the units of {@link steppingStones}, as far as that is on record.
 */
export function isClosingOfOne(
  tree: UnitTree,
  { unit, successor }: { unit: Unit; successor: Unit },
  { by, placedBy }: { by: string; placedBy: ReadonlySet<string> },
): boolean {
  const ministry = ministryOf(tree, unit._id);
  const isNear =
    ministry !== null || (unit.parentId !== null && unit.parentId === successor.parentId);
  return (
    unit.kind === successor.kind &&
    unit.office === successor.office &&
    unit.provinceCode === successor.provinceCode &&
    !institutions.has(unit.kind) &&
    ministryOf(tree, successor._id) === ministry &&
    isNear &&
    !tree.isAtOrBelow(unit._id, successor._id) &&
    !placedBy.has(by)
  );
}

/** The units by which whoever placed them could reach an inbox: the two of a closing, and those that gain sight by it. */
export function steppingStones(tree: UnitTree, unitId: string, successorId: string): string[] {
  const seenBefore = new Set(scopeOf(unitId, tree));
  return [unitId, ...scopeOf(successorId, tree).filter((id) => !seenBefore.has(id))];
}

/**
 * The ministry that a unit is or lies below, optionally with another parent than it has; null if there is
 * none.
 */
function ministryOf(tree: UnitTree, unitId: string, parentId?: string): string | null {
  const above = parentId === undefined ? placeOf(unitId, tree).slice(1) : placeOf(parentId, tree);
  return [unitId, ...above].find((id) => tree.get(id)?.kind === 'MINISTRY') ?? null;
}

/** How a change affects who sees what. */
interface Effect {
  /** The units whose officers are concerned. */
  concernedIds: string[];
  /** The units whose inboxes, and those of all units below, other officers see than before. */
  exposedIds: string[];
}

/** @param tree the tree before the change. @param unit the unit after it. */
export function effectOf(
  tree: UnitTree,
  unit: Pick<UnitRecord, '_id' | 'parentId' | 'status' | 'successorId'>,
): Effect {
  const { _id, parentId, successorId } = unit;
  if (!tree.get(_id)) {
    return { concernedIds: [_id, ...(parentId === null ? [] : [parentId])], exposedIds: [] };
  }
  const before = new Set(scopeOf(_id, tree));
  const above = linkAbove(unit);
  const after = new Set([_id, ...(above === null ? [] : scopeOf(above, tree))]);
  const changed = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
  return {
    concernedIds: [...new Set([_id, ...(successorId ? [successorId] : []), ...changed])],
    exposedIds: changed.length === 0 ? [] : [_id, ...(successorId ? [successorId] : [])],
  };
}
