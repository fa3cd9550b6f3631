import { badInput, notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { type UnitProjection, unitIdForm } from './unit-projection.ts';

/**
 * A unit whose work the viewer sees: for an officer the own one or one below, also a closed one; for the
 * centre any.
 * @throws `BAD_USER_INPUT` for what is no unit id, `NOT_FOUND` for any other unit.
 */
export function requireOwnUnit(viewer: Viewer, unitId: string, units: UnitProjection): void {
  if (!unitIdForm.test(unitId)) throw badInput('unitId', 'FORMAT', 'A unit id has 8 digits.');
  const isOwn =
    viewer?.role === 'EVALUATOR' ||
    (viewer?.unitId != null && units.isWithin(unitId, viewer.unitId));
  if (!isOwn || !units.get(unitId)) throw notFound('administrative unit');
}
