import type { ApplicationDocument } from './application.model.ts';
import type { BusinessCalendar } from './calendar/business-calendar.ts';
import type { LocalDate } from './calendar/local-date.ts';
import { isOpenStage, isOverdue, remainingBusinessDays } from './clocks.ts';

/** The day that an application's clock shows: it rests while the citizen is asked for more. */
const clockDay = ({ awaitingCitizenSince }: ApplicationDocument, today: LocalDate) =>
  awaitingCitizenSince ?? today;

export function overdueOn(application: ApplicationDocument, today: LocalDate): boolean {
  return isOverdue(application, clockDay(application, today));
}

/** Null when no answer is awaited any more. */
export function remainingDaysOn(
  application: ApplicationDocument,
  today: LocalDate,
  calendar: BusinessCalendar,
): number | null {
  return isOpenStage(application.stage)
    ? remainingBusinessDays(application.targetDate, clockDay(application, today), calendar)
    : null;
}
