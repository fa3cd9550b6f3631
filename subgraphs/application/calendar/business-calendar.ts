import { type Message, say } from '../../../lib/kit/say.ts';
import { type LocalDate, addDays, isLocalDate } from '../../../lib/kit/local-date.ts';
import holidays from './public-holidays.json' with { type: 'json' };

/** The given or the resulting day lies outside the years whose holidays are known. */
export class CalendarRangeError extends RangeError {
  override readonly name = 'CalendarRangeError';
  /** For people. */
  readonly said: Message;

  constructor(said: Message) {
    super(String(said));
    this.said = said;
  }
}

/**
 * The business days of Türkiye. Every function throws a `CalendarRangeError` for a day outside `range` and when
 * its result would be outside, and a `RangeError` for a string that is not a calendar day.
 */
export interface BusinessCalendar {
  /** The first and the last day known. */
  readonly range: { readonly from: LocalDate; readonly to: LocalDate };
  /** The given days of administrative leave. */
  readonly leaveDays: ReadonlySet<LocalDate>;
  readonly isBusinessDay: (date: LocalDate) => boolean;
  /**
   * The n-th business day after `date`, which is day 0 whether it is a business day or not: for 0 the result is
   * `date` itself. Throws a `RangeError` when `n` is negative or not an integer.
   */
  readonly addBusinessDays: (date: LocalDate, n: number) => LocalDate;
  /** `date` itself when it is a business day, otherwise the first one after it. */
  readonly nextBusinessDayFrom: (date: LocalDate) => LocalDate;
  /**
   * How many business days come after `from` up to and including `to`. With `to` before `from`, the negated
   * count of the opposite direction; hence 0 when there are only days off in between.
   */
  readonly businessDaysBetween: (from: LocalDate, to: LocalDate) => number;
}

interface BusinessCalendarOptions {
  /** Days of administrative leave (idari izin), which is decreed ad hoc; each within the range. */
  leaveDays?: Iterable<LocalDate>;
  /** Whether days with work until 13:00 count as business days: they do unless this is false. */
  halfDaysAreBusinessDays?: boolean;
}

/** The years of `public-holidays.json`; religious holidays are announced some years ahead. */
const range = { from: '2024-01-01', to: holidays.confirmedThrough } as const;

/** Sunday and Saturday, as `Date` numbers them. */
const weekend: readonly number[] = [0, 6];

/**
 * Business days exclude Saturdays, Sundays, public holidays (law 2429) and administrative leave. A day that is
 * off for several reasons is off once; a day that is both whole and half is whole. Takes a few milliseconds
 * because it counts all days in advance; the calendar's functions then only look up.
 */
export function createBusinessCalendar({
  leaveDays = [],
  halfDaysAreBusinessDays = true,
}: BusinessCalendarOptions = {}): BusinessCalendar {
  const leave: ReadonlySet<LocalDate> = new Set(leaveDays);
  const daysOff = new Set<LocalDate>([
    ...Object.keys(holidays.full),
    ...(halfDaysAreBusinessDays ? [] : Object.keys(holidays.halfDayFrom13)),
    ...leave,
  ]);

  const businessDays: LocalDate[] = [];
  /** For each day of the range, how many business days there are up to and including it. */
  const counts = new Map<LocalDate, number>();
  for (let date: LocalDate = range.from; date <= range.to; date = addDays(date, 1)) {
    if (!isWeekend(date) && !daysOff.has(date)) businessDays.push(date);
    counts.set(date, businessDays.length);
  }

  function countUpTo(date: LocalDate): number {
    return counts.get(date) ?? refuse(date);
  }

  function isBusinessDay(date: LocalDate): boolean {
    return businessDays[countUpTo(date) - 1] === date;
  }

  function addBusinessDays(date: LocalDate, n: number): LocalDate {
    if (!Number.isSafeInteger(n) || n < 0) {
      throw new RangeError(`${n} is not a whole number of business days`);
    }
    const position = countUpTo(date) + n - 1;
    if (n === 0) return date;
    return businessDays[position] ?? outside(say`Business day ${n} after ${date}`);
  }

  for (const date of leave) countUpTo(date);

  return {
    range,
    leaveDays: leave,
    isBusinessDay,
    addBusinessDays,
    nextBusinessDayFrom: (date) => (isBusinessDay(date) ? date : addBusinessDays(date, 1)),
    businessDaysBetween: (from, to) => countUpTo(to) - countUpTo(from),
  };
}

function isWeekend(date: LocalDate): boolean {
  // A date without a time is read as UTC, so the zone of the process does not matter.
  return weekend.includes(new Date(date).getUTCDay());
}

function refuse(date: LocalDate): never {
  if (!isLocalDate(date)) throw new RangeError(`"${date}" is not a calendar day`);
  return outside(say`${date}`);
}

function outside(what: Message): never {
  throw new CalendarRangeError(
    say`${what} is outside ${range.from} to ${range.to}, the years whose public holidays are known.`,
  );
}
