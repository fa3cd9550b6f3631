/** The tables of the copy: facts and dimensions, their columns, and how rows are made from what the feeds say. */

export { placeRows, unitRows } from './dimensions.ts';
export { type FactRows, factRows } from './fact-rows.ts';
export { replaceUnits } from './replace-units.ts';
export {
  columnsOf,
  definitionName,
  definitions,
  factTables,
  type OpenColumn,
  type SecretColumn,
  type TableName,
  tables,
} from './schema.ts';
export { bitsOf } from './tables.ts';
export { presentForms, scopeRows, writeScopes } from './unit-scopes.ts';
