import { CsvError, parseCsv } from './csv.ts';
import type { Mistakes, Place } from './mistakes.ts';

/** A column of a file: what its cells are. Cells of an optional column may be empty, and the column may be missing. */
interface Column {
  readonly about: string;
  readonly optional?: true;
}

/** The files of a directory, with their columns. docs/directory.md lists the same. */
export const tables = {
  'provinces.csv': {
    code: { about: 'plate code, two digits' },
    name: { about: 'name' },
    metropolitan: { about: '`yes` if it has a metropolitan municipality, otherwise `no`' },
    weight: {
      about: 'a whole number in proportion to the population, by which demonstration data are made',
      optional: true,
    },
  },
  'districts.csv': {
    code: { about: 'four digits, the first two the plate code of the province' },
    name: { about: 'name' },
    weight: { about: 'as for provinces', optional: true },
  },
  'topics.csv': {
    id: { about: 'lower-case letters, digits and hyphens; never changes' },
    name: { about: 'name' },
    category: { about: 'the broader category' },
    offices: {
      about:
        'the competent offices, the most competent first: `LEVEL:office`, separated by vertical bars; an office is that of units',
    },
    keywords: { about: 'other words that people use, separated by vertical bars', optional: true },
  },
  'units.csv': {
    id: { about: 'eight digits, the first not 0; never changes' },
    name: { about: 'name, 1 to 200 characters' },
    kind: { about: 'a `UnitKind` of the schema' },
    parent: { about: 'id of the unit above; empty for a root', optional: true },
    province: { about: 'plate code; empty for the whole country', optional: true },
    district: { about: 'code of the district; empty for the whole province', optional: true },
    office: {
      about: 'the kind of office, the same for every unit of that kind, to which topics refer',
      optional: true,
    },
    status: { about: '`ACTIVE`, also if it is empty, or `CLOSED`', optional: true },
    successor: { about: 'id of the unit that succeeds a closed one', optional: true },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>;

export type FileName = keyof typeof tables;
export const fileNames = Object.keys(tables) as FileName[]; // the keys

/** The texts of the files. */
export type DirectoryFiles = Readonly<Record<FileName, string>>;

type ColumnsOf<File extends FileName> = keyof (typeof tables)[File] & string;

/** A row of a file by its columns. */
export interface Row<Columns extends string> {
  readonly place: Place;
  /** The cell without white space around it; empty where the column is missing. */
  readonly get: (column: Columns) => string;
}

export type RowOf<File extends FileName> = Row<ColumnsOf<File>>;

/** Reads a file. Rows that have another number of cells than the header are reported and left out. */
export function readTable<File extends FileName>(
  file: File,
  text: string,
  mistakes: Mistakes,
): RowOf<File>[] {
  const [header, ...rows] = rowsOf(file, text, mistakes);
  if (!header) {
    mistakes.add({ file }, 'The file is empty: it needs a line with the names of its columns.');
    return [];
  }
  const names = header.cells.map((cell) => cell.trim());
  if (!checkHeader(file, names, mistakes)) return [];
  return rows.flatMap(({ line, cells }) => {
    const place = { file, line };
    if (cells.length !== names.length) {
      mistakes.add(place, `The line has ${cells.length} cells, the header ${names.length}.`);
      return [];
    }
    return [{ place, get: (column: string) => cells[names.indexOf(column)]?.trim() ?? '' }];
  });
}

function rowsOf(file: FileName, text: string, mistakes: Mistakes) {
  try {
    return parseCsv(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    mistakes.add({ file, line: error.line }, error.message);
    return [];
  }
}

function checkHeader(file: FileName, names: readonly string[], mistakes: Mistakes): boolean {
  const columns: Readonly<Record<string, Column>> = tables[file];
  const place = { file, line: 1 };
  const missing = Object.entries(columns).flatMap(([name, { optional = false }]) =>
    optional || names.includes(name) ? [] : [name],
  );
  const unknown = names.filter((name) => !Object.hasOwn(columns, name));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  for (const name of missing) mistakes.add(place, `The column ${name} is missing.`);
  for (const name of unknown) mistakes.add(place, `There is no column ${JSON.stringify(name)}.`);
  for (const name of repeated) mistakes.add(place, `The column ${name} is there twice.`);
  return missing.length + unknown.length + repeated.length === 0;
}
