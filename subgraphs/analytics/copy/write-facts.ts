import { appendRows, type DuckDBConnection } from '../database/index.ts';
import { bitsOf, columnsOf, factRows, factTables } from '../facts/index.ts';
import type { ApplicationFacts } from '../peers/index.ts';
import { keysOf } from './read-facts.ts';

/**
 * Replaces what the copy has of applications, in the transaction of the connection. The same facts again change nothing.
 * @param nextApp the key of the next application.
 * @returns the one after those that are new.
 */
export async function writeFacts(
  connection: DuckDBConnection,
  applications: readonly ApplicationFacts[],
  nextApp: number,
): Promise<number> {
  const known = await keysOf(connection, applications);
  let next = nextApp;
  const keys = new Map(
    applications.map(({ id }) => [id, known.get(bitsOf(id)) ?? next++] as const),
  );
  if (known.size > 0) await deleteFacts(connection, [...known.values()]);
  await addFacts(connection, applications, ({ id }) => keys.get(id) ?? 0);
  return next;
}

/** Adds applications that the copy does not have. @returns as `writeFacts`. */
export async function addNewFacts(
  connection: DuckDBConnection,
  applications: readonly ApplicationFacts[],
  nextApp: number,
): Promise<number> {
  const keys = new Map(applications.map(({ id }, index) => [id, nextApp + index] as const));
  await addFacts(connection, applications, ({ id }) => keys.get(id) ?? 0);
  return nextApp + applications.length;
}

async function addFacts(
  connection: DuckDBConnection,
  applications: readonly ApplicationFacts[],
  keyOf: (facts: ApplicationFacts) => number,
): Promise<void> {
  const rows = factRows(applications, keyOf);
  await appendRows(connection, 'applications', columnsOf('applications', rows.applications));
  await appendRows(connection, 'referrals', columnsOf('referrals', rows.referrals));
  await appendRows(connection, 'steps', columnsOf('steps', rows.steps));
}

async function deleteFacts(connection: DuckDBConnection, keys: readonly number[]): Promise<void> {
  const { INTEGER, LIST, listValue } = await import('@duckdb/node-api');
  const values = [listValue([...keys])];
  for (const table of factTables) {
    const sql = `DELETE FROM ${table} WHERE app IN (SELECT unnest($1))`;
    await connection.run(sql, values, [LIST(INTEGER)]);
  }
}
