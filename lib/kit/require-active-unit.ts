import { badInput } from './errors.ts';
import { say } from './say.ts';
import { requireUnitId } from './unit-id.ts';
import type { LinkedUnit } from './unit-lineage.ts';

/** @throws `BAD_USER_INPUT` unless the id is one of a unit that exists and is active. */
export function requireActiveUnit<Unit extends LinkedUnit>(
  units: { get(unitId: string): Unit | undefined },
  unitId: string,
  field: string,
): Unit {
  requireUnitId(unitId, field);
  const unit = units.get(unitId);
  if (!unit) throw badInput(field, 'UNKNOWN', say`There is no administrative unit ${unitId}.`);
  if (unit.status !== 'ACTIVE') {
    throw badInput(field, 'CLOSED', say`The unit ${unitId} is closed; see its successor.`);
  }
  return unit;
}
