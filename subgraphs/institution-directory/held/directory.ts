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

/** The directory as it stands at one moment; it is replaced, never changed, but for its units. */
export interface Directory {
  readonly tree: UnitTree;
  readonly search: UnitSearch;
  /** By plate code, in its order. */
  readonly provinces: ReadonlyMap<string, ProvinceRecord>;
  readonly districts: ReadonlyMap<string, DistrictRecord>;
  /** In Turkish alphabetical order. */
  readonly topics: TopicIndex;
}

/** What is read beside the units, and hardly ever changes. */
export interface Reference {
  provinces: readonly ProvinceRecord[];
  topics: readonly TopicRecord[];
}

/** Puts a directory together; indexes its units for the search in slices, so that others get a turn. */
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

/** Takes in the present form of a unit. */
export function applyUnit({ tree, search }: Directory, record: UnitRecord): void {
  if (!tree.apply(record)) return;
  const unit = tree.get(record._id);
  if (unit) search.apply(unit);
}
