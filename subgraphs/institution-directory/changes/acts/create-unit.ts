import { randomInt } from 'node:crypto';
import { requireActiveUnit } from '../../../../lib/kit/require-active-unit.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { Directory } from '../../held/index.ts';
import type { CreateUnitInput } from '../../schema-types.ts';
import type { UnitForm, UnitRecord, UnitTree } from '../../units/index.ts';
import { requireName } from '../unit-name.ts';
import { requireOffice, requirePlace, requireRoomBelow } from '../unit-rules.ts';
import { type ActServices, makerIn } from './change-unit.ts';

export async function createUnit(
  services: ActServices,
  input: CreateUnitInput,
): Promise<UnitRecord> {
  const unit = requireNewUnit(input);
  return services.store.change((directory) => newUnit(directory, unit), makerIn(services));
}

function requireNewUnit(input: CreateUnitInput) {
  const { kind, parentId = null, provinceCode = null, districtCode = null, office = null } = input;
  const name = requireName(input.name, 'input.name');
  if (parentId !== null) requireUnitId(parentId, 'input.parentId');
  return { name, kind, parentId, provinceCode, districtCode, office };
}

function newUnit(directory: Directory, unit: ReturnType<typeof requireNewUnit>): UnitForm {
  const { parentId, office } = unit;
  if (parentId !== null) {
    requireActiveUnit(directory.tree, parentId, 'input.parentId');
    requireRoomBelow(directory.tree, parentId, 0, 'input.parentId');
  }
  requirePlace(directory, unit);
  requireOffice(directory, office);
  return { _id: unusedId(directory.tree), ...unit, status: 'ACTIVE', successorId: null };
}

/** Opaque, and never an id that a unit has or had: closed units stay. */
function unusedId(tree: UnitTree): string {
  for (;;) {
    const id = String(randomInt(10_000_000, 100_000_000));
    if (!tree.get(id)) return id;
  }
}
