import { randomInt } from 'node:crypto';
import { checkAll } from '../../../../lib/kit/check-all.ts';
import { requireActiveUnit } from '../../../../lib/kit/require-active-unit.ts';
import type { Directory } from '../../held/index.ts';
import type { CreateUnitInput } from '../../schema-types.ts';
import type { UnitForm, UnitRecord, UnitTree } from '../../units/index.ts';
import { requireName } from '../unit-name.ts';
import { requireOffice, requirePlace, requireRoomBelow } from '../unit-rules.ts';
import { type ActServices, makerIn } from './change-unit.ts';

export const createUnit = (services: ActServices, input: CreateUnitInput): Promise<UnitRecord> =>
  services.store.change((directory) => newUnit(directory, input), makerIn(services));

function newUnit(directory: Directory, input: CreateUnitInput): UnitForm {
  const { kind, parentId = null, provinceCode = null, districtCode = null, office = null } = input;
  const { name } = checkAll({
    name: () => requireName(input.name, 'input.name'),
    parentId: () => requireParent(directory.tree, parentId),
    place: () => requirePlace(directory, { provinceCode, districtCode }),
    office: () => requireOffice(directory, office),
  });
  const unit = { name, kind, parentId, provinceCode, districtCode, office };
  return { _id: unusedId(directory.tree), ...unit, status: 'ACTIVE', successorId: null };
}

function requireParent(tree: UnitTree, parentId: string | null): void {
  if (parentId === null) return;
  requireActiveUnit(tree, parentId, 'input.parentId');
  requireRoomBelow(tree, parentId, 0, 'input.parentId');
}

/** Opaque, and never an id that a unit has or had: closed units stay. */
function unusedId(tree: UnitTree): string {
  for (;;) {
    const id = String(randomInt(10_000_000, 100_000_000));
    if (!tree.get(id)) return id;
  }
}
