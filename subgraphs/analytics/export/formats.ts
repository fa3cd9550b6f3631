import { join, raw, sql, type Sql } from '../questions/index.ts';
import { type ColumnName, exportColumns } from './columns.ts';

/** A form in which rows are written as lines of text. */
interface LineFormat {
  /** The lines before the first row. */
  head(columns: readonly ColumnName[]): string;
  /** The line of a row, with its end, as a part of a statement. */
  line(row: Sql, columns: readonly ColumnName[]): Sql;
}

const idColumn = 'row';

/** Matches the texts that spreadsheets take for formulas: they run them, wherever they came from. */
const executable = raw(String.raw`'^\s*[=+\-@＝＋－＠]|^[\t\r\n]'`);

/** Most texts begin with a letter or a digit of ASCII. Matching the expression with each would take a quarter of an export. */
const isPlain = (value: Sql): Sql =>
  sql`(unicode(${value}) BETWEEN 48 AND 57 OR unicode(${value}) BETWEEN 65 AND 122)
    AND NOT contains(${value}, '"')`;

/** A cell of text (RFC 4180): always in quotes, and with an apostrophe before what a spreadsheet would execute. */
const csvText = (value: Sql): Sql =>
  sql`CASE WHEN ${isPlain(value)} THEN '"' || ${value} || '"'
    ELSE '"' || CASE WHEN regexp_matches(${value}, ${executable}) THEN '''' ELSE '' END
      || replace(${value}, '"', '""') || '"' END`;

const csvCell = (name: ColumnName): Sql => {
  const { value, isText } = exportColumns[name];
  return isText ? csvText(value) : sql`CAST(${value} AS VARCHAR)`;
};

/** Null is an empty cell: `concat` leaves it out. */
const csv: LineFormat = {
  head: (columns) => `${[idColumn, ...columns].join(',')}\r\n`,
  line: (row, columns) =>
    sql`concat(${join([row, ...columns.map(csvCell)], `, ',', `)}, chr(13), chr(10))`,
};

/** The columns of a row under their names. */
export const namedColumns = (row: Sql, columns: readonly ColumnName[], is: 'AS' | ':='): Sql =>
  join(
    [
      [idColumn, row] as const,
      ...columns.map((name) => [name, exportColumns[name].value] as const),
    ].map(([name, value]) =>
      is === 'AS' ? sql`${value} AS ${raw(`"${name}"`)}` : sql`${raw(`"${name}"`)} := ${value}`,
    ),
  );

const ndjson: LineFormat = {
  head: () => '',
  line: (row, columns) =>
    sql`concat(to_json(struct_pack(${namedColumns(row, columns, ':=')})), chr(10))`,
};

export const lineFormats = { CSV: csv, NDJSON: ndjson } as const;

export const formats = ['CSV', 'NDJSON', 'PARQUET'] as const;
export type Format = (typeof formats)[number];
