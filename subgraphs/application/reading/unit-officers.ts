import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  officersOfUnitIndex,
  type UnitOfficerDocument,
  type UnitOfficerModel,
} from '../record/index.ts';
import type { UnitProjection } from '../units/index.ts';

export interface UnitOfficersDependencies {
  model: UnitOfficerModel;
  viewer: Viewer;
  units: UnitProjection;
  interruption: Interruption;
}

const mostOfficers = 100;

/**
 * The officers who have acted for a unit, those who did last first; null for a viewer who may not know them.
 * @throws `UNAVAILABLE` as `UnitProjection.isWithin` does.
 */
export async function officersOf(
  { model, viewer, units, interruption }: UnitOfficersDependencies,
  unitId: string,
): Promise<UnitOfficerDocument[] | null> {
  const isOwn =
    viewer?.role === 'EVALUATOR' ||
    (viewer?.unitId != null && units.isWithin(unitId, viewer.unitId));
  if (!isOwn) return null;
  return model
    .find({ unitId })
    .sort({ lastActedAt: -1 })
    .limit(mostOfficers)
    .hint(officersOfUnitIndex)
    .setOptions(interruption.readOptions())
    .lean<UnitOfficerDocument[]>();
}
