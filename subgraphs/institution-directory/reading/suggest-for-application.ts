import { isKeptFrom, unitDirectlyAbove } from '../../../lib/kit/unit-lineage.ts';
import type { Directory } from '../held/index.ts';
import { suggestUnits, type UnitSuggestion } from '../suggestions/index.ts';
import type { OfficeLevel } from '../units/index.ts';

/** The fields of an application that the gateway provides: see `Application.suggestedUnits` in the SDL. */
export interface ApplicationReference {
  id: string;
  topic?: { id: string } | null;
  province?: { code: string } | null;
  district?: { code: string } | null;
  meantUnit?: { id: string } | null;
  aboutHeadOfUnit?: boolean;
}

/**
 * The units that could deal with an application. A complaint about a unit's head goes to the unit above, never
 * to the unit itself (or its successor) nor to one below it. The exception is a unit without one above it,
 * since nearly all units lie below that.
 */
export function suggestForApplication(
  { tree, topics }: Directory,
  { topic, province, district, meantUnit, aboutHeadOfUnit }: ApplicationReference,
): UnitSuggestion<OfficeLevel | 'UNIT_ABOVE'>[] {
  const record = topic && topics.get(topic.id);
  const competent =
    record && province
      ? suggestUnits(tree, record, {
          provinceCode: province.code,
          districtCode: district?.code ?? null,
        })
      : [];
  if (!aboutHeadOfUnit || !meantUnit) return competent;
  const aboveId = unitDirectlyAbove(meantUnit.id, tree);
  const above = aboveId === null ? undefined : tree.standIn(aboveId);
  if (!above) return competent;
  const aim = { aboutHeadOfUnit, meantUnitId: meantUnit.id };
  const others = competent.filter(
    ({ unit }) => unit._id !== above._id && !isKeptFrom(aim, unit._id, tree),
  );
  return [{ unit: above, reason: 'UNIT_ABOVE' }, ...others];
}
