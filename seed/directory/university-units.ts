import type { ProvinceRecord } from '../../subgraphs/institution-directory/units/index.ts';
import names from './institution-names.json' with { type: 'json' };
import { officeKey, slugOf } from './office-key.ts';
import { placeOfProvince, universitiesOf } from './places.ts';
import type { UnitDraft } from './unit-draft.ts';

const offices = names.university.map((name) => ({ office: officeKey('university', name), name }));

/** The state universities of a province with their units; parents first. */
export function universityUnits(province: ProvinceRecord, council: UnitDraft): UnitDraft[] {
  return universitiesOf(province).flatMap((university) => {
    const place = {
      ...placeOfProvince(province),
      place: `${province._id}/${slugOf(university)}`,
    };
    const head: UnitDraft = {
      ...place,
      office: officeKey('university'),
      name: university,
      kind: 'UNIVERSITY',
      parent: council,
    };
    return [
      head,
      ...offices.map(({ office, name }): UnitDraft => ({
        ...place,
        office,
        name: `${university} ${name}`,
        kind: 'UNIVERSITY_UNIT',
        parent: head,
      })),
    ];
  });
}
