import { addDays, type LocalDate } from '../../../lib/kit/local-date.ts';
import type { ApplicationDocument } from './application.model.ts';
import { isMetByInterimReply } from './clocks.ts';
import type { TimelineEvent } from '../schema-types.ts';
import type { ReferralDocument } from './referral.model.ts';
import { isOpen } from './stage.ts';

/** A date whose passing is reported, once for each application. */
interface Alarm {
  readonly event: Extract<TimelineEvent, 'TARGET_PASSED' | 'STATUTORY_PASSED'>;
  /** Whether it has been reported. */
  readonly reportedField: 'targetPassedTold' | 'statutoryPassedTold';
  /** The day on which the date counts as passed; null while it cannot pass as things stand. */
  readonly dayOf: (application: ApplicationDocument) => LocalDate | null;
}

/** In the order in which they are reported when both have passed. */
const alarms: readonly Alarm[] = [
  {
    event: 'TARGET_PASSED',
    reportedField: 'targetPassedTold',
    dayOf: (application) => passedOn(application, application.targetDate),
  },
  {
    event: 'STATUTORY_PASSED',
    reportedField: 'statutoryPassedTold',
    dayOf: overdueDayOf,
  },
];

type OnTheClock = Pick<
  ApplicationDocument,
  'type' | 'targetDate' | 'statutoryDate' | 'interimRepliedOn' | 'awaitingCitizenSince'
>;

/**
 * The first day on which an open application is overdue as things stand; null when it cannot become overdue.
 */
export function overdueDayOf(application: OnTheClock): LocalDate | null {
  return isMetByInterimReply(application) ? null : passedOn(application, application.statutoryDate);
}

/** The next day on which a passed date is to be reported; null when there is none. */
export function alarmDayOf(application: ApplicationDocument): LocalDate | null {
  const days = pending(application).flatMap(({ dayOf }) => dayOf(application) ?? []);
  return days.toSorted()[0] ?? null;
}

/** The alarms that are due on a day and have not been reported. */
export function alarmsDue(application: ApplicationDocument, today: LocalDate): Alarm[] {
  return pending(application).filter(({ dayOf }) => {
    const day = dayOf(application);
    return day !== null && day <= today;
  });
}

/**
 * Expects the dates of an application anew after its clock has changed, so that a date is reported which had passed
 * and now lies ahead. One that has passed by the present clock, too, is not reported again.
 */
export function expectAlarmsFrom(application: ApplicationDocument, today: LocalDate): void {
  for (const { reportedField, dayOf } of alarms) {
    const day = dayOf(application);
    if (day === null || day > today) application[reportedField] = false;
  }
}

/** Whether a passed deadline has been reported. */
export const isLate = (application: ApplicationDocument) =>
  alarms.some(({ reportedField }) => application[reportedField]);

/** Raises the open referrals to the units above theirs. @returns those units, the one above the lead first. */
export function raise(
  referrals: readonly ReferralDocument[],
  unitAbove: (unitId: string) => string,
): string[] {
  const open = referrals.filter(isOpen);
  for (const referral of open) referral.raisedToUnitId = unitAbove(referral.unitId);
  return [...new Set(open.flatMap(({ raisedToUnitId }) => raisedToUnitId ?? []))];
}

function pending(application: ApplicationDocument): Alarm[] {
  return application.open ? alarms.filter(({ reportedField }) => !application[reportedField]) : [];
}

/** A date passes on the day after it. While the clock is paused, no further date passes. */
function passedOn({ awaitingCitizenSince }: OnTheClock, date: LocalDate): LocalDate | null {
  return awaitingCitizenSince === null || awaitingCitizenSince > date ? addDays(date, 1) : null;
}
