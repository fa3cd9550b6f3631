import type {
  DistrictRecord,
  ProvinceRecord,
  UnitKind,
} from '../../subgraphs/institution-directory/units/index.ts';
import { metropolitanDepartmentName, waterworks } from './display-names.ts';
import names from './institution-names.json' with { type: 'json' };
import { officeKey, slugOf, type OfficeScope } from './office-key.ts';
import { placeOfDistrict, placeOfProvince, seatDistrict, townsOf } from './places.ts';
import { wholeCountry, type Place, type UnitDraft } from './unit-draft.ts';

const waterAuthority = 'Su ve Kanalizasyon İdaresi';

const directorates = directoratesOf('municipality', names.municipality);
const townDirectorates = directoratesOf('town-municipality', names.townMunicipality);

const departments = names.metropolitanMunicipality.map((name) => ({
  office: officeKey('metropolitan-municipality', name),
  nameIn: (province: string) =>
    name === waterAuthority
      ? `${province} ${name} Genel Müdürlüğü (${waterworks[province] ?? 'SKİ'})`
      : `${province} Büyükşehir Belediyesi ${metropolitanDepartmentName(name)}`,
}));

/** Every municipality of the country with its directorates, under a root of their own. */
export function municipalUnits(provinces: readonly ProvinceRecord[]): UnitDraft[] {
  const root: UnitDraft = {
    ...wholeCountry,
    office: officeKey('central', 'Mahallî İdareler'),
    name: 'Mahallî İdareler',
    kind: 'LOCAL_GOVERNMENT_ROOT',
    parent: null,
  };
  const units = provinces.flatMap((province) => municipalitiesOf(province, root));
  return [root, ...withDistinctNames(units, provinces)];
}

function municipalitiesOf(province: ProvinceRecord, root: UnitDraft): UnitDraft[] {
  const metropolitan = province.metropolitan ? metropolitanMunicipality(province, root) : [];
  const parent = metropolitan[0] ?? root;
  const others = province.districts.flatMap((district) => {
    const place = placeOfDistrict(province, district);
    const ofSeat = district.name === seatDistrict;
    return [
      ...municipality('municipality', {
        ...place,
        kind: ofSeat ? 'PROVINCIAL_MUNICIPALITY' : 'DISTRICT_MUNICIPALITY',
        name: ofSeat ? province.name : district.name,
        parent,
      }),
      ...townMunicipalities(province, district, root),
    ];
  });
  return [...metropolitan, ...others];
}

function metropolitanMunicipality(province: ProvinceRecord, parent: UnitDraft): UnitDraft[] {
  const place = placeOfProvince(province);
  const head: UnitDraft = {
    ...place,
    office: officeKey('metropolitan-municipality'),
    name: `${province.name} Büyükşehir Belediyesi`,
    kind: 'METROPOLITAN_MUNICIPALITY',
    parent,
  };
  return [
    head,
    ...departments.map(({ office, nameIn }): UnitDraft => ({
      ...place,
      office,
      name: nameIn(province.name),
      kind: 'MUNICIPAL_DIRECTORATE',
      parent: head,
    })),
  ];
}

function townMunicipalities(
  province: ProvinceRecord,
  district: DistrictRecord,
  parent: UnitDraft,
): UnitDraft[] {
  const { place, ...codes } = placeOfDistrict(province, district);
  return townsOf(province, district).flatMap((name) =>
    municipality('town-municipality', {
      ...codes,
      place: `${place}/${slugOf(name)}`,
      kind: 'TOWN_MUNICIPALITY',
      name,
      parent,
    }),
  );
}

function municipality(
  scope: OfficeScope,
  { kind, name, parent, ...place }: Place & { kind: UnitKind; name: string; parent: UnitDraft },
): UnitDraft[] {
  const head: UnitDraft = {
    ...place,
    office: officeKey(scope),
    name: `${name} Belediyesi`,
    kind,
    parent,
  };
  const offices = scope === 'town-municipality' ? townDirectorates : directorates;
  return [
    head,
    ...offices.map((directorate): UnitDraft => ({
      ...place,
      office: directorate.office,
      name: `${head.name} ${directorate.name}`,
      kind: 'MUNICIPAL_DIRECTORATE',
      parent: head,
    })),
  ];
}

/**
 * Municipalities are siblings under one root, so the path does not distinguish the two called
 * "Pazar Belediyesi": where a name repeats, the province is added to it.
 */
function withDistinctNames(
  units: readonly UnitDraft[],
  provinces: readonly ProvinceRecord[],
): readonly UnitDraft[] {
  const provinceNames = new Map(provinces.map(({ _id, name }) => [_id, name]));
  const municipalities = units.filter(({ kind }) => kind !== 'MUNICIPAL_DIRECTORATE');
  const sameName = Map.groupBy(municipalities, ({ name }) => name);
  for (const [name, namesakes] of sameName) {
    if (namesakes.length === 1) continue;
    for (const unit of namesakes) {
      unit.name = `${name} (${provinceNames.get(unit.provinceCode ?? '') ?? ''})`;
    }
  }
  return units;
}

function directoratesOf(scope: OfficeScope, list: readonly string[]) {
  return list.map((name) => ({ office: officeKey(scope, name), name: `${name} Müdürlüğü` }));
}
