import { badInput } from './errors.ts';
import { say } from './say.ts';

/**
 * A calendar day in Türkiye (Europe/Istanbul), `YYYY-MM-DD`, years 0000 to 9999. Days compare as their strings
 * do.
 */
export type LocalDate = string;

/** Days from the first to the last, which belong to them. */
interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The days that clients may give, as the scalar `Date` in each SDL file says. */
export const givenDays: Days = { from: '1900-01-01', to: '2999-12-31' };

const millisecondsPerDay = 86_400_000;
const millisecondsPerHour = 3_600_000;

/** Türkiye has kept UTC+3 all year since September 2016, so no time-zone data is needed. */
const utcOffsetMs = 3 * millisecondsPerHour;

const pattern = /^\d{4}-\d{2}-\d{2}$/;
const lastYear = 9999;

/** The day in Türkiye at an instant. Throws a `RangeError` for an invalid instant or one outside the years. */
export function localDateOf(instant: Date): LocalDate {
  return format(instant.getTime() + utcOffsetMs);
}

/** The first instant of a day in Türkiye. Throws a `RangeError` for an invalid day. */
export function startOfDay(date: LocalDate): Date {
  return new Date(existingUtcMidnightOf(date) - utcOffsetMs);
}

/** The instant at which a day ends in Türkiye, which is the first one of the next day. */
export function endOfDay(date: LocalDate): Date {
  return new Date(startOfDay(date).getTime() + millisecondsPerDay);
}

/** The hour of the day in Türkiye at an instant, 0 to 23. */
export function localHourOf(instant: Date): number {
  return new Date(instant.getTime() + utcOffsetMs).getUTCHours();
}

/** Whether this names a day that exists: 2025-02-29 does not. */
export function isLocalDate(value: string): boolean {
  return !Number.isNaN(utcMidnightOf(value));
}

/** `n` calendar days later; earlier for a negative `n`. Throws a `RangeError` when there is no such day. */
export function addDays(date: LocalDate, n: number): LocalDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`${n} is not a whole number of days`);
  return format(existingUtcMidnightOf(date) + n * millisecondsPerDay);
}

/**
 * Calendar days from `a` to `b`, negative when `b` is the earlier. Throws a `RangeError` for an invalid day.
 */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return (existingUtcMidnightOf(b) - existingUtcMidnightOf(a)) / millisecondsPerDay;
}

/**
 * Checks a day that a client gives.
 * @param days those that may be given here, the first and the last included.
 * @throws `BAD_USER_INPUT`: `FORMAT` unless it names a day that exists, `RANGE` with the limits for one outside of them.
 */
export function requireLocalDate(
  value: unknown,
  field: string,
  { from: min, to: max }: Days = givenDays,
): LocalDate {
  if (typeof value !== 'string' || !isLocalDate(value)) {
    throw badInput(field, 'FORMAT', say`${field} must be a day that exists, as YYYY-MM-DD.`);
  }
  if (value >= min && value <= max) return value;
  throw badInput(field, 'RANGE', say`${field} must be ${min} to ${max}.`, { min, max });
}

/** The first day of a month: 1 is January, 0 the December before, 13 the January after. */
export function firstOfMonth(year: number, month: number): LocalDate {
  return format(Date.UTC(year, month - 1));
}

/** NaN when there is no such day. */
function utcMidnightOf(value: string): number {
  if (!pattern.test(value)) return Number.NaN;
  const milliseconds = Date.parse(value);
  // `Date.parse` accepts 30 February as a day in March.
  return new Date(milliseconds).getUTCDate() === Number(value.slice(8)) ? milliseconds : Number.NaN;
}

function existingUtcMidnightOf(date: LocalDate): number {
  const milliseconds = utcMidnightOf(date);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${date}" is not a calendar day`);
  return milliseconds;
}

function format(milliseconds: number): LocalDate {
  // Assembled from its parts: `toISOString` takes more than twice as long.
  const day = new Date(milliseconds);
  const year = day.getUTCFullYear();
  if (!(year >= 0 && year <= lastYear)) {
    throw new RangeError('The instant is invalid or outside the years 0000 to 9999');
  }
  return `${padded(year, 4)}-${padded(day.getUTCMonth() + 1, 2)}-${padded(day.getUTCDate(), 2)}`;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
