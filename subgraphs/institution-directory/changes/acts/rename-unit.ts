import { checkAll } from '../../../../lib/kit/check-all.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { UnitRecord } from '../../units/index.ts';
import { requireName } from '../unit-name.ts';
import { type ActServices, changeUnit, type OnUnit } from './change-unit.ts';

export type Renaming = OnUnit & { name: string };

export async function renameUnit(services: ActServices, given: Renaming): Promise<UnitRecord> {
  const { name } = checkAll({
    id: () => requireUnitId(given.id, 'id'),
    name: () => requireName(given.name, 'name'),
  });
  return changeUnit(services, given, { name });
}
