import { notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { UnitProjection } from './unit-projection.ts';

/**
 * A unit whose work the viewer sees: for an officer their own unit or one below, closed ones included; for the
 * centre any unit.
 * @throws `BAD_USER_INPUT` for a malformed unit id, `NOT_FOUND` for any other unit.
 */
export function requireOwnUnit(viewer: Viewer, unitId: string, units: UnitProjection): void {
  requireUnitId(unitId, 'unitId');
  const isOwn =
    viewer?.role === 'EVALUATOR' ||
    (viewer?.unitId != null && units.isWithin(unitId, viewer.unitId));
  if (!isOwn || !units.get(unitId)) throw notFound(say`administrative unit`);
}
