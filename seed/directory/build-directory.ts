import type {
  ProvinceRecord,
  TopicRecord,
  UnitRecord,
} from '../../subgraphs/institution-directory/units/index.ts';
import { centralUnits } from './central-units.ts';
import { closedUnits } from './closed-units.ts';
import { municipalUnits } from './municipal-units.ts';
import { officeKey } from './office-key.ts';
import { readProvinces } from './places.ts';
import { provincialUnits } from './provincial-units.ts';
import { topics } from './topics.ts';
import type { UnitDraft } from './unit-draft.ts';
import { assignIds } from './unit-ids.ts';
import { universityUnits } from './university-units.ts';

export interface Directory {
  /** Every unit after its parent. */
  units: UnitRecord[];
  provinces: ProvinceRecord[];
  topics: TopicRecord[];
}

/**
 * The whole directory, realistic but not the official register: real places, real kinds of office.
 * It is the same from build to build.
 *
 * With `provinceCodes` only these provinces and their units remain, beside all central units, which
 * is enough for a test and quicker to load. Their numbers are those of the whole directory. @throws
 * RangeError for a code that no province has.
 */
export function buildDirectory(options: { provinceCodes?: readonly string[] } = {}): Directory {
  const provinces = readProvinces();
  const included = new Set(options.provinceCodes ?? provinces.map(({ _id }) => _id));
  for (const code of included) {
    if (!provinces.some(({ _id }) => _id === code)) {
      throw new RangeError(`No province has the plate code ${code}.`);
    }
  }
  return {
    units: numbered(draftUnits(provinces)).filter(
      ({ provinceCode }) => provinceCode === null || included.has(provinceCode),
    ),
    provinces: provinces.filter(({ _id }) => included.has(_id)),
    topics: [...topics],
  };
}

function draftUnits(provinces: readonly ProvinceRecord[]): UnitDraft[] {
  const central = centralUnits();
  const interior = withOffice(central, officeKey('central', 'İçişleri Bakanlığı'));
  const higherEducation = withOffice(central, officeKey('central', 'YÖK'));
  return [
    ...central,
    ...provinces.flatMap((province) => provincialUnits(province, interior)),
    ...provinces.flatMap((province) => universityUnits(province, higherEducation)),
    ...municipalUnits(provinces),
  ];
}

function numbered(drafts: readonly UnitDraft[]): UnitRecord[] {
  const ids = assignIds(drafts, keyOf);
  const idOf = (draft: UnitDraft) => {
    const id = ids.get(draft);
    if (id === undefined) throw new Error(`${draft.name} is not a unit of this directory.`);
    return id;
  };
  const closed = closedAmong(drafts);
  const idOrNull = (draft: UnitDraft | undefined) => (draft ? idOf(draft) : null);
  return drafts.map((draft) => ({
    _id: idOf(draft),
    name: draft.name,
    kind: draft.kind,
    status: closed.has(draft) ? 'CLOSED' : 'ACTIVE',
    parentId: draft.parent && idOf(draft.parent),
    provinceCode: draft.provinceCode,
    districtCode: draft.districtCode,
    office: draft.office,
    successorId: idOrNull(closed.get(draft)),
    // The writer assigns the versions.
    version: 1,
    linkVersion: 1,
  }));
}

/** The closed units, with their successors. */
function closedAmong(drafts: readonly UnitDraft[]): ReadonlyMap<UnitDraft, UnitDraft> {
  return new Map(
    closedUnits.map(({ office, successorOffice, provinceCode }) => {
      const there = drafts.filter((draft) => draft.provinceCode === provinceCode);
      return [withOffice(there, office), withOffice(there, successorOffice)];
    }),
  );
}

/** The key contains neither the display name nor the place in the tree: both may change. */
function keyOf({ office, place }: UnitDraft): string {
  return `${office}@${place}`;
}

function withOffice(units: readonly UnitDraft[], office: string): UnitDraft {
  const unit = units.find((candidate) => candidate.office === office);
  if (unit === undefined) throw new Error(`No unit has the office ${office}.`);
  return unit;
}
