import type { Store } from '../../../subgraphs/analytics/database/index.ts';

/** What is in the file of a copy. */

/** Rows of a table, with all values as text. */
export async function rows({ writer }: Store, query: string): Promise<Record<string, unknown>[]> {
  return (await writer.runAndReadAll(query)).getRowObjectsJson();
}

/** Everything that the file has, whatever its tables are. */
export async function textOf(store: Store): Promise<string> {
  const tables = await rows(store, 'SELECT table_name FROM information_schema.tables');
  if (tables.length < 7) throw new Error(`the copy has only ${tables.length} tables`);
  const whole = await Promise.all(
    tables.map(({ table_name: table }) => rows(store, `SELECT * FROM ${String(table)}`)),
  );
  return JSON.stringify(whole);
}
