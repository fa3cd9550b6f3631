import type { LocalDate } from '../../../lib/kit/local-date.ts';
import {
  type AppealDocument,
  type ApplicationDigest,
  isOpenStage,
  isOverdue,
  remainingBusinessDays,
} from '../record/index.ts';
import { type BusinessCalendar, inKnownYears } from '../calendar/index.ts';
import { datesSeen, type SeenApplication } from './sight.ts';

/**
 * The day that an application's clock shows: the clock is paused while the citizen is asked for
 * more.
 */
const clockDay = ({ awaitingCitizenSince }: ApplicationDigest, today: LocalDate) =>
  awaitingCitizenSince ?? today;

export function overdueOn(application: ApplicationDigest, today: LocalDate): boolean {
  return isOverdue(application, clockDay(application, today));
}

/** Whether the application is overdue; for a viewer who has passed it on, whether it was overdue then. */
export const overdueSeen = ({ application, passedOn }: SeenApplication, today: LocalDate) =>
  passedOn ? passedOn.overdue : overdueOn(application, today);

/**
 * Null when no answer is awaited. A viewer who has passed the application on sees the days left at that moment.
 * @throws `UNAVAILABLE` while the calendar is not known, or not for the days in between.
 */
export function remainingDaysOn(
  seen: SeenApplication,
  today: LocalDate,
  calendar: () => BusinessCalendar,
): number | null {
  const { application, passedOn } = seen;
  if (!isOpenStage(application.stage)) return null;
  const day = passedOn ? passedOn.on : clockDay(application, today);
  return inKnownYears(() => remainingBusinessDays(datesSeen(seen).targetDate, day, calendar()));
}

/** Whether the time for the decision of an appeal has run out. */
export const isAppealOverdue = (
  { state, targetDate }: Pick<AppealDocument, 'state' | 'targetDate'>,
  today: LocalDate,
): boolean => state === 'PENDING' && targetDate < today;

/**
 * Null once the appeal is decided.
 * @throws `UNAVAILABLE` while the calendar is not known, or not for the days in between.
 */
export const remainingDaysOfAppeal = (
  { state, targetDate }: Pick<AppealDocument, 'state' | 'targetDate'>,
  today: LocalDate,
  calendar: () => BusinessCalendar,
): number | null =>
  state === 'PENDING'
    ? inKnownYears(() => remainingBusinessDays(targetDate, today, calendar()))
    : null;
