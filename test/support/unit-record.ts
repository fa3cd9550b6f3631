import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';

/** An active unit, whose name is its id unless given. */
export function unitRecord(unit: Partial<UnitRecord> & Pick<UnitRecord, '_id'>): UnitRecord {
  return {
    name: unit._id,
    kind: 'DEPARTMENT',
    status: 'ACTIVE',
    parentId: null,
    provinceCode: null,
    districtCode: null,
    office: null,
    successorId: null,
    version: 1,
    linkVersion: 1,
    ...unit,
  };
}
