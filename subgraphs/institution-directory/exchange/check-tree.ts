import { placeOf, standInOf } from '../../../lib/kit/unit-lineage.ts';
import { mostAncestors, type TopicRecord, type UnitForm } from '../units/index.ts';
import type { Mistakes } from '../../../lib/kit/import-mistakes.ts';
import type { ReadContents } from './read-files.ts';

/**
 * Reports units that do not fit the others, or the provinces, of the same files, and topics that no unit has ever dealt
 * with.
 * @returns the topics with an office that only closed units have: a running directory may have come to that.
 */
export function checkTree(contents: ReadContents, mistakes: Mistakes): AbandonedTopic[] {
  const units = new Map(contents.units.map((unit) => [unit._id, unit]));
  const districts = new Map(
    contents.provinces.map(({ _id, districts: inside }) => [
      _id,
      new Set(inside.map(({ code }) => code)),
    ]),
  );
  for (const unit of contents.units) {
    const wrong = [
      ...placeMistakes(unit, districts),
      ...parentMistakes(unit, units),
      ...successorMistakes(unit, units),
    ];
    for (const message of wrong) mistakes.add(contents.placeOf(unit), message);
  }
  const active = contents.units.filter(({ status }) => status === 'ACTIVE');
  const offices = new Set(contents.units.map(({ office }) => office));
  const activeOffices = new Set(active.map(({ office }) => office));
  const abandoned: AbandonedTopic[] = [];
  for (const topic of contents.topics) {
    for (const { office } of topic.offices) {
      if (activeOffices.has(office)) continue;
      if (offices.has(office)) abandoned.push({ topic, office });
      else {
        const message = `No unit has the office ${JSON.stringify(office)}.`;
        mistakes.add(contents.placeOf(topic), message);
      }
    }
  }
  return abandoned;
}

/** A topic with an office of which no unit is active any longer. */
export interface AbandonedTopic {
  readonly topic: TopicRecord;
  readonly office: string;
}

type Units = ReadonlyMap<string, UnitForm>;

function placeMistakes(
  { provinceCode, districtCode }: UnitForm,
  districts: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  if (provinceCode === null) {
    return districtCode === null ? [] : ['province must be given where district is.'];
  }
  const inside = districts.get(provinceCode);
  if (!inside) return [`No province has the code ${JSON.stringify(provinceCode)}.`];
  if (districtCode === null || inside.has(districtCode)) return [];
  return [`The province ${provinceCode} has no district ${JSON.stringify(districtCode)}.`];
}

function parentMistakes({ _id, parentId, status }: UnitForm, units: Units): string[] {
  if (parentId === null) return [];
  const parent = units.get(parentId);
  if (!parent) return [`No unit has the id of the parent, ${parentId}.`];
  if (status === 'ACTIVE' && parent.status === 'CLOSED') {
    return [`The unit above, ${parentId}, is closed: the unit has to lie below an active one.`];
  }
  const place = placeOf(_id, units);
  const top = units.get(place.at(-1) ?? '');
  if (top?.parentId != null && units.has(top.parentId)) return ['The unit lies below itself.'];
  if (place.length - 1 <= mostAncestors) return [];
  return [`At most ${mostAncestors} units can lie above one another.`];
}

function successorMistakes({ _id, status, successorId }: UnitForm, units: Units): string[] {
  if (status === 'ACTIVE') {
    return successorId === null ? [] : ['Only a closed unit has a successor.'];
  }
  if (successorId === null) return ['A closed unit needs its successor.'];
  if (!units.has(successorId)) return [`No unit has the id of the successor, ${successorId}.`];
  if (standInOf(_id, units) !== null) return [];
  return ['None of the units that succeed this one is active.'];
}
