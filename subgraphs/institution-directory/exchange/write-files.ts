import type { DirectoryContents } from '../contents/index.ts';
import { formatCsv } from '../../../lib/kit/csv.ts';
import { type DirectoryFiles, type FileName, tables } from './tables.ts';

/** The files from which the same contents are read; the records are ordered by their ids. */
export function writeFiles({ provinces, topics, units }: DirectoryContents): DirectoryFiles {
  const districts = provinces.flatMap((province) => province.districts);
  return {
    'provinces.csv': table('provinces.csv', byId(provinces), (province) => ({
      code: province._id,
      name: province.name,
      metropolitan: province.metropolitan ? 'yes' : 'no',
      weight: String(province.weight),
    })),
    'districts.csv': table(
      'districts.csv',
      byKey(districts, ({ code }) => code),
      (district) => ({
        code: district.code,
        name: district.name,
        weight: String(district.weight),
      }),
    ),
    'topics.csv': table('topics.csv', byId(topics), (topic) => ({
      id: topic._id,
      name: topic.name,
      category: topic.category,
      offices: topic.offices.map(({ level, office }) => `${level}:${office}`).join('|'),
      keywords: topic.keywords.join('|'),
    })),
    'units.csv': table('units.csv', byId(units), (unit) => ({
      id: unit._id,
      name: unit.name,
      kind: unit.kind,
      parent: unit.parentId ?? '',
      province: unit.provinceCode ?? '',
      district: unit.districtCode ?? '',
      office: unit.office ?? '',
      status: unit.status,
      successor: unit.successorId ?? '',
    })),
  };
}

function table<File extends FileName, Record>(
  file: File,
  records: readonly Record[],
  cellsOf: (record: Record) => { [Column in keyof (typeof tables)[File]]: string },
): string {
  const columns = Object.keys(tables[file]) as (keyof (typeof tables)[File])[]; // the keys
  return formatCsv([
    columns.map(String),
    ...records.map((record) => {
      const cells = cellsOf(record);
      return columns.map((column) => cells[column]);
    }),
  ]);
}

const byId = <Record extends { _id: string }>(records: readonly Record[]) =>
  byKey(records, ({ _id }) => _id);

const byKey = <Record>(records: readonly Record[], keyOf: (record: Record) => string) =>
  records.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
