import { sql, type Sql } from '../statement.ts';

/** Where a row is in time. Rows of a previous period stand beside those that they are compared with. */
export interface Placed {
  /** The day of the row itself. */
  readonly day: Sql;
  /** A day of the month in which it stands. */
  readonly inMonth: Sql;
  /** The day beside which it stands; null for a day that none is compared with. */
  readonly onDay: Sql;
}

/** The inputs of a dimension's value besides the columns of a row. */
interface DimensionContext {
  readonly placed: Placed;
  /** Whether units are grouped by a level of the tree. */
  readonly isLevel: boolean;
}

/**
 * The questions that are allowed beside a dimension. Everything else is refused, so that an addition is refused until
 * somebody has considered it.
 */
export interface Beside {
  readonly dimensions: readonly string[];
  /** Whatever else is asked; anything, if absent. */
  readonly others?: Others;
}

interface Others {
  /** The day by which rows are placed in time. */
  readonly by: string;
  /** The fields of figures. */
  readonly figures: readonly string[];
  /** The fields of the filter, anywhere in it. */
  readonly conditions: readonly string[];
  /** Fields of the filter that are ranges of days, which have to be of whole months. */
  readonly months: readonly string[];
}

/** A dimension: a value by which rows are grouped. */
export interface Dimension {
  /** The field of the group; `buckets` for a number. */
  readonly field: string;
  /** The value of a row. */
  readonly value: (context: DimensionContext) => Sql;
  /** The field's value, which is null for a group without. */
  readonly read: (value: unknown) => unknown;
  readonly isNumber: boolean;
  /** The greatest number at which the last group may begin, which has no end. Then limits have to be given. */
  readonly mostLimit?: number;
  /** What may be beside it; anything, if absent. */
  readonly beside?: Beside;
}

const asIs = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

const dimension = (
  field: string,
  value: Dimension['value'],
  read: Dimension['read'] = asIs,
): Dimension => ({ field, value, read, isNumber: false });

/** A value that is shown as it is. */
export const plain = (field: string, value: Sql): Dimension => dimension(field, () => value);

/** An entity of the directory by its key. */
export const reference = (field: string, value: Sql, key: 'id' | 'code'): Dimension =>
  dimension(
    field,
    () => value,
    (code) => ({ [key]: String(code) }),
  );

/** A unit, or the one that its level names. */
export const unitDimension = (unit: Sql, group: Sql, field = 'unit'): Dimension =>
  dimension(
    field,
    ({ isLevel }) => (isLevel ? group : unit),
    (id) => ({ id: String(id) }),
  );

/** A number, in groups by its limits. */
export const number = (value: Sql): Dimension => ({
  field: 'buckets',
  value: () => value,
  read: asIs,
  isNumber: true,
});

/** A period by its first day. A text, and what `date_trunc` does, would take most of the time of a question. */
const period = (field: string, firstDay: (placed: Placed) => Sql): Dimension =>
  dimension(
    field,
    ({ placed }) => firstDay(placed),
    (first) => (first as Date).toISOString().slice(0, 10), // as `runSql` gives days
  );

/** Where a row is in time: periods as what they are compared with, and the day of the week of each day itself. */
export const timeDimensions = {
  YEAR: dimension('year', ({ placed: { inMonth } }) => sql`year(${inMonth})`),
  QUARTER: period(
    'quarter',
    ({ inMonth }) => sql`make_date(year(${inMonth}), 3 * quarter(${inMonth}) - 2, 1)`,
  ),
  MONTH: period('month', ({ inMonth }) => sql`${inMonth} - CAST(day(${inMonth}) - 1 AS INTEGER)`),
  WEEK: period('week', ({ onDay }) => sql`${onDay} - CAST(isodow(${onDay}) - 1 AS INTEGER)`),
  DAY: period('day', ({ onDay }) => onDay),
  WEEKDAY: dimension('weekday', ({ placed: { day } }) => sql`isodow(${day})`),
} as const satisfies Record<string, Dimension>;
