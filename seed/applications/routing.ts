import { suggestUnits } from '../../subgraphs/institution-directory/suggestions/index.ts';
import type {
  OfficeLevel,
  ProvinceRecord,
  TopicRecord,
  UnitTree,
} from '../../subgraphs/institution-directory/units/index.ts';
import { type UnitProjection, unitsAt } from '../../subgraphs/application/units/index.ts';
import { type Closing, closingsIn } from '../directory/closed-units.ts';
import type { Random } from '../random.ts';

/** Where the matter of an application lies. */
export interface MatterPlace {
  provinceCode: string;
  districtCode: string | null;
}

/** The part of the directory that applications need. */
export interface SeedDirectory {
  topics: readonly TopicRecord[];
  provinces: readonly ProvinceRecord[];
  /** The units competent for a topic at a place, the most competent first; never none. */
  suggestUnits(
    topic: TopicRecord,
    place: MatterPlace,
  ): readonly { unit: { _id: string }; reason: OfficeLevel }[];
  units: UnitProjection;
  /** The units that were closed while applications were filed, in this order. */
  closings: readonly Closing[];
}

/** The units as the application subgraph knows them, at the version at which they are seeded. */
export const projectionOf = (tree: UnitTree): UnitProjection =>
  unitsAt(tree.version, knownUnitsOf(tree));

function* knownUnitsOf(tree: UnitTree) {
  for (const { _id: id, parentId, status, successorId, linkVersion } of tree.values()) {
    yield { id, parentId, status, successorId, linkVersion };
  }
}

/** In whatever order its parts were read: the same directory makes the same applications. */
export const seedDirectoryOf = (
  tree: UnitTree,
  { topics, provinces }: Pick<SeedDirectory, 'topics' | 'provinces'>,
): SeedDirectory => ({
  topics: topics.toSorted(byId),
  provinces: provinces.toSorted(byId),
  suggestUnits: (topic, place) => suggestUnits(tree, topic, place),
  units: projectionOf(tree),
  closings: closingsIn(tree),
});

const byId = (one: { _id: string }, other: { _id: string }) => (one._id < other._id ? -1 : 1);

/** At these levels several units of one place are equally competent. */
const equals: readonly OfficeLevel[] = ['UNIVERSITY'];

/** How often the second unit is one that stands in for the first, not one of a related topic. */
const standInShare = 0.4;

export type DrawUnits = (
  random: Random,
  topic: TopicRecord,
  place: MatterPlace,
  count: number,
) => string[];

/**
 * Draws this number of different units to which an application could be referred: first the
 * competent one, then others that the matter could concern too, from the same category if possible.
 * Fewer only when the directory has no more for the place.
 */
export function createRouting({ topics, suggestUnits }: SeedDirectory): DrawUnits {
  const related = Map.groupBy(topics, ({ category }) => category);

  return (random, topic, place, count) => {
    const suggested = suggestUnits(topic, place);
    const first = suggested[0];
    if (!first) throw new Error(`no unit is competent for ${topic._id} in ${place.provinceCode}`);
    const lead = equals.includes(first.reason)
      ? random.pick(suggested.filter(({ reason }) => reason === first.reason))
      : first;
    const units = new Set([lead.unit._id]);
    if (count > 1) {
      const standIn = suggested.find(({ reason }) => reason !== first.reason);
      if (standIn && random.chance(standInShare)) units.add(standIn.unit._id);
      addUnitsOf(related.get(topic.category) ?? []);
      addUnitsOf(topics);
    }
    return [...units];

    function addUnitsOf(others: readonly TopicRecord[]) {
      const start = random.between(0, others.length - 1);
      for (let step = 0; step < others.length && units.size < count; step += 1) {
        const other = others[(start + step) % others.length];
        const unit = other && suggestUnits(other, place)[0]?.unit;
        if (unit) units.add(unit._id);
      }
    }
  };
}
