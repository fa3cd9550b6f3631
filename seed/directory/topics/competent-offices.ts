import type {
  TopicOffice,
  TopicRecord,
} from '../../../subgraphs/institution-directory/units/index.ts';
import { officeKey } from '../office-key.ts';

/** A topic before it has a category. Offices: the most competent first. */
type Topic = Omit<TopicRecord, 'category'>;

/** @param keywords synonyms, separated by commas */
export function topic(
  id: string,
  name: string,
  offices: readonly TopicOffice[],
  keywords: string,
): Topic {
  return { _id: id, name, offices: [...offices], keywords: keywords.split(', ') };
}

export function category(name: string, topics: readonly Topic[]): TopicRecord[] {
  return topics.map((entry) => ({ ...entry, category: name }));
}

// Offices are named as institution-names.json names them.

export function district(name: string): TopicOffice {
  return { level: 'DISTRICT_OFFICE', office: officeKey('district', name) };
}

/** An office of the province, or a branch of it. */
export function province(...names: readonly string[]): TopicOffice {
  return { level: 'PROVINCIAL_OFFICE', office: officeKey('province', ...names) };
}

/** An institution of the whole country, or a general directorate of it. */
export function central(...names: readonly string[]): TopicOffice {
  return { level: 'CENTRAL_OFFICE', office: officeKey('central', ...names) };
}

export function university(name: string): TopicOffice {
  return { level: 'UNIVERSITY', office: officeKey('university', name) };
}

/**
 * Matters of the district's municipality. After its directorate come the municipality as a whole,
 * the metropolitan one if it has a say, and the towns of the district, each of which is responsible
 * for its own area.
 */
export function municipal(
  directorate: string,
  { department, town = 'Fen İşleri' }: { department?: string; town?: string } = {},
): TopicOffice[] {
  return [
    ...districtMunicipality(directorate),
    ...(department === undefined ? [] : [metropolitan(department)]),
    ...townMunicipality(town),
  ];
}

/**
 * Matters of the metropolitan municipality in the provinces that have one (law 5216 art. 7), and of
 * the district's municipality elsewhere, which may have no directorate for them.
 */
export function metropolitanElseMunicipal(
  department: string,
  directorate: string | null,
  { town = 'Fen İşleri' }: { town?: string } = {},
): TopicOffice[] {
  return [
    metropolitan(department),
    { level: 'METROPOLITAN_MUNICIPALITY', office: officeKey('metropolitan-municipality') },
    ...districtMunicipality(directorate),
    ...townMunicipality(town),
  ];
}

/** A department of the metropolitan municipality alone. */
export function metropolitan(name: string): TopicOffice {
  return {
    level: 'METROPOLITAN_MUNICIPALITY',
    office: officeKey('metropolitan-municipality', name),
  };
}

function districtMunicipality(directorate: string | null): TopicOffice[] {
  const whole: TopicOffice = { level: 'MUNICIPALITY', office: officeKey('municipality') };
  if (directorate === null) return [whole];
  return [{ level: 'MUNICIPALITY', office: officeKey('municipality', directorate) }, whole];
}

function townMunicipality(directorate: string): TopicOffice[] {
  return [{ level: 'TOWN_MUNICIPALITY', office: officeKey('town-municipality', directorate) }];
}
