/**
 * The kinds of units, higher kinds before those that lie below them: among search results of the same rank the
 * earlier kind comes first.
 */
export const unitKinds = [
  'PRESIDENCY',
  'LOCAL_GOVERNMENT_ROOT',
  'MINISTRY',
  'AFFILIATED_INSTITUTION',
  'GENERAL_DIRECTORATE',
  'GOVERNORSHIP',
  'METROPOLITAN_MUNICIPALITY',
  'PROVINCIAL_MUNICIPALITY',
  'UNIVERSITY',
  'DISTRICT_GOVERNORSHIP',
  'DISTRICT_MUNICIPALITY',
  'TOWN_MUNICIPALITY',
  'PROVINCIAL_DIRECTORATE',
  'DISTRICT_DIRECTORATE',
  'GOVERNORSHIP_OFFICE',
  'MUNICIPAL_DIRECTORATE',
  'DEPARTMENT',
  'UNIVERSITY_UNIT',
  'BRANCH_DIRECTORATE',
] as const;

export type UnitKind = (typeof unitKinds)[number];

export const unitStatuses = ['ACTIVE', 'CLOSED'] as const;

export type UnitStatus = (typeof unitStatuses)[number];

/** An administrative unit. It is closed, never deleted. */
export interface UnitRecord {
  /** Eight digits, the first not 0. They say nothing about the unit and never change. */
  _id: string;
  name: string;
  kind: UnitKind;
  status: UnitStatus;
  /** `null` for a root. */
  parentId: string | null;
  /** `null` for a central unit, which is responsible for the whole country. */
  provinceCode: string | null;
  /** `null` for a unit that is responsible for the whole province. */
  districtCode: string | null;
  /** The kind of office, the same for every unit of that kind; topics refer to it. */
  office: string | null;
  /** The unit that succeeded a closed one. */
  successorId: string | null;
  /**
   * The version of the directory that its last change made. Each change makes a version of its own, and a
   * change committed later has a higher one.
   */
  version: number;
  /** The version that last created, moved or closed it. */
  linkVersion: number;
}

export interface DistrictRecord {
  /** Four digits: the province's plate code and two of the district. */
  code: string;
  name: string;
  /** Neighbourhoods without villages, as a proxy for population. */
  weight: number;
}

export interface ProvinceRecord {
  /** The plate code, two digits. */
  _id: string;
  name: string;
  /** Neighbourhoods without villages, as a proxy for population. */
  weight: number;
  metropolitan: boolean;
  districts: DistrictRecord[];
}

/**
 * The level of an office that is competent for a topic. It determines which of the units with that office is
 * meant at a place, and tells people why a unit is suggested.
 */
export const officeLevels = [
  'DISTRICT_OFFICE',
  'PROVINCIAL_OFFICE',
  'CENTRAL_OFFICE',
  'MUNICIPALITY',
  'METROPOLITAN_MUNICIPALITY',
  'TOWN_MUNICIPALITY',
  'UNIVERSITY',
] as const;

export type OfficeLevel = (typeof officeLevels)[number];

export interface TopicOffice {
  level: OfficeLevel;
  /** A `UnitRecord.office`. */
  office: string;
}

/** A subject of applications, and the offices competent for it. */
export interface TopicRecord {
  /** Lower-case ASCII words with hyphens; never changes. */
  _id: string;
  /** Turkish. */
  name: string;
  category: string;
  /**
   * The competent kinds of office, the most competent first. One that does not exist at a place is skipped
   * there, and the next takes its part.
   */
  offices: TopicOffice[];
  /** Synonyms that people use. */
  keywords: string[];
}
