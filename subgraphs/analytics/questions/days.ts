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

/** The same day of the year before; 28 February for the 29th. */
export function yearBefore(day: Day): Day {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}

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
