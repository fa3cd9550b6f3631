import type { Directory } from './directory.ts';
import { suggestUnits, type UnitSuggestion } from './suggest-units.ts';
import type { OfficeLevel } from './unit.ts';

/** What the gateway brings of an application: see `Application.suggestedUnits` in the SDL. */
export interface ApplicationReference {
  id: string;
  topic?: { id: string } | null;
  province?: { code: string } | null;
  district?: { code: string } | null;
  meantUnit?: { id: string } | null;
  aboutHeadOfUnit?: boolean;
}

/**
 * The units that could deal with an application. A complaint about a unit's head goes to the unit
 * above, never to the unit itself.
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
  const above = tree.parent(meantUnit.id);
  const others = competent.filter(
    ({ unit }) => unit._id !== meantUnit.id && unit._id !== above?._id,
  );
  return above ? [{ unit: above, reason: 'UNIT_ABOVE' }, ...others] : others;
}
