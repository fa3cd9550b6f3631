import { addDays, firstOfMonth, type LocalDate, localDateOf } from '../../../lib/kit/local-date.ts';
import type { PublishedPeriodUnit } from '../schema-types.ts';

export type PeriodUnit = PublishedPeriodUnit;

/** A week, month, quarter or year. */
export interface Period {
  readonly unit: PeriodUnit;
  /** Its first day. */
  readonly from: LocalDate;
}

/** Days from the first to the last. */
export interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** MongoDB ends a transaction after a minute: by then, everything filed on a day is known. */
const closedAfterMs = 10 * 60_000;

/** The last day of which everything is known. @param asOf everything committed by this instant is. */
export const lastClosedDay = (asOf: Date): LocalDate =>
  addDays(localDateOf(new Date(asOf.getTime() - closedAfterMs)), -1);

const monthsOf = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;

/** The period that a day lies in. */
export function periodAt(unit: PeriodUnit, day: LocalDate): Period {
  if (unit === 'WEEK') {
    const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
    return { unit, from: addDays(day, -sinceMonday) };
  }
  const months = monthsOf[unit];
  const month = Number(day.slice(5, 7));
  return { unit, from: firstOfMonth(Number(day.slice(0, 4)), month - ((month - 1) % months)) };
}

/** The last day of a period. */
export const lastDayOf = (period: Period): LocalDate => addDays(next(period, 1).from, -1);

/** The period that comes some periods later, or earlier if the number is negative. */
export function next({ unit, from }: Period, count: number): Period {
  if (unit === 'WEEK') return { unit, from: addDays(from, 7 * count) };
  const month = Number(from.slice(5, 7)) + count * monthsOf[unit];
  return { unit, from: firstOfMonth(Number(from.slice(0, 4)), month) };
}

/** The last period that is closed by the end of a day. */
export function lastClosed(unit: PeriodUnit, day: LocalDate): Period {
  const period = periodAt(unit, day);
  return lastDayOf(period) <= day ? period : next(period, -1);
}

/** The days of all periods that lie within some days as a whole; null if none does. */
export function wholePeriods(unit: PeriodUnit, { from, to }: Days): Days | null {
  const first = periodAt(unit, from);
  const begin = first.from === from ? from : next(first, 1).from;
  const end = lastDayOf(lastClosed(unit, to));
  return begin < end ? { from: begin, to: end } : null;
}
