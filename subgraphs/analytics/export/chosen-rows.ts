import type { DuckDBBlobVector, DuckDBDataChunk } from '@duckdb/node-api';
import type { DuckDBConnection } from '../database/index.ts';
import { raw, rowsOf, type Run, runSql, sql, type Sql, statementOf } from '../questions/index.ts';
import { exportColumns, exportSource, type ColumnName } from './columns.ts';
import type { RowIds } from './row-ids.ts';

/**
 * The rows of an export, chosen once: by keys, whose order says nothing about when they were filed. Only these stay in
 * memory, 12 bytes a row; everything else is read page by page.
 */
export interface ChosenRows {
  readonly count: number;
  /** The id of a row, as a part of the statements below. */
  readonly id: Sql;
  /**
   * Statements that together give all rows in order, at least one. Each is for about as many rows as a page has, and sorts
   * nothing but these.
   */
  pages(what: Sql, columns: readonly ColumnName[]): Generator<Sql>;
}

interface Choice {
  readonly condition: Sql;
  readonly today: Sql;
  readonly ids: RowIds;
}

/** More take more memory, fewer read the copy more often. */
const rowsPerPage = 20_000;
const mostKeys = 2n ** 64n;

/** Chooses rows in the transaction of the connection, which sees no later change. */
export async function chooseRows(
  connection: DuckDBConnection,
  { condition, today, ids }: Choice,
): Promise<ChosenRows> {
  const run: Run = (statement) => runSql(connection, statement);
  const { prefix, orderKey, after } = ids;
  const rows = rowsOf({ source: exportSource, condition, today, asked: [] });
  await connection.run('CREATE TEMP TABLE chosen (row_key UBIGINT, chosen_app INTEGER)');
  await run(sql`
    INSERT INTO chosen SELECT * FROM (
      SELECT md5_number_lower(${orderKey} || ':' || app) AS row_key, app FROM (${rows})
    ) WHERE ${after === null ? raw('true') : sql`row_key > CAST(${String(after)} AS UBIGINT)`}`);
  const [counted] = await run(raw('SELECT count(*) AS "count" FROM chosen'));
  const count = Number(counted?.['count'] ?? 0);
  return {
    count,
    // The prefix consists of letters.
    id: raw(`('${prefix}' || format('{:016x}', row_key))`),
    *pages(what, columns) {
      const asked = columns.map((name) => exportColumns[name].value);
      for (const { from, to } of rangesOf(after === null ? 0n : after + 1n, count)) {
        const within = raw(`row_key BETWEEN CAST(${from} AS UBIGINT) AND CAST(${to} AS UBIGINT)`);
        const chosen = raw('SELECT * FROM applications JOIN chosen ON chosen_app = app WHERE ');
        const source = { ...exportSource, table: sql`${chosen}${within}` };
        const page = rowsOf({ source, condition: raw('true'), today, asked });
        // The computed values of a row take more memory than the row: rows are sorted before.
        yield sql`SELECT ${what} FROM (SELECT * FROM (${page}) ORDER BY row_key, app)`;
      }
    },
  };
}

/** Divides the keys from one on evenly: as digests, they are spread evenly. */
function* rangesOf(first: bigint, rows: number): Generator<{ from: bigint; to: bigint }> {
  const pages = BigInt(Math.max(1, Math.ceil(rows / rowsPerPage)));
  const start = (page: bigint) => first + ((mostKeys - first) * page) / pages;
  for (let page = 0n; page < pages; page += 1n) {
    yield { from: start(page), to: start(page + 1n) - 1n };
  }
}

const pieceBytes = 64 * 1_024;

/** The lines of the rows, in pieces of about 64 KB. No more than one piece is held here, and what DuckDB has computed. */
export async function* linesOf(
  connection: DuckDBConnection,
  rows: ChosenRows,
  line: Sql,
  columns: readonly ColumnName[],
): AsyncGenerator<Buffer> {
  // As bytes: strings would be decoded and encoded again, and V8 would keep many of them for long.
  for (const page of rows.pages(sql`encode(${line}) AS line`, columns)) {
    const { text, values } = statementOf(page);
    const result = await connection.stream(text, values);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      yield* piecesOf(chunk);
    }
  }
}

function* piecesOf(chunk: DuckDBDataChunk): Generator<Buffer> {
  let piece = Buffer.allocUnsafe(pieceBytes);
  let used = 0;
  for (let row = 0; row < chunk.rowCount; row += 1) {
    const lines = chunk.getColumnVector(0) as DuckDBBlobVector; // as `encode` gives it
    const line = lines.getItemBytes(row);
    if (!line) continue;
    if (used + line.length > piece.length) {
      yield piece.subarray(0, used);
      piece = Buffer.allocUnsafe(Math.max(pieceBytes, line.length));
      used = 0;
    }
    piece.set(line, used);
    used += line.length;
  }
  if (used > 0) yield piece.subarray(0, used);
}
