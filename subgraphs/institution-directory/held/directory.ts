import { turkishCollator } from '../../../lib/kit/turkish-text.ts';
import { TopicIndex } from '../suggestions/index.ts';
import type {
  DistrictRecord,
  ProvinceRecord,
  TopicRecord,
  UnitRecord,
  UnitTree,
} from '../units/index.ts';
import { UnitSearch } from '../search/index.ts';

/** The directory at one moment; it is replaced, never changed, except for its units. */
export interface Directory {
  readonly tree: UnitTree;
  readonly search: UnitSearch;
  /** By plate code, in its order. */
  readonly provinces: ReadonlyMap<string, ProvinceRecord>;
  readonly districts: ReadonlyMap<string, DistrictRecord>;
  /** In Turkish alphabetical order. */
  readonly topics: TopicIndex;
}

/** The data beside the units, which hardly ever change. */
export interface Reference {
  provinces: readonly ProvinceRecord[];
  topics: readonly TopicRecord[];
}

/**
 * Assembles a directory; indexes its units for the search in slices, so that other work can run in
 * between.
 */
export async function buildDirectory(tree: UnitTree, reference: Reference): Promise<Directory> {
  const search = new UnitSearch(reference.provinces);
  await search.buildInSlices(tree.values());
  const provinces = reference.provinces.toSorted((one, other) => (one._id < other._id ? -1 : 1));
  const topics = reference.topics.toSorted((one, other) =>
    turkishCollator.compare(one.name, other.name),
  );
  return {
    tree,
    search,
    provinces: new Map(provinces.map((province) => [province._id, province])),
    districts: new Map(
      provinces.flatMap(({ districts }) => districts.map((district) => [district.code, district])),
    ),
    topics: new TopicIndex(topics),
  };
}

/** Applies the present form of a unit. */
export function applyUnit({ tree, search }: Directory, record: UnitRecord): void {
  if (!tree.apply(record)) return;
  const unit = tree.get(record._id);
  if (unit) search.apply(unit);
}
