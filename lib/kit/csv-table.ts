import { CsvError, parseCsv } from './csv.ts';
import type { Mistakes, Place } from './import-mistakes.ts';

/** A column of a file: what its cells are. Cells of an optional column may be empty, and the column may be missing. */
interface Column {
  readonly about: string;
  readonly optional?: true;
}

/** The columns of a file by their names. */
export type Columns<Name extends string = string> = Readonly<Record<Name, Column>>;

/** A CSV file whose first row has the names of its columns, in any order. */
interface CsvTable<Name extends string> {
  readonly file: string;
  readonly columns: Columns<Name>;
  /** As `parseCsv` reads it. */
  readonly text: string | Iterable<string>;
}

/** A row of a file by its columns. */
export interface Row<Name extends string> {
  readonly place: Place;
  /** The cell without white space around it; empty where the column is missing. */
  readonly get: (column: Name) => string;
}

/**
 * Reads a file row by row. What is no CSV, wrong columns, and rows that have another number of cells than the header are
 * reported and left out. No message repeats a cell.
 */
export function* readRows<Name extends string>(
  { file, columns, text }: CsvTable<Name>,
  mistakes: Mistakes,
): Generator<Row<Name>> {
  let names: readonly string[] | undefined;
  try {
    for (const { line, cells } of parseCsv(text)) {
      const place = { file, line };
      if (!names) {
        names = cells.map((cell) => cell.trim());
        if (!checkHeader(place, names, { columns, mistakes })) return;
      } else if (cells.length === names.length) {
        const header = names;
        yield { place, get: (column) => cells[header.indexOf(column)]?.trim() ?? '' };
      } else {
        mistakes.add(place, `The line has ${cells.length} cells, the header ${names.length}.`);
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return mistakes.add({ file, line: error.line }, error.message);
  }
  if (names) return;
  mistakes.add({ file }, 'The file is empty: it needs a line with the names of its columns.');
}

function checkHeader(
  place: Place,
  names: readonly string[],
  { columns, mistakes }: { columns: Columns; mistakes: Mistakes },
): boolean {
  const known = Object.keys(columns);
  const missing = known.filter((name) => !columns[name]?.optional && !names.includes(name));
  const unknown = [...names.entries()].filter(([, name]) => !known.includes(name));
  const repeated = known.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  for (const name of missing) mistakes.add(place, `The column ${name} is missing.`);
  for (const [index, name] of unknown) mistakes.add(place, strange(name, index));
  for (const name of repeated) mistakes.add(place, `The column ${name} is there twice.`);
  return missing.length + unknown.length + repeated.length === 0;
}

/** Without a header, the first row has data, which may be somebody's. */
const strange = (name: string, index: number) =>
  /^[\p{L} _-]{1,40}$/u.test(name)
    ? `There is no column ${JSON.stringify(name)}.`
    : `Cell ${index + 1} is the name of no column.`;
