import { addDays, firstOfMonth, type LocalDate } from '../../../lib/kit/local-date.ts';

/** The same day some months before or, where that month does not have it, its last day. */
export function monthsBefore(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const same = addDays(firstOfMonth(year, month - months), date - 1);
  const last = addDays(firstOfMonth(year, month - months + 1), -1);
  return same < last ? same : last;
}

export const isFirstOfMonth = (day: LocalDate): boolean => day.endsWith('-01');
export const isLastOfMonth = (day: LocalDate): boolean => isFirstOfMonth(addDays(day, 1));
