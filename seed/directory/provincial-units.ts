import type {
  DistrictRecord,
  ProvinceRecord,
} from '../../subgraphs/institution-directory/units/index.ts';
import { branchName } from './display-names.ts';
import names from './institution-names.json' with { type: 'json' };
import { officeKey } from './office-key.ts';
import { placeOfDistrict, placeOfProvince, seatDistrict } from './places.ts';
import type { UnitDraft } from './unit-draft.ts';

const governorship = officeKey('province', 'Valilik');
const districtGovernorship = officeKey('district', 'Kaymakamlık');

const governorshipOffices = names.governorship.map((name) => ({
  office: officeKey('province', 'Valilik', name),
  // "İl Yazı İşleri Müdürlüğü" says which province it belongs to; "Özel Kalem Müdürlüğü" does not.
  name: name.startsWith('İl ') ? name : `Valiliği ${name}`,
}));

const branches = new Map<string, readonly string[]>(Object.entries(names.provincialBranches));

const directorates = names.provincial.map((name) => ({
  office: officeKey('province', name),
  name: name === 'Defterdarlık' ? 'Defterdarlığı' : name,
  branches: (branches.get(name) ?? []).map((branch) => ({
    office: officeKey('province', name, branch),
    name: branchName(branch),
  })),
}));

const districtDirectorates = names.district.map((name) => ({
  office: officeKey('district', name),
  name,
}));

/** A governorship and everything below it, down to the offices of the districts; parents first. */
export function provincialUnits(province: ProvinceRecord, ministry: UnitDraft): UnitDraft[] {
  const place = placeOfProvince(province);
  const head: UnitDraft = {
    ...place,
    office: governorship,
    name: `${province.name} Valiliği`,
    kind: 'GOVERNORSHIP',
    parent: ministry,
  };
  const offices = governorshipOffices.map(({ office, name }): UnitDraft => ({
    ...place,
    office,
    name: `${province.name} ${name}`,
    kind: 'GOVERNORSHIP_OFFICE',
    parent: head,
  }));
  const provincial = directorates.flatMap(({ office, name, branches }) => {
    const directorate: UnitDraft = {
      ...place,
      office,
      name: `${province.name} ${name}`,
      kind: 'PROVINCIAL_DIRECTORATE',
      parent: head,
    };
    return [
      directorate,
      ...branches.map((branch): UnitDraft => ({
        ...place,
        office: branch.office,
        name: `${directorate.name} ${branch.name}`,
        kind: 'BRANCH_DIRECTORATE',
        parent: directorate,
      })),
    ];
  });
  const districts = province.districts
    .filter(({ name }) => name !== seatDistrict)
    .flatMap((district) => districtUnits(province, district, head));
  return [head, ...offices, ...provincial, ...districts];
}

function districtUnits(
  province: ProvinceRecord,
  district: DistrictRecord,
  parent: UnitDraft,
): UnitDraft[] {
  const place = placeOfDistrict(province, district);
  const head: UnitDraft = {
    ...place,
    office: districtGovernorship,
    name: `${district.name} Kaymakamlığı`,
    kind: 'DISTRICT_GOVERNORSHIP',
    parent,
  };
  return [
    head,
    ...districtDirectorates.map(({ office, name }): UnitDraft => ({
      ...place,
      office,
      name: `${district.name} ${name}`,
      kind: 'DISTRICT_DIRECTORATE',
      parent: head,
    })),
  ];
}
