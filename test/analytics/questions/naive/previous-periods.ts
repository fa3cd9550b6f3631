import { addDays } from '../../../../lib/kit/local-date.ts';
import type { NaiveApplication } from './rows.ts';
import { applicationDimensions, type NaiveDimension } from './dimensions.ts';

/** Previous periods, day by day. */

/** The kinds of previous periods. */
export const kinds = [
  'PERIOD_BEFORE',
  'WEEK_BEFORE',
  'MONTH_BEFORE',
  'QUARTER_BEFORE',
  'YEAR_BEFORE',
] as const;

const monthsOf = { MONTH_BEFORE: 1, QUARTER_BEFORE: 3, YEAR_BEFORE: 12 } as const;

const dayMs = 86_400_000;
const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;

/** The month some months before that of a day, `YYYY-MM`. */
export function monthBefore(day: string, months: number): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

const exists = (day: string) => new Date(day).toISOString().slice(0, 10) === day;
export const lastDayOf = (month: string) =>
  [31, 30, 29, 28].map((date) => `${month}-${date}`).find(exists) ?? '';

/** The day of the same number some months before; the last of that month where it does not have it. */
function numbered(day: string, months: number): string {
  const month = monthBefore(day, months);
  const same = `${month}${day.slice(7)}`;
  return exists(same) ? same : lastDayOf(month);
}

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The range of the previous period, and where a day of it stands: in which month, and beside which day. */
export function before({ from, to }: Days, previous: (typeof kinds)[number]) {
  if (previous === 'PERIOD_BEFORE' || previous === 'WEEK_BEFORE') {
    const length = previous === 'WEEK_BEFORE' ? 7 : daysFrom(from, to) + 1;
    const beside = (day: string) => addDays(day, length);
    return {
      range: { from: addDays(from, -length), to: addDays(to, -length) },
      month: beside,
      day: beside,
    };
  }
  const months = monthsOf[previous];
  const isWhole = from.endsWith('-01') && to === lastDayOf(to.slice(0, 7));
  const range = {
    from: numbered(from, months),
    to: isWhole ? lastDayOf(monthBefore(to, months)) : numbered(to, months),
  };
  // Each day of the range is compared with one: the first with the first, others with those of the same number.
  const compared = new Map<string, string>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const other = `${monthBefore(day, months)}${day.slice(7)}`;
    if (day === from) compared.set(range.from, day);
    else if (exists(other)) compared.set(other, day);
  }
  return {
    range,
    month: (day: string) => `${monthBefore(day, -months)}-01`,
    day: (day: string) => compared.get(day) ?? null,
  };
}

/** The dimensions of a row of the previous period: periods are those that it is compared with. */
export function dimensionsBefore(
  groupBy: readonly string[],
  { month, day }: ReturnType<typeof before>,
): NaiveDimension<NaiveApplication>[] {
  return groupBy.flatMap((name) => {
    const dimension = applicationDimensions[name];
    if (!dimension) return [];
    const standing = (filedOn: string | null): NaiveDimension<NaiveApplication>['shown'] =>
      filedOn === null
        ? () => ({ [dimension.select]: null })
        : (row, data) => dimension.shown({ ...row, filedOn }, data);
    const shown: NaiveDimension<NaiveApplication>['shown'] = (row, data) => {
      if (['YEAR', 'QUARTER', 'MONTH'].includes(name))
        return standing(month(row.filedOn))(row, data);
      if (['WEEK', 'DAY'].includes(name)) return standing(day(row.filedOn))(row, data);
      return dimension.shown(row, data);
    };
    return [{ ...dimension, shown }];
  });
}
