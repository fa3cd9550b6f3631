import type { Row } from '../../../lib/kit/csv-table.ts';
import { isClientError } from '../../../lib/kit/errors.ts';
import type { Mistakes, Place } from '../../../lib/kit/import-mistakes.ts';
import { withoutInvisible } from '../../../lib/kit/plain-text.ts';
import { isTopicId, longestTopicId } from '../../../lib/kit/topic-id.ts';
import { unitIdForm } from '../../../lib/kit/unit-id.ts';
import { requireName } from '../changes/index.ts';
import type { DirectoryContents } from '../contents/index.ts';
import {
  type DistrictRecord,
  officeLevels,
  type ProvinceRecord,
  type TopicOffice,
  type TopicRecord,
  type UnitForm,
  unitKinds,
  unitStatuses,
} from '../units/index.ts';
import { type DirectoryFiles, readTable, type RowOf } from './tables.ts';

/** The contents of files, each record with its line. */
export interface ReadContents extends DirectoryContents {
  placeOf(record: DirectoryContents[keyof DirectoryContents][number]): Place;
}

const forms = {
  plateCode: /^\d{2}$/,
  districtCode: /^\d{4}$/,
  unitId: /^[1-9]\d{7}$/,
  weight: /^\d{1,9}$/,
} as const;

/** Of an office or a keyword. */
const mostLetters = 200;

/** Reads the records of the files, by themselves; malformed ones are reported. */
export function readFiles(files: DirectoryFiles, mistakes: Mistakes): ReadContents {
  const reading = new Reading(mistakes);
  const districts = reading.districts(readTable('districts.csv', files['districts.csv'], mistakes));
  const provinces = readTable('provinces.csv', files['provinces.csv'], mistakes);
  const topics = readTable('topics.csv', files['topics.csv'], mistakes);
  const units = readTable('units.csv', files['units.csv'], mistakes);
  return {
    provinces: reading.provinces(provinces, districts),
    topics: reading.topics(topics),
    units: reading.units(units),
    placeOf: (record) => reading.placeOf(record),
  };
}

class Reading {
  readonly #mistakes: Mistakes;
  readonly #places = new WeakMap<object, Place>();

  constructor(mistakes: Mistakes) {
    this.#mistakes = mistakes;
  }

  placeOf(record: object): Place {
    return this.#places.get(record) ?? { file: 'units.csv' };
  }

  districts(rows: readonly RowOf<'districts.csv'>[]): DistrictRecord[] {
    return this.#records(rows, 'code', (row) => ({
      code: this.#matching(row, 'code', forms.districtCode, 'four digits'),
      name: this.#name(row),
      weight: this.#weight(row),
    }));
  }

  provinces(
    rows: readonly RowOf<'provinces.csv'>[],
    districts: readonly DistrictRecord[],
  ): ProvinceRecord[] {
    const byProvince = Map.groupBy(districts, ({ code }) => code.slice(0, 2));
    const provinces = this.#records(rows, 'code', (row) => {
      const _id = this.#matching(row, 'code', forms.plateCode, 'two digits');
      const inside = byProvince.get(_id) ?? [];
      byProvince.delete(_id);
      return {
        _id,
        name: this.#name(row),
        weight: this.#weight(row),
        metropolitan: this.#oneOf(row, 'metropolitan', ['yes', 'no'] as const) === 'yes',
        districts: inside.toSorted((one, other) => (one.code < other.code ? -1 : 1)),
      };
    });
    for (const district of [...byProvince.values()].flat()) {
      this.#mistakes.add(this.placeOf(district), `No province has the code of ${district.code}.`);
    }
    return provinces;
  }

  topics(rows: readonly RowOf<'topics.csv'>[]): TopicRecord[] {
    return this.#records(rows, 'id', (row) => ({
      _id: this.#topicId(row),
      name: this.#name(row),
      category: this.#text(row, 'category'),
      offices: listIn(row.get('offices')).flatMap((office) => this.#topicOffice(row, office)),
      keywords: listIn(row.get('keywords')).map((keyword) => this.#label(row, 'keywords', keyword)),
    }));
  }

  units(rows: readonly RowOf<'units.csv'>[]): UnitForm[] {
    return this.#records(rows, 'id', (row) => ({
      _id: this.#matching(row, 'id', forms.unitId, 'eight digits, the first not 0'),
      name: this.#name(row),
      kind: this.#oneOf(row, 'kind', unitKinds),
      status: row.get('status') === '' ? 'ACTIVE' : this.#oneOf(row, 'status', unitStatuses),
      parentId: this.#unitId(row, 'parent'),
      provinceCode: row.get('province') || null,
      districtCode: row.get('district') || null,
      office: this.#office(row),
      successorId: this.#unitId(row, 'successor'),
    }));
  }

  /** The records of a file, in its order; one whose key was there before is reported and left out. */
  #records<Columns extends string, Made extends object>(
    rows: readonly Row<Columns>[],
    key: NoInfer<Columns>,
    make: (row: Row<Columns>) => Made,
  ): Made[] {
    const lines = new Map<string, Place>();
    return rows.flatMap((row) => {
      const id = row.get(key);
      const before = lines.get(id);
      if (before) {
        this.#mistakes.add(row.place, `${id} is in line ${before.line} already.`);
        return [];
      }
      lines.set(id, row.place);
      const record = make(row);
      this.#places.set(record, row.place);
      return [record];
    });
  }

  #matching<Column extends string>(
    row: Row<Column>,
    column: Column,
    form: RegExp,
    needs: string,
  ): string {
    const value = row.get(column);
    if (!form.test(value)) {
      this.#mistakes.add(row.place, `${column} must be ${needs}, not ${JSON.stringify(value)}.`);
    }
    return value;
  }

  #topicId(row: Row<'id'>): string {
    const id = row.get('id');
    if (!isTopicId(id)) {
      const message = `id must be lower-case letters, digits and hyphens, at least one a letter and at most ${longestTopicId}, not ${JSON.stringify(id)}.`;
      this.#mistakes.add(row.place, message);
    }
    return id;
  }

  #oneOf<Column extends string, Value extends string>(
    row: Row<Column>,
    column: Column,
    values: readonly [Value, ...Value[]],
  ): Value {
    const given = row.get(column);
    const value = values.find((each) => each === given);
    if (value !== undefined) return value;
    const message = `${column} must be one of ${values.join(', ')}, not ${JSON.stringify(given)}.`;
    this.#mistakes.add(row.place, message);
    return values[0];
  }

  #unitId(row: Row<'parent' | 'successor'>, column: 'parent' | 'successor'): string | null {
    const id = row.get(column);
    if (id === '') return null;
    if (!unitIdForm.test(id)) this.#mistakes.add(row.place, `${column} must be the id of a unit.`);
    return id;
  }

  #name(row: Row<'name'>): string {
    return this.#text(row, 'name');
  }

  #text<Column extends string>(row: Row<Column>, column: Column): string {
    const value = row.get(column);
    try {
      return requireName(value, column);
    } catch (error) {
      if (!isClientError(error)) throw error;
      this.#mistakes.add(row.place, error.message);
      return value;
    }
  }

  /** 1 where none is given. */
  #weight(row: Row<'weight'>): number {
    const value = row.get('weight');
    if (value === '') return 1;
    return Number(this.#matching(row, 'weight', forms.weight, 'a whole number'));
  }

  #office(row: Row<'office'>): string | null {
    const office = row.get('office');
    return office === '' ? null : this.#label(row, 'office', office);
  }

  /** A text that can be one of several in a cell, in the form in which it is compared. */
  #label({ place }: { place: Place }, column: string, given: string): string {
    const text = given.normalize('NFKC').replaceAll(/\p{Zs}+/gu, ' ');
    if (/[|\p{Cc}\p{Zl}\p{Zp}]/u.test(text) || text.length > mostLetters) {
      const message = `${column} must have at most ${mostLetters} characters each, on one line and without |.`;
      this.#mistakes.add(place, message);
    }
    if (!given.isWellFormed() || withoutInvisible(given) !== given) {
      this.#mistakes.add(place, `${column} contains invisible characters or malformed Unicode.`);
    }
    return text.trim();
  }

  #topicOffice(row: Row<'offices'>, text: string): TopicOffice[] {
    const [, named, given] = /^([A-Z_]+):(.+)$/s.exec(text) ?? [];
    const office = given && this.#label(row, 'offices', given);
    const level = officeLevels.find((each) => each === named);
    if (level !== undefined && office) return [{ level, office }];
    const message = `offices must be LEVEL:office, with a LEVEL of ${officeLevels.join(', ')}, not ${JSON.stringify(text)}.`;
    this.#mistakes.add(row.place, message);
    return [];
  }
}

const listIn = (text: string): string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
