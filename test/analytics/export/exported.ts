import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseCsv } from './csv.ts';

/** What exports contain, read back. */

/** The rows of a CSV file with a header, by the names of their columns. */
export function rowsOfCsv(text: string): Record<string, string>[] {
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head[index] ?? '', cell])));
}

export const rowsOfNdjson = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>); // each line is an object

/** The rows of a Parquet file, with days as texts. */
export const rowsOfParquet = (bytes: Uint8Array): Promise<Record<string, unknown>[]> =>
  askOfParquet('SELECT * FROM read_parquet($1)', bytes);

/** The numbers of rows that are packed together in a Parquet file. */
export async function rowGroupsOfParquet(bytes: Uint8Array): Promise<number[]> {
  const groups = await askOfParquet(
    'SELECT DISTINCT row_group_id, row_group_num_rows AS rows FROM parquet_metadata($1)',
    bytes,
  );
  return groups.map(({ rows }) => Number(rows));
}

async function askOfParquet(
  statement: string,
  bytes: Uint8Array,
): Promise<Record<string, unknown>[]> {
  const directory = await mkdtemp(join(tmpdir(), 'parquet-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const path = join(directory, 'rows.parquet');
    await writeFile(path, bytes);
    const reader = await connection.runAndReadAll(statement, [path]);
    return reader.getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(directory, { recursive: true });
  }
}
