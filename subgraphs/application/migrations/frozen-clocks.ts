import { addDays, daysBetween, type LocalDate, localDateOf } from '../../../lib/kit/local-date.ts';
import type { BusinessCalendar } from '../calendar/index.ts';
import type { Application, Pause } from './frozen-documents.ts';

/**
 * The rules of dates by which 0008 and 0012 write, as they were when these migrations landed. They do not follow
 * `record/`: a change of the rules there is a migration of its own, which finds what these have written.
 */

interface Term {
  readonly days: number;
  readonly kind: 'BUSINESS' | 'CALENDAR';
}

const target: Term = { days: 14, kind: 'BUSINESS' };
const informationRequest = 'INFORMATION_REQUEST';

/** Law 4982, article 11, and law 3071, article 7, which provides no extension. */
function statutoryTerm(type: string, extended: boolean): Term {
  if (type !== informationRequest) return { days: 30, kind: 'CALENDAR' };
  return { days: extended ? 30 : 15, kind: 'BUSINESS' };
}

interface ClockHistory {
  pauses: readonly Pause[];
  extended: boolean;
}

/** @throws CalendarRangeError when one of the days lies outside the calendar. */
export function datesOf(
  type: string,
  from: Date,
  calendar: BusinessCalendar,
  { pauses, extended }: ClockHistory,
): Pick<Application, 'targetDate' | 'statutoryDate'> {
  const fromDay = localDateOf(from);
  const dateOf = (term: Term) => endOf(afterPauses(term, pauses, calendar), fromDay, calendar);
  return { targetDate: dateOf(target), statutoryDate: dateOf(statutoryTerm(type, extended)) };
}

/** Law 2577, article 11, and for an objection law 4982, article 13. @throws as `datesOf` does. */
export const appealDateOf = (
  kind: string,
  appealedAt: Date,
  calendar: BusinessCalendar,
): LocalDate =>
  endOf(
    { days: 30, kind: kind === 'OBJECTION' ? 'BUSINESS' : 'CALENDAR' },
    localDateOf(appealedAt),
    calendar,
  );

function afterPauses(
  { days, kind }: Term,
  pauses: readonly Pause[],
  calendar: BusinessCalendar,
): Term {
  const waited = pauses.map(({ from, to }) =>
    kind === 'BUSINESS' ? calendar.businessDaysBetween(from, to) : daysBetween(from, to),
  );
  return { kind, days: waited.reduce((sum, count) => sum + count, days) };
}

const endOf = ({ days, kind }: Term, from: LocalDate, calendar: BusinessCalendar): LocalDate =>
  kind === 'BUSINESS'
    ? calendar.addBusinessDays(from, days)
    : calendar.nextBusinessDayFrom(addDays(from, days));

export const clocksRunFrom = ({
  earlierAnswers,
  filedAt,
}: Pick<Application, 'earlierAnswers' | 'filedAt'>): Date =>
  earlierAnswers?.at(-1)?.reopenedAt ?? filedAt;

type OnTheClock = Pick<
  Application,
  'type' | 'targetDate' | 'statutoryDate' | 'interimRepliedOn' | 'awaitingCitizenSince'
>;

/** The first day on which an open application is overdue as things stand; null when it cannot become overdue. */
export function overdueDayOf(application: Omit<OnTheClock, 'targetDate'>): LocalDate | null {
  const { type, interimRepliedOn, statutoryDate } = application;
  const isMet =
    type !== informationRequest && interimRepliedOn !== null && interimRepliedOn <= statutoryDate;
  return isMet ? null : dayAfter(application, statutoryDate);
}

/** The next day on which a passed date is to be reported; null when there is none. */
export function alarmDayOf(
  application: OnTheClock & Pick<Application, 'open' | 'targetPassedTold' | 'statutoryPassedTold'>,
): LocalDate | null {
  if (!application.open) return null;
  const days = [
    application.targetPassedTold ? null : dayAfter(application, application.targetDate),
    application.statutoryPassedTold ? null : overdueDayOf(application),
  ];
  return days.filter((day) => day !== null).toSorted()[0] ?? null;
}

/** A date passes on the day after it, and none while the clock is paused. */
const dayAfter = (
  { awaitingCitizenSince }: Pick<Application, 'awaitingCitizenSince'>,
  date: LocalDate,
): LocalDate | null =>
  awaitingCitizenSince === null || awaitingCitizenSince > date ? addDays(date, 1) : null;
