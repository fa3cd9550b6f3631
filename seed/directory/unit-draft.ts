import type { UnitKind } from '../../subgraphs/institution-directory/units/index.ts';

/** A unit before it has a number. Office and place together identify it permanently. */
export interface UnitDraft {
  office: string;
  /** Empty for the whole country, otherwise the plate code and the places in it, as slugs. */
  place: string;
  name: string;
  kind: UnitKind;
  parent: UnitDraft | null;
  provinceCode: string | null;
  districtCode: string | null;
}

/** The common fields of the units of one place. */
export type Place = Pick<UnitDraft, 'place' | 'provinceCode' | 'districtCode'>;

export const wholeCountry: Place = { place: '', provinceCode: null, districtCode: null };
