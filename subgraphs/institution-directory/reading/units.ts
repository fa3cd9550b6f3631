import { badInput, clientError } from '../../../lib/kit/errors.ts';
import { type Message, say } from '../../../lib/kit/say.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import { connectionOf, type PageArguments, pageSize } from '../../../lib/kit/connection.ts';
import { type CursorCodec, notIssued } from '../../../lib/kit/cursor.ts';
import type { MatterPart } from '../schema-types.ts';
import { type Directory, requireUnit } from '../held/index.ts';
import { suggestUnits, type UnitSuggestion } from '../suggestions/index.ts';
import { noSuchProvince, positionOf, type UnitFilter, type UnitRecord } from '../units/index.ts';

const longestSearch = 200;

/** @throws `BAD_USER_INPUT`, or `NOT_FOUND` for an id that no unit ever had. */
export function unitById(directory: Directory, id: string): UnitRecord {
  requireUnitId(id, 'id');
  return requireUnit(directory, id);
}

/** The unit that a reference names; null if it names none. */
export const unitOrNull = ({ tree }: Directory, id: string | null): UnitRecord | null =>
  (id !== null && tree.get(id)) || null;

/** One page of the units that match, in Turkish alphabetical order. */
export function listUnits(
  directory: Directory,
  filter: UnitFilter,
  { first, after }: PageArguments,
  cursors: CursorCodec,
) {
  requireKnown(filter, directory);
  const { tree } = directory;
  const position = after == null ? null : cursors.open(after);
  const page = tree.list(filter, position, pageSize(first));
  return {
    ...connectionOf(page, { after, cursorOf: (unit) => cursors.seal(positionOf(unit)) }),
    totalCount: page.totalCount,
  };
}

/** A search finds at most this number of units. */
const mostFound = 200;

interface UnitSearchArguments extends PageArguments {
  text: string;
  filter: UnitFilter;
}

/**
 * The best matches, best first. @throws `BAD_USER_INPUT` for an empty text or the page, `LIMIT_EXCEEDED` for a text that is
 * too long.
 */
export function searchUnits(
  directory: Directory,
  { text, filter, first, after }: UnitSearchArguments,
  cursors: CursorCodec,
) {
  if (text.trim() === '') throw badInput('text', 'FORMAT', say`text must not be blank.`);
  if (text.length > longestSearch) {
    throw clientError('LIMIT_EXCEEDED', say`text can have at most ${longestSearch} characters.`, {
      field: 'text',
      limit: longestSearch,
    });
  }
  requireKnown(filter, directory);
  const { tree, search } = directory;
  const size = pageSize(first, { fallback: 10, limit: 50 });
  const start = after == null ? null : parsePlace(cursors.open(after));
  const found = search.search(text, { filter: tree.matcher(filter), first: mostFound });
  const from = start === null ? 0 : placeAfter(start, found);
  const items = found.slice(from, from + size);
  const page = connectionOf(
    { items, hasNextPage: from + size < found.length },
    { after, cursorOf: (unit) => cursors.seal(`${found.indexOf(unit)}.${unit._id}`) },
  );
  return { ...page, totalCount: found.length };
}

/** A unit and its place among those found. */
interface FoundPlace {
  index: number;
  unitId: string;
}

function parsePlace(position: string): FoundPlace {
  const [, index = '', unitId = ''] = /^(\d+)\.(\d+)$/.exec(position) ?? [];
  if (unitId === '') throw notIssued('after');
  return { index: Number(index), unitId };
}

/** The place after a unit, or the one that it had if it is no longer found. */
function placeAfter({ index, unitId }: FoundPlace, found: readonly UnitRecord[]): number {
  const at = found.findIndex(({ _id }) => _id === unitId);
  return at === -1 ? index : at + 1;
}

/** What the directory does not know of a topic and a place. */
export function unknownPartsOf(
  { topics, provinces }: Directory,
  { topicId, provinceCode, districtCode }: Place,
): MatterPart[] {
  const province = provinces.get(provinceCode);
  const isKnownDistrict =
    districtCode == null ||
    !province ||
    province.districts.some(({ code }) => code === districtCode);
  return [
    ...(topics.get(topicId) ? [] : (['TOPIC'] as const)),
    ...(province ? [] : (['PROVINCE'] as const)),
    ...(isKnownDistrict ? [] : (['DISTRICT'] as const)),
  ];
}

interface Place {
  topicId: string;
  provinceCode: string;
  districtCode?: string | null | undefined;
}

/** The units competent for a topic at a place. @throws `BAD_USER_INPUT` for an unknown topic or place. */
export function suggestUnitsAt(directory: Directory, place: Place): UnitSuggestion[] {
  const topic = directory.topics.get(place.topicId);
  if (!topic) throw badInput('topicId', 'UNKNOWN', say`There is no such topic.`);
  const province = directory.provinces.get(place.provinceCode);
  if (!province) throw noSuchProvince('provinceCode');
  const districtCode = place.districtCode ?? null;
  if (districtCode !== null && !province.districts.some(({ code }) => code === districtCode)) {
    throw badInput('districtCode', 'UNKNOWN', say`${province.name} has no such district.`);
  }
  return suggestUnits(directory.tree, topic, { provinceCode: province._id, districtCode });
}

/** @throws `BAD_USER_INPUT` unless everything that the filter names exists. */
function requireKnown(
  { parentId, withinId, provinceCode, districtCode }: UnitFilter,
  { tree, provinces, districts }: Directory,
): void {
  for (const [field, id] of Object.entries({ parentId, withinId })) {
    if (id == null) continue;
    requireUnitId(id, `filter.${field}`);
    if (!tree.get(id))
      throw unknown(`filter.${field}`, say`There is no administrative unit ${id}.`);
  }
  if (provinceCode != null && !provinces.has(provinceCode)) {
    throw noSuchProvince('filter.provinceCode');
  }
  if (districtCode != null && !districts.has(districtCode)) {
    throw unknown('filter.districtCode', say`There is no such district.`);
  }
}

const unknown = (field: string, said: Message) => badInput(field, 'UNKNOWN', said);
