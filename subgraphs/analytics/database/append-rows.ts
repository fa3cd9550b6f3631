import type * as Library from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** The values of one column, and its type as DuckDB names it. */
interface ColumnValues {
  readonly type: string;
  /** Days as `YYYY-MM-DD`, ids of 128 bits as `bigint`. */
  readonly values: readonly (string | number | bigint | boolean | null)[];
}

/** DuckDB takes rows in chunks of at most this size. */
const chunkSize = 2_048;
const dayMs = 86_400_000;

/** Appends rows to a table, in the transaction of the connection. */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  columns: readonly ColumnValues[],
): Promise<void> {
  const duckdb = await import('@duckdb/node-api');
  const count = columns[0]?.values.length ?? 0;
  if (count === 0) return;
  const types = columns.map(({ type }) => typeOf(duckdb, type));
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < count; from += chunkSize) {
      const chunk = duckdb.DuckDBDataChunk.create(types);
      chunk.setColumns(
        columns.map(({ type, values }) =>
          values.slice(from, from + chunkSize).map((value) => valueOf(duckdb, type, value)),
        ),
      );
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

function typeOf(duckdb: typeof Library, name: string): DuckDBType {
  const types: Readonly<Record<string, DuckDBType>> = {
    BOOLEAN: duckdb.BOOLEAN,
    DATE: duckdb.DATE,
    INTEGER: duckdb.INTEGER,
    UBIGINT: duckdb.UBIGINT,
    UINTEGER: duckdb.UINTEGER,
    USMALLINT: duckdb.USMALLINT,
    UTINYINT: duckdb.UTINYINT,
    UUID: duckdb.UUID,
    VARCHAR: duckdb.VARCHAR,
  };
  const type = types[name];
  if (!type) throw new Error(`no column has the type ${name}`);
  return type;
}

function valueOf(
  duckdb: typeof Library,
  type: string,
  value: ColumnValues['values'][number],
): DuckDBValue {
  if (value === null) return null;
  if (type === 'DATE') return new duckdb.DuckDBDateValue(Date.parse(String(value)) / dayMs);
  if (type === 'UUID') return duckdb.uuidValue(BigInt(value));
  return value;
}
