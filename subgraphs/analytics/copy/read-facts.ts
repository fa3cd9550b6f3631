import type { DuckDBConnection } from '../database/index.ts';
import { bitsOf } from '../facts/index.ts';
import type { ApplicationFacts } from '../peers/index.ts';

/** The keys of the applications that the copy has, by the bits of their ids. */
export async function keysOf(
  connection: DuckDBConnection,
  applications: readonly Pick<ApplicationFacts, 'id'>[],
): Promise<Map<bigint, number>> {
  if (applications.length === 0) return new Map();
  const { LIST, listValue, UUID, uuidValue } = await import('@duckdb/node-api');
  const ids = listValue(applications.map(({ id }) => uuidValue(bitsOf(id))));
  const reader = await connection.runAndReadAll(
    'SELECT id, app FROM applications WHERE id IN (SELECT unnest($1))',
    [ids],
    [LIST(UUID)],
  );
  return new Map(
    (await valuesOf(reader.getRows())).map(([id, app]) => [BigInt(id ?? 0), Number(app)] as const),
  );
}

/** Values as the columns of `facts` give them: days as text, ids as `bigint`. */
export async function valuesOf(
  rows: readonly (readonly unknown[])[],
): Promise<(string | number | bigint | boolean | null)[][]> {
  const { DuckDBDateValue, DuckDBUUIDValue } = await import('@duckdb/node-api');
  return rows.map((row) =>
    row.map((value) => {
      if (value instanceof DuckDBDateValue) return value.toString();
      if (value instanceof DuckDBUUIDValue) return value.toUint128();
      return value as string | number | bigint | boolean | null; // no column has another type
    }),
  );
}
