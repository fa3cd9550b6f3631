/** Units and places as they are stored, and the tree of them. */

export { directoryModels } from './directory.model.ts';
export { noSuchProvince } from './no-such-province.ts';
export { readUnits } from './read-units.ts';
export { mostAncestors, positionOf, type UnitFilter, UnitTree } from './unit-tree.ts';
export {
  type DistrictRecord,
  type OfficeLevel,
  officeLevels,
  type ProvinceRecord,
  type TopicOffice,
  type TopicRecord,
  type UnitKind,
  unitKinds,
  type UnitRecord,
  unitStatuses,
} from './unit.ts';
export { isLinkedAlike, isSame, type UnitForm } from './unit-form.ts';
export { committedVersion, takeVersions } from './versions.ts';
