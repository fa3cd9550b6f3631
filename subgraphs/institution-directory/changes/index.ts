/** The changes that administrators make to units, alone or in pairs, and the record of them. */

export { type ChangeLog, createChangeLog, importedChanges } from './change-log.ts';
export {
  type DirectoryChangeModel,
  directoryChangeModel,
  type DirectoryChangeRecord,
} from './directory-change.model.ts';
export {
  type ChangeReader,
  createDirectoryChanges,
  type DirectoryChanges,
  stateOf,
} from './directory-changes.ts';
export { type ChangeLoaders, createChangeLoaders } from './loaders.ts';
export { typeOfNode } from './type-of-node.ts';
export { createUnitActs, type UnitActs } from './acts/unit-acts.ts';
export { createUnitProposals, type UnitProposals } from './proposals/unit-proposals.ts';
export { unitHistoriesOf } from './unit-history.ts';
export { createUnitStore, type UnitStore } from './unit-store.ts';
export { requireName } from './unit-name.ts';
