import type { BusinessDays, PlacesAndTopics, UnitForm, UnitHistory } from '../peers/index.ts';
import { type Column, unitOf } from './tables.ts';

/** The days between which a form of a unit was valid are open at either end. */
const firstDay = '0001-01-01';
const lastDay = '9999-12-31';

interface UnitRow {
  readonly id: string;
  readonly form: UnitForm;
  /** The first day on which it was no longer valid. */
  readonly until: string | null;
}

type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/**
 * The unit tree: one row for each form of a unit, valid from `valid_from` until the day before `valid_until`. The present
 * forms are those with `valid_until = DATE '9999-12-31'`.
 */
export const unitColumns = {
  unit: { type: 'UINTEGER', of: ({ id }) => unitOf(id) },
  valid_from: { type: 'DATE', of: ({ form }) => form.from ?? firstDay },
  valid_until: { type: 'DATE', of: ({ until }) => until ?? lastDay },
  name: { type: 'VARCHAR', of: ({ form }) => form.name },
  kind: { type: 'VARCHAR', of: ({ form }) => form.kind },
  status: { type: 'VARCHAR', of: ({ form }) => form.status },
  parent: { type: 'UINTEGER', of: ({ form }) => unitOf(form.parentId) },
  successor: { type: 'UINTEGER', of: ({ form }) => unitOf(form.successorId) },
  province: { type: 'VARCHAR', of: ({ form }) => form.provinceCode },
  district: { type: 'VARCHAR', of: ({ form }) => form.districtCode },
} as const satisfies Columns<UnitRow>;

export const unitRows = ({ id, forms }: UnitHistory): UnitRow[] =>
  forms.map((form, index) => ({ id, form, until: forms[index + 1]?.from ?? null }));

type Day = BusinessDays['days'][number];

/** The calendar: the business days between two days are the difference of their ordinals. */
export const dayColumns = {
  day: { type: 'DATE', of: ({ date }) => date },
  ordinal: { type: 'INTEGER', of: ({ ordinal }) => ordinal },
  business: { type: 'BOOLEAN', of: ({ isBusinessDay }) => isBusinessDay },
} as const satisfies Columns<Day>;

type Topic = PlacesAndTopics['topics'][number];

export const topicColumns = {
  topic: { type: 'VARCHAR', of: ({ id }) => id },
  name: { type: 'VARCHAR', of: ({ name }) => name },
} as const satisfies Columns<Topic>;

interface Place {
  readonly code: string;
  readonly name: string;
  /** Of a district. */
  readonly provinceCode: string | null;
}

/** Provinces, and districts with their provinces. */
export const placeColumns = {
  place: { type: 'VARCHAR', of: ({ code }) => code },
  name: { type: 'VARCHAR', of: ({ name }) => name },
  province: { type: 'VARCHAR', of: ({ provinceCode }) => provinceCode },
} as const satisfies Columns<Place>;

export const placeRows = ({ provinces }: Pick<PlacesAndTopics, 'provinces'>): Place[] =>
  provinces.flatMap(({ code, name, districts }) => [
    { code, name, provinceCode: null },
    ...districts.map((district) => ({ ...district, provinceCode: code })),
  ]);
