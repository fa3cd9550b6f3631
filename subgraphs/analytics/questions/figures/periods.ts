import { badInput } from '../../../../lib/kit/errors.ts';
import {
  addDays,
  daysBetween,
  givenDays,
  type LocalDate,
  requireLocalDate,
} from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { DateRange, PreviousPeriod } from '../../schema-types.ts';
import { isFirstOfMonth, isLastOfMonth, monthsBefore } from '../months.ts';
import { dayOf, raw, sql, type Sql, wholeOf } from '../statement.ts';
import type { Placed } from './dimensions.ts';

/** A period with which another one is compared. */
export interface Period {
  readonly range: DateRange;
  /** Where rows of a day of this period stand. */
  readonly placed: (day: Sql) => Placed;
}

/** Where rows of the period itself stand. */
export const placedOn = (day: Sql): Placed => ({ day, inMonth: day, onDay: day });

/** How many months before a period lies that goes by the calendar. */
const months = { MONTH_BEFORE: 1, QUARTER_BEFORE: 3, YEAR_BEFORE: 12 } as const;

/**
 * The period before that of a range.
 * @param field of the range.
 * @throws `BAD_USER_INPUT` unless the range has both ends.
 */
export function periodBefore(
  kind: PreviousPeriod,
  range: DateRange | null | undefined,
  field: string,
): Period {
  if (range?.from == null || range.to == null) {
    const message = say`To compare with a previous period, ${field} needs both ends.`;
    throw badInput('previous', 'CONFLICT', message);
  }
  const from = requireLocalDate(range.from, `${field}.from`);
  const to = requireLocalDate(range.to, `${field}.to`);
  if (kind === 'WEEK_BEFORE') return earlierByDays(from, to, 7);
  if (kind === 'PERIOD_BEFORE') return earlierByDays(from, to, daysBetween(from, to) + 1);
  return earlierByMonths(from, to, months[kind]);
}

/** The range from the first day of which there may be data: earlier ones cannot be given, and nothing lies in them. */
function withData(from: LocalDate, to: LocalDate): DateRange {
  const orFirst = (day: LocalDate) => (day < givenDays.from ? givenDays.from : day);
  return { from: orFirst(from), to: orFirst(to) };
}

const earlierByDays = (from: LocalDate, to: LocalDate, days: number): Period => ({
  range: withData(addDays(from, -days), addDays(to, -days)),
  placed(day) {
    const shifted = sql`CAST(${day} + CAST(${wholeOf(days)} AS INTEGER) AS DATE)`;
    return { day, inMonth: shifted, onDay: shifted };
  },
});

/** Whole months are compared with whole ones, whatever their lengths are; other ranges with the days of the same numbers. */
function earlierByMonths(from: LocalDate, to: LocalDate, number: number): Period {
  const isWhole = isFirstOfMonth(from) && isLastOfMonth(to);
  const lastDay = isWhole ? addDays(monthsBefore(addDays(to, 1), number), -1) : undefined;
  return {
    range: withData(monthsBefore(from, number), lastDay ?? monthsBefore(to, number)),
    placed(day) {
      // The last day of a month that does not have the number: 28 February for 31 January.
      const shifted = sql`CAST(${day} + ${raw(`INTERVAL ${number} MONTH`)} AS DATE)`;
      const isThere = sql`day(${shifted}) = day(${day})`;
      // The first day may have no other than the last of a shorter month: 28 February, for 29 February.
      const onDay = sql`CASE WHEN ${isThere} THEN greatest(${shifted}, ${dayOf(from)}) END`;
      return { day, inMonth: shifted, onDay };
    },
  };
}
