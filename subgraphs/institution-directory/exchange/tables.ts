import { type Columns, readRows, type Row } from '../../../lib/kit/csv-table.ts';
import type { Mistakes } from '../../../lib/kit/import-mistakes.ts';

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
    id: {
      about:
        'lower-case letters, digits and hyphens, at least one a letter and at most 100; never changes',
    },
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
} as const satisfies Readonly<Record<string, Columns>>;

export type FileName = keyof typeof tables;
export const fileNames = Object.keys(tables) as FileName[]; // the keys

/** The texts of the files. */
export type DirectoryFiles = Readonly<Record<FileName, string>>;

type ColumnsOf<File extends FileName> = keyof (typeof tables)[File] & string;

export type RowOf<File extends FileName> = Row<ColumnsOf<File>>;

/** Reads a file; rows that are malformed by themselves are reported and left out. */
export function readTable<File extends FileName>(
  file: File,
  text: string,
  mistakes: Mistakes,
): RowOf<File>[] {
  return [...readRows<string>({ file, columns: tables[file], text }, mistakes)];
}
