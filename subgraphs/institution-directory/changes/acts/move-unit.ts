import { checkAll } from '../../../../lib/kit/check-all.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { UnitRecord } from '../../units/index.ts';
import { isMoveOfOne } from '../change-rules.ts';
import { requireNewParent } from '../unit-rules.ts';
import { type ActServices, changeUnit, needsSecond, type OnUnit } from './change-unit.ts';

export type Moving = OnUnit & { parentId: string };

export async function moveUnit(services: ActServices, given: Moving): Promise<UnitRecord> {
  const { parentId } = given;
  checkAll({
    id: () => requireUnitId(given.id, 'id'),
    parentId: () => requireUnitId(parentId, 'parentId'),
  });
  return changeUnit(services, given, { parentId }, (directory, unit) => {
    requireNewParent(directory, unit, parentId);
    if (!isMoveOfOne(directory.tree, unit, parentId)) throw needsSecond();
  });
}
