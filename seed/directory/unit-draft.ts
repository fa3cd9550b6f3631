import type { UnitKind } from '../../subgraphs/institution-directory/units/index.ts';

/** A unit before it has a number. Office and place together name it for good. */
export interface UnitDraft {
  office: string;
  /** Empty for the whole country, else the plate code and what lies in it, as slugs. */
  place: string;
  name: string;
  kind: UnitKind;
  parent: UnitDraft | null;
  provinceCode: string | null;
  districtCode: string | null;
}

/** What the units of one place have in common. */
export type Place = Pick<UnitDraft, 'place' | 'provinceCode' | 'districtCode'>;

export const wholeCountry: Place = { place: '', provinceCode: null, districtCode: null };
