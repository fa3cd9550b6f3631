import { type LocalDate, addDays, daysBetween, localDateOf } from '../../../lib/kit/local-date.ts';
import type { BusinessCalendar } from '../calendar/index.ts';
import type { AppealKind, ApplicationType, Stage } from '../schema-types.ts';

/** A number of days after the day from which it runs, which is day 0. */
interface Term {
  readonly days: number;
  readonly kind: 'BUSINESS' | 'CALENDAR';
}

interface Clocks {
  /** The service promise. */
  readonly target: Term;
  readonly statutory: Term;
  /** The statutory term once it has been extended; null if the law provides no extension. */
  readonly extendedStatutory: Term | null;
  /** Whether an interim reply meets the statutory date, so that the result may follow later. */
  readonly interimReplyMeetsStatutory: boolean;
}

const target: Term = { days: 14, kind: 'BUSINESS' };

/** Law 3071 (right of petition), article 7. */
const petition: Clocks = {
  target,
  statutory: { days: 30, kind: 'CALENDAR' },
  extendedStatutory: null,
  interimReplyMeetsStatutory: true,
};

/** Law 4982 (right to information), article 11. */
const informationRequest: Clocks = {
  target,
  statutory: { days: 15, kind: 'BUSINESS' },
  extendedStatutory: { days: 30, kind: 'BUSINESS' },
  interimReplyMeetsStatutory: false,
};

const clocksByType: Readonly<Record<ApplicationType, Clocks>> = {
  REQUEST: petition,
  COMPLAINT: petition,
  SUGGESTION: petition,
  OPINION: petition,
  REPORT: petition,
  INFORMATION_REQUEST: informationRequest,
  THANKS: petition,
};

/** Whether an application in this stage still awaits its answer. */
const awaitsAnswer: Readonly<Record<Stage, boolean>> = {
  RECEIVED: true,
  UNDER_EVALUATION: true,
  REFERRED: true,
  IN_PROGRESS: true,
  AWAITING_APPROVAL: true,
  AWAITING_CITIZEN: true,
  ANSWERED: false,
  NOT_PROCESSED: false,
  WITHDRAWN: false,
};

/** Every stage, in the order in which applications usually pass through them. */
export const stages = Object.keys(awaitsAnswer) as readonly Stage[]; // the literal above has no other keys

/** The stages in which an application still awaits its answer. */
export const openStages = stages.filter((stage) => awaitsAnswer[stage]);

/**
 * The time within which an appeal is decided: law 2577, article 11, and for an objection law 4982, article 13.
 */
const appealTerms: Readonly<Record<AppealKind, Term>> = {
  APPEAL: { days: 30, kind: 'CALENDAR' },
  OBJECTION: { days: 30, kind: 'BUSINESS' },
};

/** The facts from which it follows whether an application is overdue. */
export interface OverdueFacts {
  type: ApplicationType;
  stage: Stage;
  statutoryDate: LocalDate;
  /** The day of the first interim reply that was approved in time. */
  interimRepliedOn: LocalDate | null;
}

/** The events that have moved the dates of an application since it was filed. */
export interface ClockHistory {
  /** Days for which the clock was paused: from the first one up to the day on which it resumed. */
  pauses: readonly { from: LocalDate; to: LocalDate }[];
  /** Whether the statutory term was extended; has no effect where the law provides no extension. */
  extended: boolean;
}

const nothingHappened: ClockHistory = { pauses: [], extended: false };

/**
 * The dates of an answer whose clocks run from the day of this instant, such as the filing. Each falls on a business day,
 * and moves by the days waited, counted in its own kind of days.
 * @throws `CalendarRangeError` when that day or one of the dates lies outside the calendar.
 */
export function datesOf(
  type: ApplicationType,
  from: Date,
  calendar: BusinessCalendar,
  { pauses, extended }: ClockHistory = nothingHappened,
): { targetDate: LocalDate; statutoryDate: LocalDate } {
  const { target, statutory, extendedStatutory } = clocksByType[type];
  const fromDay = localDateOf(from);
  const statutoryTerm = (extended && extendedStatutory) || statutory;
  return {
    targetDate: endOf(afterPauses(target, pauses, calendar), fromDay, calendar),
    statutoryDate: endOf(afterPauses(statutoryTerm, pauses, calendar), fromDay, calendar),
  };
}

function afterPauses(
  { days, kind }: Term,
  pauses: ClockHistory['pauses'],
  calendar: BusinessCalendar,
): Term {
  const waited = pauses.map(({ from, to }) =>
    kind === 'BUSINESS' ? calendar.businessDaysBetween(from, to) : daysBetween(from, to),
  );
  return { kind, days: waited.reduce((sum, count) => sum + count, days) };
}

/**
 * The day by which an appeal made at this instant is to be decided, which is a business day. Nothing pauses its clock.
 * @throws `CalendarRangeError` when one of the days lies outside the calendar.
 */
export const appealDateOf = (
  kind: AppealKind,
  appealedAt: Date,
  calendar: BusinessCalendar,
): LocalDate => endOf(appealTerms[kind], localDateOf(appealedAt), calendar);

/** Whether the law provides an extension for this type of application. */
export const canBeExtended = (type: ApplicationType) =>
  clocksByType[type].extendedStatutory !== null;

/**
 * Whether the statutory time for an answer has run out: the application is open, its statutory date
 * has passed and, for petitions, no interim reply was approved by that date. A reply on the
 * statutory date itself is still in time. `today` is the day that the clock shows: while the
 * application awaits the citizen, the clock is paused on the day on which the waiting began.
 */
export function isOverdue(
  { type, stage, statutoryDate, interimRepliedOn }: OverdueFacts,
  today: LocalDate,
): boolean {
  const met = isMetByInterimReply({ type, statutoryDate, interimRepliedOn });
  return isOpenStage(stage) && today > statutoryDate && !met;
}

/**
 * The day of the first interim reply in time, after one on this day. A late interim reply has no effect, even
 * if the date moves afterwards.
 */
export function interimReplyInTime(
  { interimRepliedOn, statutoryDate }: Pick<OverdueFacts, 'interimRepliedOn' | 'statutoryDate'>,
  day: LocalDate,
): LocalDate | null {
  return interimRepliedOn ?? (day <= statutoryDate ? day : null);
}

/** Whether an interim reply was given in time and suffices for this type of application. */
export function isMetByInterimReply({
  type,
  statutoryDate,
  interimRepliedOn,
}: Omit<OverdueFacts, 'stage'>): boolean {
  return (
    clocksByType[type].interimReplyMeetsStatutory &&
    interimRepliedOn !== null &&
    interimRepliedOn <= statutoryDate
  );
}

/**
 * Business days left until the target date: 0 only on that day, negative as soon as it has passed. A day off
 * after the target date counts as the business day that follows; otherwise a weekend would still read 0.
 * `today` is the day that the clock shows, as for `isOverdue`.
 * @throws `CalendarRangeError` when one of the days lies outside the calendar.
 */
export function remainingBusinessDays(
  targetDate: LocalDate,
  today: LocalDate,
  calendar: BusinessCalendar,
): number {
  const days = calendar.businessDaysBetween(today, targetDate);
  return today > targetDate && !calendar.isBusinessDay(today) ? days - 1 : days;
}

/** Whether an answer is still awaited: neither answered nor refused nor withdrawn. */
export function isOpenStage(stage: Stage): boolean {
  return awaitsAnswer[stage];
}

/** A calendar date that falls on a day off moves to the next business day. */
function endOf({ days, kind }: Term, from: LocalDate, calendar: BusinessCalendar): LocalDate {
  return kind === 'BUSINESS'
    ? calendar.addBusinessDays(from, days)
    : calendar.nextBusinessDayFrom(addDays(from, days));
}
