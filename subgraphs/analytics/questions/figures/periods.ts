import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { DateRange, PreviousPeriod } from '../../schema-types.ts';
import { addDays, daysBetween, requireDay, yearBefore } from '../days.ts';
import { sql, type Sql, wholeOf } from '../statement.ts';

/** A period with which another one is compared. */
export interface Period {
  readonly range: DateRange;
  /** The day of the compared period that a day of this one stands beside. */
  readonly shifted: (day: Sql) => Sql;
}

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
  const from = requireDay(range.from, `${field}.from`);
  const to = requireDay(range.to, `${field}.to`);
  if (kind === 'YEAR_BEFORE') {
    return {
      range: { from: yearBefore(from), to: yearBefore(to) },
      shifted: (day) => sql`CAST(${day} + INTERVAL 1 YEAR AS DATE)`,
    };
  }
  const days = daysBetween(from, to) + 1;
  return {
    range: { from: addDays(from, -days), to: addDays(from, -1) },
    shifted: (day) => sql`CAST(${day} + CAST(${wholeOf(days)} AS INTEGER) AS DATE)`,
  };
}
