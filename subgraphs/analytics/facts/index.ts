/** The tables of the copy: facts and dimensions, their columns, and how rows are made from what the feeds say. */

export { dayColumns, placeRows, unitRows } from './dimensions.ts';
export { type FactRows, factRows } from './fact-rows.ts';
export {
  columnsOf,
  definitionName,
  definitions,
  factTables,
  type OpenColumn,
  type RowOf,
  type SecretColumn,
  type TableName,
  tables,
} from './schema.ts';
export { bitsOf, type Column, type ColumnType, unitOf, type Value } from './tables.ts';
