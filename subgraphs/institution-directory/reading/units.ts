import { badInput, clientError } from '../../../lib/kit/errors.ts';
import { checkAll } from '../../../lib/kit/check-all.ts';
import { type Message, say } from '../../../lib/kit/say.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import { connectionOf, type PageArguments, pageChecks } from '../../../lib/kit/connection.ts';
import { type CursorCodec, notIssued } from '../../../lib/kit/cursor.ts';
import type { MatterPart } from '../schema-types.ts';
import { type Directory, requireUnit } from '../held/index.ts';
import { suggestUnits, type UnitSuggestion } from '../suggestions/index.ts';
import {
  noSuchProvince,
  positionOf,
  type TopicRecord,
  type UnitFilter,
  type UnitRecord,
} from '../units/index.ts';

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
  asked: PageArguments,
  cursors: CursorCodec,
) {
  const { size, start } = checkAll({
    filter: () => requireKnown(filter, directory),
    ...pageChecks(asked, (cursor) => cursors.open(cursor)),
  });
  const { tree } = directory;
  const page = tree.list(filter, start, size);
  return {
    ...connectionOf(page, {
      after: asked.after,
      cursorOf: (unit) => cursors.seal(positionOf(unit)),
    }),
    totalCount: page.totalCount,
  };
}

/** A search finds at most this number of units. */
const mostFound = 200;
const foundPages = { fallback: 10, limit: 50 };

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
  { text, filter, ...asked }: UnitSearchArguments,
  cursors: CursorCodec,
) {
  const { size, start } = checkAll({
    text: () => requireSearched(text),
    filter: () => requireKnown(filter, directory),
    ...pageChecks(asked, (cursor) => parsePlace(cursors.open(cursor)), foundPages),
  });
  const { tree, search } = directory;
  const found = search.search(text, { filter: tree.matcher(filter), first: mostFound });
  const from = start === null ? 0 : placeAfter(start, found);
  const items = found.slice(from, from + size);
  const page = connectionOf(
    { items, hasNextPage: from + size < found.length },
    { after: asked.after, cursorOf: (unit) => cursors.seal(`${found.indexOf(unit)}.${unit._id}`) },
  );
  return { ...page, totalCount: found.length };
}

function requireSearched(text: string): void {
  if (text.trim() === '') throw badInput('text', 'FORMAT', say`text must not be blank.`);
  if (text.length <= longestSearch) return;
  throw clientError('LIMIT_EXCEEDED', say`text can have at most ${longestSearch} characters.`, {
    field: 'text',
    limit: longestSearch,
  });
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

/** The parts of a topic and a place that the directory does not know. */
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
  const { topic, district } = checkAll({
    topic: () => requireTopic(directory, place.topicId),
    district: () => requirePlaceIn(directory, place),
  });
  return suggestUnits(directory.tree, topic, district);
}

function requireTopic({ topics }: Directory, topicId: string): TopicRecord {
  const topic = topics.get(topicId);
  if (!topic) throw badInput('topicId', 'UNKNOWN', say`There is no such topic.`);
  return topic;
}

/** A district is known only within its province. */
function requirePlaceIn({ provinces }: Directory, { provinceCode, districtCode = null }: Place) {
  const province = provinces.get(provinceCode);
  if (!province) throw noSuchProvince('provinceCode');
  if (districtCode !== null && !province.districts.some(({ code }) => code === districtCode)) {
    throw badInput('districtCode', 'UNKNOWN', say`${province.name} has no such district.`);
  }
  return { provinceCode: province._id, districtCode };
}

/** @throws `BAD_USER_INPUT` unless everything that the filter names exists. */
function requireKnown(
  { parentId, withinId, provinceCode, districtCode }: UnitFilter,
  { tree, provinces, districts }: Directory,
): void {
  const requireExisting = (id: string | null | undefined, field: string) => {
    if (id == null) return;
    requireUnitId(id, field);
    if (!tree.get(id)) throw unknown(field, say`There is no administrative unit ${id}.`);
  };
  checkAll({
    parentId: () => requireExisting(parentId, 'filter.parentId'),
    withinId: () => requireExisting(withinId, 'filter.withinId'),
    provinceCode() {
      if (provinceCode == null || provinces.has(provinceCode)) return;
      throw noSuchProvince('filter.provinceCode');
    },
    districtCode() {
      if (districtCode == null || districts.has(districtCode)) return;
      throw unknown('filter.districtCode', say`There is no such district.`);
    },
  });
}

const unknown = (field: string, said: Message) => badInput(field, 'UNKNOWN', said);
