import type { ApplicationDigest } from './application.model.ts';
import type { BusinessCalendar } from './calendar/business-calendar.ts';
import { inKnownYears } from './calendar/known-years.ts';
import type { LocalDate } from './calendar/local-date.ts';
import { isOpenStage, isOverdue, remainingBusinessDays } from './clocks.ts';

/** The day that an application's clock shows: it rests while the citizen is asked for more. */
const clockDay = ({ awaitingCitizenSince }: ApplicationDigest, today: LocalDate) =>
  awaitingCitizenSince ?? today;

export function overdueOn(application: ApplicationDigest, today: LocalDate): boolean {
  return isOverdue(application, clockDay(application, today));
}

/**
 * Null when no answer is awaited any more.
 * @throws `UNAVAILABLE` while the calendar is not known, or not for the days between.
 */
export function remainingDaysOn(
  application: ApplicationDigest,
  today: LocalDate,
  calendar: () => BusinessCalendar,
): number | null {
  if (!isOpenStage(application.stage)) return null;
  const day = clockDay(application, today);
  return inKnownYears(() => remainingBusinessDays(application.targetDate, day, calendar()));
}
