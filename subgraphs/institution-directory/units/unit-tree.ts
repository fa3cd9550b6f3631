import type { Slice } from '../../../lib/kit/connection.ts';
import { placeOf, standInOf } from '../../../lib/kit/unit-lineage.ts';
import { compareUnits, SortedUnits, type UnitPosition } from './sorted-units.ts';
import type { UnitKind, UnitRecord, UnitStatus } from './unit.ts';

/** The conditions that narrow a list of units. An absent or `null` field does not narrow it. */
export interface UnitFilter {
  kind?: UnitKind | null | undefined;
  status?: UnitStatus | null | undefined;
  provinceCode?: string | null | undefined;
  districtCode?: string | null | undefined;
  parentId?: string | null | undefined;
  /** The unit itself and everything below it. */
  withinId?: string | null | undefined;
}

/** A page of a list, and the number of units in the whole list. */
interface UnitPage extends Slice<UnitRecord> {
  totalCount: number;
}

type Groups = Map<string, SortedUnits>;

const noUnits: readonly UnitRecord[] = [];
const idLength = 8;

/** The maximum number of units above one, far more than any real unit has. */
export const mostAncestors = 32;

/**
 * The whole directory in memory. Units are returned as they are held: they are replaced, never changed, so a
 * request may keep one; nobody else may change them either. Every list is in the order of `compareUnits`. An
 * unknown id gives nothing, an empty list or false.
 */
export class UnitTree {
  readonly #units = new Map<string, UnitRecord>();
  readonly #all = new SortedUnits();
  /** By parent id, whether the parent has arrived or not; roots under the empty string. */
  readonly #children: Groups = new Map();
  /** By the smallest place that a unit belongs to. */
  readonly #places: Groups = new Map();
  readonly #provinces: Groups = new Map();
  readonly #kinds: Groups = new Map();
  readonly #statuses: Groups = new Map();
  /** Computed on demand; cleared when a central unit changes. */
  #centralByOffice: Map<string | null, UnitRecord[]> | null = null;
  #version = 0;
  /** One copy of the strings that thousands of units share, to save memory. */
  readonly #texts = new Map<string, string>();

  /** How often the directory had been reset when the tree was read; a later reset makes another tree. */
  readonly generation: number;

  /** Applies a snapshot of the directory, in any order. */
  constructor(records: Iterable<UnitRecord> = [], generation = 0) {
    this.generation = generation;
    // Sorting once here leaves every group sorted; sorting them one by one would delay the first reader of
    // each.
    for (const record of [...records].toSorted(compareUnits)) this.apply(record);
  }

  get size(): number {
    return this.#units.size;
  }

  /** The version of the directory that the tree represents: the highest applied, 0 when there is none. */
  get version(): number {
    return this.#version;
  }

  /** Declares that nothing up to a version is missing, even if no unit has that version. */
  reach(version: number): void {
    this.#version = Math.max(this.#version, version);
  }

  get(id: string): UnitRecord | undefined {
    return this.#units.get(id);
  }

  /** Every unit, in no particular order. */
  values(): MapIterator<UnitRecord> {
    return this.#units.values();
  }

  parent(id: string): UnitRecord | undefined {
    const parentId = this.#units.get(id)?.parentId;
    return parentId == null ? undefined : this.#units.get(parentId);
  }

  /** The units above a unit, the root first, as in its path. */
  ancestors(id: string): UnitRecord[] {
    const place = placeOf(id, this.#units);
    const ancestors: UnitRecord[] = [];
    for (let index = place.length - 1; index > 0; index -= 1) {
      const ancestor = this.#units.get(place[index] ?? '');
      if (ancestor) ancestors.push(ancestor);
    }
    return ancestors;
  }

  /** The names from the root down to the unit itself. */
  path(id: string): string[] {
    const unit = this.#units.get(id);
    return unit === undefined ? [] : [...this.ancestors(id), unit].map(({ name }) => name);
  }

  children(id: string): readonly UnitRecord[] {
    return this.#children.get(id)?.inOrder() ?? noUnits;
  }

  roots(): readonly UnitRecord[] {
    return this.children('');
  }

  /** The ids of everything below a unit, parents before their children. */
  descendantIds(id: string): ReadonlySet<string> {
    const ids = new Set([id]);
    // Iterating over a growing set reaches the added ids too, and a set holds no id twice.
    for (const parentId of ids) {
      for (const child of this.children(parentId)) ids.add(child._id);
    }
    ids.delete(id);
    return ids;
  }

  /** How many levels of units lie below a unit. */
  levelsBelow(id: string): number {
    let levels = 0;
    let level: readonly UnitRecord[] = this.children(id);
    while (level.length > 0 && levels <= mostAncestors) {
      levels += 1;
      level = level.flatMap(({ _id }) => this.children(_id));
    }
    return levels;
  }

  /**
   * Whether a unit is another one or lies below it in the directory, where a closed unit keeps its place: see
   * `isWithin` of `lib/kit/unit-lineage.ts` for the scope of officers.
   */
  isAtOrBelow(id: string, ancestorId: string): boolean {
    return this.#units.has(ancestorId) && placeOf(id, this.#units).includes(ancestorId);
  }

  /** The unit itself or, where it is closed, the first of its successors that is active. */
  standIn(id: string): UnitRecord | undefined {
    const standInId = standInOf(id, this.#units);
    return standInId === null ? undefined : this.#units.get(standInId);
  }

  /**
   * The units responsible for exactly this place: for a district; with `null` as the district, for the whole
   * province; with `null` for both, for the whole country.
   */
  unitsAt(provinceCode: string | null, districtCode: string | null): readonly UnitRecord[] {
    return this.#places.get(placeKey(provinceCode, districtCode))?.inOrder() ?? noUnits;
  }

  /** The country-wide units that have an office, indexed by it: there are too many to scan. */
  centralUnitsWith(office: string): readonly UnitRecord[] {
    this.#centralByOffice ??= Map.groupBy(this.unitsAt(null, null), (unit) => unit.office);
    return this.#centralByOffice.get(office) ?? noUnits;
  }

  /**
   * Applies the present form of a unit, new or changed. It may arrive before its parent, late or twice: a
   * version that is not newer than the one held has no effect.
   * @returns whether it was applied.
   */
  apply(record: UnitRecord): boolean {
    const old = this.#units.get(record._id);
    if (old !== undefined && old.version >= record.version) return false;
    if (old !== undefined) for (const group of this.#groupsOf(old)) group.remove(old);
    const unit = this.#compact(record);
    if (unit.provinceCode === null || old?.provinceCode === null) this.#centralByOffice = null;
    this.#units.set(unit._id, unit);
    this.reach(unit.version);
    for (const group of this.#groupsOf(unit)) group.add(unit);
    return true;
  }

  /** A predicate for the units that a filter lets through. It uses the tree of the moment it was created. */
  matcher(filter: UnitFilter): (unit: UnitRecord) => boolean {
    const { kind, status, provinceCode, districtCode, parentId, withinId } = filter;
    const parents = withinId == null ? null : this.#parentsWithin(withinId);
    return (unit) =>
      (kind == null || unit.kind === kind) &&
      (status == null || unit.status === status) &&
      (provinceCode == null || unit.provinceCode === provinceCode) &&
      (districtCode == null || unit.districtCode === districtCode) &&
      (parentId == null || unit.parentId === parentId) &&
      (parents === null || unit._id === withinId || parents.has(unit.parentId));
  }

  /**
   * One page of the units that a filter lets through.
   * @param after the position (`positionOf`) of the last unit of the previous page, `null` for the first page.
   * It keeps its place in the order even if that unit is renamed in the meantime.
   */
  list(filter: UnitFilter, after: string | null, first: number): UnitPage {
    const group = this.#smallestGroup(filter);
    const start = after === null ? 0 : group.firstAfter(readPosition(after));
    if (isOneGroup(filter)) return pageOf(group.inOrder(), start, first);
    const matches = this.matcher(filter);
    const items: UnitRecord[] = [];
    let totalCount = 0;
    let hasNextPage = false;
    let index = 0;
    for (const unit of group.inOrder()) {
      const wanted = index >= start;
      index += 1;
      if (!matches(unit)) continue;
      totalCount += 1;
      if (!wanted) continue;
      if (items.length < first) items.push(unit);
      else hasNextPage = true;
    }
    return { items, hasNextPage, totalCount };
  }

  /** Few units have children: the parents of a branch determine its units. */
  #parentsWithin(id: string): ReadonlySet<string | null> {
    return new Set(this.#children.keys().filter((parentId) => this.isAtOrBelow(parentId, id)));
  }

  #smallestGroup({ kind, status, provinceCode, districtCode, parentId }: UnitFilter): SortedUnits {
    let smallest = this.#all;
    for (const [groups, key] of [
      [this.#children, parentId],
      [this.#places, districtCode],
      [this.#provinces, provinceCode],
      [this.#kinds, kind],
      [this.#statuses, status],
    ] as const) {
      if (key == null) continue;
      const group = groups.get(key) ?? new SortedUnits();
      if (group.size < smallest.size) smallest = group;
    }
    return smallest;
  }

  #groupsOf(unit: UnitRecord): SortedUnits[] {
    return [
      this.#all,
      groupFor(this.#children, unit.parentId ?? ''),
      groupFor(this.#places, placeKey(unit.provinceCode, unit.districtCode)),
      groupFor(this.#provinces, unit.provinceCode ?? ''),
      groupFor(this.#kinds, unit.kind),
      groupFor(this.#statuses, unit.status),
    ];
  }

  #compact(record: UnitRecord): UnitRecord {
    return {
      _id: record._id,
      name: record.name,
      kind: this.#shared(record.kind),
      status: this.#shared(record.status),
      parentId: this.#shared(record.parentId),
      provinceCode: this.#shared(record.provinceCode),
      districtCode: this.#shared(record.districtCode),
      office: this.#shared(record.office),
      successorId: record.successorId,
      version: record.version,
      linkVersion: record.linkVersion,
    };
  }

  #shared<Text extends string | null>(text: Text): Text {
    if (text === null) return text;
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    // An equal string is of the same type.
    return (known ?? text) as Text;
  }
}

/** Whether the units that a filter lets through are those of one group, or all: then nothing has to be filtered. */
const isOneGroup = ({ withinId, ...conditions }: UnitFilter): boolean =>
  withinId == null && Object.values(conditions).filter((wanted) => wanted != null).length <= 1;

const pageOf = (units: readonly UnitRecord[], start: number, first: number): UnitPage => ({
  items: units.slice(start, start + first),
  hasNextPage: start + first < units.length,
  totalCount: units.length,
});

/** The position of a unit in every list that contains it, as a string for `UnitTree.list`. */
export function positionOf({ _id, name }: UnitPosition): string {
  return _id + name;
}

function readPosition(position: string): UnitPosition {
  return { _id: position.slice(0, idLength), name: position.slice(idLength) };
}

/** District codes are unique in the country and longer than province codes. */
function placeKey(provinceCode: string | null, districtCode: string | null): string {
  return districtCode ?? provinceCode ?? '';
}

function groupFor(groups: Groups, key: string): SortedUnits {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group = new SortedUnits();
  groups.set(key, group);
  return group;
}
