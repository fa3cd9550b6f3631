import { badInput } from '../../../../lib/kit/errors.ts';
import { type LocalDate, requireLocalDate } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { Mentioned } from '../filter/mentioned.ts';
import { dayOf, raw } from '../statement.ts';
import type { Grouped } from './grouped.ts';
import type { Subject } from './subject.ts';

interface Given {
  groupBy: readonly string[];
  onDays?: readonly unknown[] | null | undefined;
  previous?: unknown;
}

const mostDays = 31;

/**
 * The rows as they are now, or as they were at the end of some days.
 * @throws `BAD_USER_INPUT` for the days, and where they do not fit the dimensions.
 */
export function momentOf<Filter>(
  { source, onDays: sourceOn }: Pick<Subject<Filter>, 'source' | 'onDays'>,
  { groupBy, onDays, previous }: Given,
  { today, mentioned }: { readonly today: LocalDate; readonly mentioned: Mentioned },
): Pick<Grouped, 'source' | 'today'> {
  const isGrouped = groupBy.includes('ON_DAY');
  if (onDays == null || !sourceOn) {
    if (!isGrouped) return { source, today: dayOf(today) };
    throw badInput('groupBy', 'CONFLICT', say`Only with onDays are there groups by ON_DAY.`);
  }
  const days = onDays.map((day, index) => requireLocalDate(day, `onDays[${index}]`));
  if (days.length < 1 || days.length > mostDays || new Set(days).size < days.length) {
    const message = say`onDays must name 1 to ${mostDays} days, each once.`;
    throw badInput('onDays', 'RANGE', message, { min: 1, max: mostDays });
  }
  if (days.length > 1 && !isGrouped) {
    throw badInput('groupBy', 'CONFLICT', say`With several days, group by ON_DAY.`);
  }
  if (previous != null) {
    throw badInput('previous', 'CONFLICT', say`previous and onDays cannot be together.`);
  }
  for (const [index, day] of days.entries()) {
    mentioned.days({ from: day, to: day }, 'past', `onDays[${index}]`);
  }
  return { source: sourceOn(days), today: raw('on_day') };
}
