import { badInput } from '../../../../lib/kit/errors.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { UnitProjection } from '../../units/index.ts';

/** @throws `BAD_USER_INPUT` unless the unit exists and is active. */
export function requireActiveUnit(units: UnitProjection, unitId: string, field: string): void {
  requireUnitId(unitId, field);
  const unit = units.get(unitId);
  if (!unit) throw badInput(field, 'UNKNOWN', `There is no administrative unit ${unitId}.`);
  if (unit.status !== 'ACTIVE') {
    throw badInput(field, 'CLOSED', `The unit ${unitId} is closed; see its successor.`);
  }
}
