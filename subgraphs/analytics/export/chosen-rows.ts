import type { DuckDBConnection } from '../database/index.ts';
import { raw, rowsOf, type Run, runSql, sql, type Sql, statementOf } from '../questions/index.ts';
import { exportColumns, exportSource, type ColumnName } from './columns.ts';
import type { RowIds } from './row-ids.ts';

/**
 * The rows of an export, chosen once: their keys in the order in which they are sent, which says nothing about when they
 * were filed. Only those stay in memory; everything else is read page by page.
 */
export interface ChosenRows {
  readonly count: number;
  /** The id of a row, as a part of the statements below. */
  readonly id: Sql;
  /** A statement for the rows after one place and up to another, in order. */
  select(what: Sql, places: { after: number; upTo: number }, columns: readonly ColumnName[]): Sql;
}

interface Choice {
  readonly condition: Sql;
  readonly today: Sql;
  readonly ids: RowIds;
}

/** Chooses rows in the transaction of the connection, which sees no later change. */
export async function chooseRows(
  connection: DuckDBConnection,
  { condition, today, ids }: Choice,
): Promise<ChosenRows> {
  const run: Run = (statement) => runSql(connection, statement);
  const { prefix, orderKey, after } = ids;
  const rows = rowsOf({ source: exportSource, condition, today, asked: [] });
  await connection.run(
    'CREATE TEMP TABLE chosen (place INTEGER, row_key UBIGINT, chosen_app INTEGER)',
  );
  await run(sql`
    INSERT INTO chosen
    SELECT row_number() OVER (ORDER BY row_key, app), row_key, app FROM (
      SELECT md5_number_lower(${orderKey} || ':' || app) AS row_key, app FROM (${rows})
    ) WHERE ${after === null ? raw('true') : sql`row_key > CAST(${String(after)} AS UBIGINT)`}`);
  const [counted] = await run(raw('SELECT count(*) AS "count" FROM chosen'));
  return {
    count: Number(counted?.['count'] ?? 0),
    // The prefix consists of letters.
    id: raw(`('${prefix}' || format('{:016x}', row_key))`),
    select(what, places, columns) {
      const within = raw(`place > ${places.after} AND place <= ${places.upTo}`);
      const chosen = raw('SELECT * FROM applications JOIN chosen ON chosen_app = app WHERE ');
      const source = { ...exportSource, table: sql`${chosen}${within}` };
      const asked = columns.map((name) => exportColumns[name].value);
      const page = rowsOf({ source, condition: raw('true'), today, asked });
      return sql`SELECT ${what} FROM (${page}) ORDER BY place`;
    },
  };
}

const rowsPerPage = 20_000;

/** The lines of the rows, in chunks of some hundred kilobytes. */
export async function* linesOf(
  connection: DuckDBConnection,
  rows: ChosenRows,
  line: Sql,
  columns: readonly ColumnName[],
): AsyncGenerator<string> {
  for (let after = 0; after < rows.count; after += rowsPerPage) {
    const page = rows.select(sql`${line} AS line`, { after, upTo: after + rowsPerPage }, columns);
    const result = await connection.stream(statementOf(page), [...page.values] as never); // what is bound
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      yield (chunk.getColumnValues(0) as string[]).join('');
    }
  }
}
