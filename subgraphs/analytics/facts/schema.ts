import { createHash } from 'node:crypto';
import { dayColumns, placeColumns, topicColumns, unitColumns } from './dimensions.ts';
import {
  applicationColumns,
  type Column,
  referralColumns,
  stepColumns,
  type Value,
} from './tables.ts';
import { scopeColumns } from './unit-scopes.ts';

/** Every table of the copy with its columns: the only list. */
export const tables = {
  applications: applicationColumns,
  referrals: referralColumns,
  steps: stepColumns,
  unit_forms: unitColumns,
  unit_scopes: scopeColumns,
  business_days: dayColumns,
  topics: topicColumns,
  places: placeColumns,
} as const;

export type TableName = keyof typeof tables;

/** The tables with the facts of an application, which are replaced together. */
export const factTables = ['applications', 'referrals', 'steps'] as const satisfies TableName[];

type ColumnsOf<Name extends TableName> = (typeof tables)[Name];

/** The columns of a table that questions may read. */
export type OpenColumn<Name extends TableName> = {
  [Key in keyof ColumnsOf<Name>]: ColumnsOf<Name>[Key] extends { readonly isSecret: true }
    ? never
    : Key;
}[keyof ColumnsOf<Name>] &
  string;

/** The other columns: for `published` alone, which publishes nothing of one person. */
export type SecretColumn<Name extends TableName> = Exclude<
  keyof ColumnsOf<Name> & string,
  OpenColumn<Name>
>;

/** The row type that a table's columns are computed from. */
export type RowOf<Name extends TableName> =
  ColumnsOf<Name>[keyof ColumnsOf<Name>] extends Column<infer Row> ? Row : never;

/** The values of each column of a table, in its order. */
export const columnsOf = <Name extends TableName>(table: Name, rows: readonly RowOf<Name>[]) =>
  Object.entries<Column<RowOf<Name>>>(tables[table] as never).map(([name, { type, of }]) => ({
    name,
    type,
    values: rows.map((row): Value => of(row)),
  }));

const definitionOf = (name: string, columns: Readonly<Record<string, Column<never>>>) =>
  `CREATE TABLE ${name} (${Object.entries(columns)
    .map(([column, { type }]) => `${column} ${type}`)
    .join(', ')})`;

/** How far a copy is: one row. */
const stateDefinition =
  'CREATE TABLE state (definition VARCHAR, build VARCHAR, data VARCHAR, key_version INTEGER, ' +
  'is_copied BOOLEAN, is_built BOOLEAN, page VARCHAR, position VARCHAR, as_of VARCHAR, next_app INTEGER, calendar_version INTEGER, ' +
  'directory_version INTEGER, directory_generation INTEGER)';

/** The statements that create an empty copy. */
export const definitions: readonly string[] = [
  ...Object.entries(tables).map(([name, columns]) => definitionOf(name, columns)),
  stateDefinition,
];

/**
 * Counts up when a column gets other values from the same facts: copies of before are then built anew, as they are when
 * a definition changes.
 */
const valuesVersion = 6;

/** Names the definitions: a copy with others is built anew. */
export const definitionName = createHash('sha256')
  .update([valuesVersion, ...definitions].join('\n'))
  .digest('hex')
  .slice(0, 16);
