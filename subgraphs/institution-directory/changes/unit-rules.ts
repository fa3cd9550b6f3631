import { badInput, clientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { requireActiveUnit } from '../../../lib/kit/require-active-unit.ts';
import type { Directory } from '../held/index.ts';
import { mostAncestors, noSuchProvince, type UnitRecord, type UnitTree } from '../units/index.ts';

/** @throws `CONFLICT` where a unit has another version than expected, or is closed. */
export function requireChangeable(
  { version, status }: UnitRecord,
  expectedVersion: number | null | undefined,
): void {
  if (expectedVersion != null && expectedVersion !== version) {
    throw clientError('CONFLICT', say`The unit now has version ${version}.`, { version, status });
  }
  if (status === 'CLOSED') {
    const message = say`The unit is closed and can no longer be changed.`;
    throw clientError('CONFLICT', message, { version, status });
  }
}

/**
 * Checks that a unit with that many levels below it can lie there.
 * @throws `LIMIT_EXCEEDED` where the tree would become too deep.
 */
export function requireRoomBelow(
  tree: UnitTree,
  parentId: string,
  levelsBelow: number,
  field: string,
): void {
  if (tree.ancestors(parentId).length + 1 + levelsBelow <= mostAncestors) return;
  const message = say`At most ${mostAncestors} units can lie above one another.`;
  throw clientError('LIMIT_EXCEEDED', message, { field, limit: mostAncestors });
}

/**
 * Checks that a unit can lie below another one.
 * @throws `BAD_USER_INPUT` unless that one is active, and where the unit would lie below itself; `LIMIT_EXCEEDED` as above.
 */
export function requireNewParent({ tree }: Directory, { _id }: UnitRecord, parentId: string): void {
  requireActiveUnit(tree, parentId, 'parentId');
  if (tree.isAtOrBelow(parentId, _id)) {
    throw badInput('parentId', 'CONFLICT', say`A unit cannot lie below itself.`);
  }
  requireRoomBelow(tree, parentId, tree.levelsBelow(_id), 'parentId');
}

/** The fields of a closed unit. */
export const closedFor = (successorId: string) => ({ status: 'CLOSED', successorId }) as const;

/**
 * Checks that a unit can be closed in favour of another one, and returns that one.
 * @throws `BAD_USER_INPUT` unless it is another unit and active; `CONFLICT` while active units lie below the first.
 */
export function requireNewSuccessor(
  directory: Directory,
  unit: UnitRecord,
  successorId: string,
): UnitRecord {
  const successor = requireActiveUnit(directory.tree, successorId, 'successorId');
  if (successorId === unit._id) {
    throw badInput('successorId', 'CONFLICT', say`A unit cannot be its own successor.`);
  }
  requireNothingBelow(directory, unit);
  return successor;
}

function requireNothingBelow({ tree }: Directory, { _id, version }: UnitRecord): void {
  const active = tree.children(_id).filter(({ status }) => status === 'ACTIVE').length;
  if (active === 0) return;
  const message = say`Active units lie below this one: move or close them first.`;
  throw clientError('CONFLICT', message, { activeChildren: active, version, status: 'ACTIVE' });
}

interface UnitPlace {
  provinceCode: string | null;
  districtCode: string | null;
}

/** @throws `BAD_USER_INPUT` unless the province exists and the district lies in it. */
export function requirePlace(
  { provinces }: Directory,
  { provinceCode, districtCode }: UnitPlace,
): void {
  if (provinceCode === null) {
    if (districtCode === null) return;
    throw badInput('input.provinceCode', 'REQUIRED', say`Name the province of the district too.`);
  }
  const province = provinces.get(provinceCode);
  if (!province) throw noSuchProvince('input.provinceCode');
  if (districtCode === null || province.districts.some(({ code }) => code === districtCode)) return;
  throw badInput('input.districtCode', 'UNKNOWN', say`${province.name} has no such district.`);
}

/** @throws `BAD_USER_INPUT` unless some unit has this office or a topic refers to it. */
export function requireOffice({ tree, topics }: Directory, office: string | null): void {
  if (office === null || topics.topicsOf({ office }).length > 0) return;
  for (const unit of tree.values()) if (unit.office === office) return;
  throw badInput('input.office', 'UNKNOWN', say`There is no such kind of office.`);
}
