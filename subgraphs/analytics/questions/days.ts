import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';

/** A calendar day in Türkiye, `YYYY-MM-DD`. Days compare as their strings do. */
export type Day = string;

const dayMs = 86_400_000;
/** Türkiye has kept UTC+3 all year since September 2016. */
const utcOffsetMs = 3 * 3_600_000;
const form = /^\d{4}-\d{2}-\d{2}$/;

const textOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** The day of an instant. */
export const dayAt = (instant: Date): Day => textOf(instant.getTime() + utcOffsetMs);

export const addDays = (day: Day, days: number): Day => textOf(Date.parse(day) + days * dayMs);

/** The number of days from one day to another. */
export const daysBetween = (from: Day, to: Day): number =>
  (Date.parse(to) - Date.parse(from)) / dayMs;

/** The same day some months before or, where that month does not have it, its last day. */
export function monthsBefore(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = Date.UTC(year, month - 1 - months);
  const last = Date.UTC(year, month - months, 0);
  return textOf(Math.min(first + (date - 1) * dayMs, last));
}

export const isFirstOfMonth = (day: Day): boolean => day.endsWith('-01');
export const isLastOfMonth = (day: Day): boolean => isFirstOfMonth(addDays(day, 1));

/** @throws `BAD_USER_INPUT` unless it is a day that exists, of the years 1900 to 2999. */
export function requireDay(value: unknown, field: string): Day {
  const isDay =
    typeof value === 'string' &&
    form.test(value) &&
    value >= '1900-01-01' &&
    value <= '2999-12-31' &&
    !Number.isNaN(Date.parse(value)) &&
    textOf(Date.parse(value)) === value;
  if (isDay) return value;
  throw badInput(field, 'FORMAT', say`${field} must be a day that exists, as YYYY-MM-DD.`);
}
