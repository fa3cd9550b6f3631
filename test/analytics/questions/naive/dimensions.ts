import type { NaiveApplication, NaiveData, NaiveReferral } from './rows.ts';

/** What rows are grouped by. */

type Value = string | number | null;

/** What rows are grouped by: how it is selected, and the value that a group then shows. */
export interface NaiveDimension<Row> {
  readonly select: string;
  readonly shown: (row: Row, data: NaiveData) => unknown;
}

const monday = (day: string) => {
  const at = new Date(day);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
};

function quarter(day: string): string {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/** The limits that are asked for: from 0, from 5 and from 15. */
export const limits = [0, 5, 15];

function bucket(value: number | null) {
  if (value === null) return [{ from: null, to: null, isKnown: false }];
  const from = limits.findLast((limit) => limit <= value) ?? null;
  const next = limits.find((limit) => limit > value);
  return [{ from, to: next === undefined ? null : next - 1, isKnown: true }];
}

export const field = <Row>(
  name: string,
  of: (row: Row, data: NaiveData) => Value,
): NaiveDimension<Row> => ({
  select: name,
  shown: (row, data) => ({ [name]: of(row, data) }),
});

export const entity = <Row>(
  name: string,
  key: 'id' | 'code',
  of: (row: Row, data: NaiveData) => string | null,
): NaiveDimension<Row> => ({
  select: `${name} { ${key} }`,
  shown(row, data) {
    const value = of(row, data);
    return { [name]: value === null ? null : { [key]: value } };
  },
});

const numeric = <Row>(of: (row: Row) => number | null): NaiveDimension<Row> => ({
  select: 'buckets { from to isKnown }',
  shown: (row) => ({ buckets: bucket(of(row)) }),
});

/** The dimensions of time, by a day that rows have or have not. */
export function timeOf<Row>(
  of: (row: Row) => string | null,
): Readonly<Record<string, NaiveDimension<Row>>> {
  const known = (name: string, value: (day: string) => Value) =>
    field<Row>(name, (row) => {
      const day = of(row);
      return day === null ? null : value(day);
    });
  return {
    YEAR: known('year', (day) => Number(day.slice(0, 4))),
    QUARTER: known('quarter', quarter),
    MONTH: known('month', (day) => `${day.slice(0, 7)}-01`),
    WEEK: known('week', monday),
    DAY: known('day', (day) => day),
    WEEKDAY: known('weekday', (day) => ((new Date(day).getUTCDay() + 6) % 7) + 1),
  };
}

/** The days by which rows are placed in time. */
export const applicationDays: Readonly<Record<string, (row: NaiveApplication) => string | null>> = {
  FILED: ({ filedOn }) => filedOn,
  ANSWERED: ({ answeredOn }) => answeredOn,
  FIRST_ANSWERED: ({ firstAnsweredOn }) => firstAnsweredOn,
  CLOSED: ({ closedOn }) => closedOn,
  DUE: ({ dueOn }) => dueOn,
};

export const referralDays: Readonly<Record<string, (row: NaiveReferral) => string | null>> = {
  REFERRED: ({ referredOn }) => referredOn,
  ANSWERED: ({ answeredOn }) => answeredOn,
  CLOSED: ({ closedOn }) => closedOn,
};

export const applicationDimensions: Readonly<Record<string, NaiveDimension<NaiveApplication>>> = {
  TYPE: field('type', ({ type }) => type),
  TOPIC: entity('topic', 'id', ({ topic }) => topic),
  STAGE: field('stage', ({ stage }) => stage),
  OUTCOME: field('outcome', ({ outcome }) => outcome),
  REFUSAL_REASON: field('refusalReason', ({ refusalReason }) => refusalReason),
  PROVINCE: entity('province', 'code', ({ province }) => province),
  DISTRICT: entity('district', 'code', ({ district }) => district),
  UNIT: entity('unit', 'id', ({ unit }) => unit),
  UNIT_KIND: field('unitKind', ({ unitKind }) => unitKind),
  CHANNEL: field('channel', ({ channel }) => channel),
  ...timeOf<NaiveApplication>(({ filedOn }) => filedOn),
  HOUR: field('hour', ({ filedHour }) => filedHour),
  DAYS_TO_ANSWER: numeric(({ daysToAnswer }) => daysToAnswer),
  BUSINESS_DAYS_TO_ANSWER: numeric(({ businessDaysToAnswer }) => businessDaysToAnswer),
  RATING: numeric(({ rating }) => rating),
  AGE_IN_DAYS: numeric(({ ageInDays }) => ageInDays),
  REFERRALS: numeric(({ referrals }) => referrals.length),
  FORWARDS: numeric(({ forwards }) => forwards),
  RETURNS: numeric(({ returns }) => returns),
  CLARIFICATIONS: numeric(({ clarifications }) => clarifications),
  APPEALS: numeric(({ appeals }) => appeals),
};

/** The nearest ministry at or above the lead unit. */
export const ministryOf = (unit: string | null, { above, units }: NaiveData): string | null =>
  (unit === null ? [] : above(unit)).find((id) => units.get(id)?.kind === 'MINISTRY') ?? null;

export const referralDimensions: Readonly<Record<string, NaiveDimension<NaiveReferral>>> = {
  TYPE: field('type', ({ application }) => application.type),
  TOPIC: entity('topic', 'id', ({ application }) => application.topic),
  PROVINCE: entity('province', 'code', ({ application }) => application.province),
  DISTRICT: entity('district', 'code', ({ application }) => application.district),
  UNIT: entity('unit', 'id', ({ unit }) => unit),
  UNIT_KIND: field('unitKind', ({ unitKind }) => unitKind),
  FORWARDED_FROM: entity('forwardedFrom', 'id', ({ forwardedFrom }) => forwardedFrom),
  STATE: field('state', ({ state }) => state),
  OUTCOME: field('outcome', ({ outcome }) => outcome),
  ...timeOf<NaiveReferral>(({ referredOn }) => referredOn),
  DAYS_TO_ANSWER: numeric(({ daysToAnswer }) => daysToAnswer),
  DAYS_TO_FIRST_ACTION: numeric(({ daysToFirstAction }) => daysToFirstAction),
  DRAFTS_REJECTED: numeric(({ draftsRejected }) => draftsRejected),
  CLARIFICATIONS: numeric(({ clarifications }) => clarifications),
};

/** The groups of rows: what each shows of its dimensions, with figures by what selects them. */
export function group<Row>(
  rows: readonly Row[],
  dimensions: readonly NaiveDimension<Row>[],
  data: NaiveData,
): Map<string, readonly Row[]> {
  const keyOf = (row: Row) =>
    keyOfGroup(Object.assign({}, ...dimensions.map(({ shown }) => shown(row, data))) as object);
  return Map.groupBy(rows, keyOf);
}

/** The same text for the same values, whatever the order of the fields. */
export const keyOfGroup = (shown: object): string =>
  JSON.stringify(Object.entries(shown).toSorted(([a], [b]) => (a < b ? -1 : 1)));
