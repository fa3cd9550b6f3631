import { appendRows, type DuckDBConnection } from '../database/index.ts';
import type { UnitHistory } from '../peers/index.ts';
import { unitRows } from './dimensions.ts';
import { columnsOf } from './schema.ts';
import { unitOf } from './tables.ts';
import { rewriteScopes } from './unit-scopes.ts';

/**
 * Replaces the forms of some units, and the scopes that they change, in the transaction of the connection. Scopes stay as
 * they are where only a name or a place is another one.
 */
export async function replaceUnits(
  connection: DuckDBConnection,
  units: readonly UnitHistory[],
): Promise<void> {
  if (units.length === 0) return;
  const { LIST, listValue, UINTEGER } = await import('@duckdb/node-api');
  const values = [listValue(units.map(({ id }) => Number(id)))];
  const types = [LIST(UINTEGER)];
  const replaced = 'unit IN (SELECT unnest($1))';
  const reader = await connection.runAndReadAll(
    `SELECT unit, kind, status, parent, successor FROM unit_forms
     WHERE valid_until = DATE '9999-12-31' AND ${replaced}`,
    values,
    types,
  );
  const before = new Set(reader.getRows().map(String));
  await connection.run(`DELETE FROM unit_forms WHERE ${replaced}`, values, types);
  await appendRows(connection, 'unit_forms', columnsOf('unit_forms', units.flatMap(unitRows)));
  const elsewhere = units.filter((unit) => !before.has(linkOf(unit)));
  await rewriteScopes(
    connection,
    elsewhere.map(({ id }) => id),
  );
}

/** What scopes are made of, as the text of a row. */
function linkOf({ id, forms }: UnitHistory): string {
  const form = forms.at(-1);
  return String([
    unitOf(id),
    form?.kind,
    form?.status,
    unitOf(form?.parentId),
    unitOf(form?.successorId),
  ]);
}
