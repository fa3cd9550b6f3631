import { badInput, clientError } from '../../../lib/kit/errors.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import { connectionOf, type PageArguments, pageSize } from '../../../lib/kit/connection.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
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

/**
 * The best matches, in one page. @throws `BAD_USER_INPUT` for an empty text, `LIMIT_EXCEEDED` for one too long.
 */
export function searchUnits(
  directory: Directory,
  { text, filter, first }: { text: string; filter: UnitFilter; first?: number | null | undefined },
  cursors: CursorCodec,
) {
  if (text.trim() === '') throw badInput('text', 'FORMAT', 'text must not be blank.');
  if (text.length > longestSearch) {
    throw clientError('LIMIT_EXCEEDED', `text can have at most ${longestSearch} characters.`, {
      field: 'text',
      limit: longestSearch,
    });
  }
  requireKnown(filter, directory);
  const { tree, search } = directory;
  const limit = pageSize(first, { fallback: 10, limit: 50 });
  const items = search.search(text, { filter: tree.matcher(filter), first: limit });
  const page = connectionOf(
    { items, hasNextPage: false },
    { cursorOf: (unit) => cursors.seal(positionOf(unit)) },
  );
  return { ...page, totalCount: items.length };
}

/** The units competent for a topic at a place. @throws `BAD_USER_INPUT` for an unknown topic or place. */
export function suggestUnitsAt(
  directory: Directory,
  place: { topicId: string; provinceCode: string; districtCode?: string | null | undefined },
): UnitSuggestion[] {
  const topic = directory.topics.get(place.topicId);
  if (!topic) throw badInput('topicId', 'UNKNOWN', 'There is no such topic.');
  const province = directory.provinces.get(place.provinceCode);
  if (!province) throw noSuchProvince('provinceCode');
  const districtCode = place.districtCode ?? null;
  if (districtCode !== null && !province.districts.some(({ code }) => code === districtCode)) {
    throw badInput('districtCode', 'UNKNOWN', `${province.name} has no such district.`);
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
    if (!tree.get(id)) throw unknown(`filter.${field}`, `There is no administrative unit ${id}.`);
  }
  if (provinceCode != null && !provinces.has(provinceCode)) {
    throw noSuchProvince('filter.provinceCode');
  }
  if (districtCode != null && !districts.has(districtCode)) {
    throw unknown('filter.districtCode', 'There is no such district.');
  }
}

const unknown = (field: string, message: string) => badInput(field, 'UNKNOWN', message);
