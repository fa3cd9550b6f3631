import type { OfficeLevel, TopicRecord, UnitRecord, UnitTree } from '../units/index.ts';

/** The place that an application concerns. */
interface Place {
  provinceCode: string;
  /** `null` where only the province is known: then the offices of districts are skipped. */
  districtCode: string | null;
}

/** A unit that may be competent, and in which capacity. */
export interface UnitSuggestion<Reason = OfficeLevel> {
  unit: UnitRecord;
  reason: Reason;
}

type Reach = (tree: UnitTree, place: Place, office: string) => readonly UnitRecord[];

const ofDistrict: Reach = (tree, { provinceCode, districtCode }) =>
  districtCode === null ? [] : tree.unitsAt(provinceCode, districtCode);
const ofProvince: Reach = (tree, { provinceCode }) => tree.unitsAt(provinceCode, null);
const ofCountry: Reach = (tree, _place, office) => tree.centralUnitsWith(office);

/** The set of units among which the one with an office is searched. */
const reaches: Readonly<Record<OfficeLevel, Reach>> = {
  DISTRICT_OFFICE: ofDistrict,
  PROVINCIAL_OFFICE: ofProvince,
  CENTRAL_OFFICE: ofCountry,
  MUNICIPALITY: ofDistrict,
  METROPOLITAN_MUNICIPALITY: ofProvince,
  TOWN_MUNICIPALITY: ofDistrict,
  UNIVERSITY: ofProvince,
};

/**
 * The units competent for a topic at a place, the most competent first, followed by those that stand in for it.
 * Each unit appears once. For a closed unit its active successor is suggested, if it has one. Where no district
 * is known and only districts have such offices, the municipality of the whole province is suggested.
 */
export function suggestUnits(tree: UnitTree, topic: TopicRecord, place: Place): UnitSuggestion[] {
  const suggestions = new Map<string, UnitSuggestion>();
  for (const { level, office } of topic.offices) {
    for (const unit of reaches[level](tree, place, office)) {
      if (unit.office !== office) continue;
      const active = tree.standIn(unit._id);
      if (active === undefined || suggestions.has(active._id)) continue;
      suggestions.set(active._id, { unit: active, reason: level });
    }
  }
  const matterOfDistricts = suggestions.size === 0 && place.districtCode === null;
  return matterOfDistricts ? atTheSeat(tree, place) : [...suggestions.values()];
}

/** The municipality that is responsible for a province as a whole, and in which capacity it is suggested. */
const seats = [
  ['METROPOLITAN_MUNICIPALITY', 'METROPOLITAN_MUNICIPALITY'],
  ['PROVINCIAL_MUNICIPALITY', 'MUNICIPALITY'],
] as const;

/**
 * For matters that only districts deal with, while no district is known: the municipality that knows its
 * province.
 */
function atTheSeat(tree: UnitTree, { provinceCode }: Place): UnitSuggestion[] {
  return seats.flatMap(([kind, reason]) =>
    tree
      .list({ kind, provinceCode, status: 'ACTIVE' }, null, 1)
      .items.map((unit) => ({ unit, reason })),
  );
}

/** The topics, by id and by the offices competent for them. */
export class TopicIndex {
  readonly #topics: ReadonlyMap<string, TopicRecord>;
  readonly #byOffice = new Map<string, TopicRecord[]>();

  constructor(topics: Iterable<TopicRecord>) {
    this.#topics = new Map([...topics].map((topic) => [topic._id, topic]));
    for (const topic of this.#topics.values()) {
      for (const office of new Set(topic.offices.map(({ office }) => office))) {
        const known = this.#byOffice.get(office);
        if (known === undefined) this.#byOffice.set(office, [topic]);
        else known.push(topic);
      }
    }
  }

  get(id: string): TopicRecord | undefined {
    return this.#topics.get(id);
  }

  /** All topics, in the order in which they were added. */
  values(): IterableIterator<TopicRecord> {
    return this.#topics.values();
  }

  /** The topics that a unit's kind of office is competent for. */
  topicsOf(unit: Pick<UnitRecord, 'office'>): readonly TopicRecord[] {
    return (unit.office === null ? undefined : this.#byOffice.get(unit.office)) ?? [];
  }
}
