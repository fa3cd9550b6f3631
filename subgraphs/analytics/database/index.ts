/** The DuckDB file: how it is opened and closed, what it may take, and how a damaged one is recognised. */

export { appendRows } from './append-rows.ts';
export { databaseSettings } from './settings.ts';
export {
  type DuckDBConnection,
  exportDirectory,
  isDamage,
  isFatal,
  isFault,
  isOfContent,
  isOutOfMemory,
  makeFolder,
  openStore,
  quoted,
  removeFile,
  setAside,
  type Store,
  type StoreOptions,
  temporaryDirectory,
} from './store.ts';
