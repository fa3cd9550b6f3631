import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  officersOfUnitIndex,
  type UnitOfficerDocument,
  type UnitOfficerModel,
} from '../record/index.ts';
import type { UnitProjection } from '../units/index.ts';

interface UnitOfficersDependencies {
  model: UnitOfficerModel;
  viewer: Viewer;
  units: UnitProjection;
  interruption: Interruption;
}

const mostOfficers = 100;

/**
 * The officers who have acted for a unit or one that it has succeeded, those who did last first; null for a viewer who
 * may not know them. A closed unit has those of its successor.
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
  const unitIds = units.withPredecessors(units.current(unitId));
  return model
    .aggregate<UnitOfficerDocument>([
      { $match: { unitId: { $in: unitIds } } },
      { $sort: { lastActedAt: -1 } },
      { $group: { _id: '$subject', latest: { $first: '$$ROOT' } } },
      { $replaceRoot: { newRoot: '$latest' } },
      { $sort: { lastActedAt: -1 } },
      { $limit: mostOfficers },
    ])
    .hint(officersOfUnitIndex)
    .option(interruption.readOptions());
}
