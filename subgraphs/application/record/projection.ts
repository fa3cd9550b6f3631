import { type LocalDate, localDateOf } from '../../../lib/kit/local-date.ts';
import { alarmDayOf, overdueDayOf } from './alarms.ts';
import type { ApplicationDocument } from './application.model.ts';
import type { HeldCalendar } from '../calendar/index.ts';
import { datesOf, isOpenStage } from './clocks.ts';
import { clocksRunFrom } from './earlier-answers.ts';
import { recordPassings, summaryOf } from './passed-on.ts';
import type { ReferralDocument } from './referral.model.ts';
import { deriveStage, isOpen } from './stage.ts';

/**
 * Sets every derived field of an application and its referrals: stage, dates, and the fields by which inbox,
 * queue and jobs find them. `at` is the moment of the change, when a pause begins or ends; `version` is the one
 * that the change makes. Nothing else derives stored fields.
 */
export function project(
  application: ApplicationDocument,
  referrals: readonly ReferralDocument[],
  held: HeldCalendar,
  at: Date,
): void {
  application.stage = deriveStage({
    withdrawn: application.withdrawnAt !== null,
    refused: application.refusalReason !== null,
    claimed: application.claimedAt !== null,
    referrals,
  });
  const wasOpen = application.open;
  application.open = isOpenStage(application.stage);
  application.answeredAt = application.stage === 'ANSWERED' ? (application.answeredAt ?? at) : null;
  // A release without this field may have opened the application again.
  if (application.open) application.closedAt = null;
  else if (wasOpen) application.closedAt = at;
  application.awaitsCentre =
    application.open &&
    (application.stage === 'RECEIVED' ||
      application.stage === 'UNDER_EVALUATION' ||
      referrals.some(({ state }) => state === 'RETURNED'));
  const hasWaited = rest(application, localDateOf(at));
  for (const referral of referrals) {
    referral.open = isOpen(referral);
    if (referral.open) referral.closedAt = null;
    else referral.closedAt ??= at;
  }
  // An application that waited for its citizen until it ended has waited nevertheless.
  if (hasWaited && !application.open) date(application, held);
  projectDates(application, referrals, held);
  recordPassings(application, referrals, at);
  application.referrals = referrals.map(summaryOf);
}

/**
 * Sets the dates, which follow from stored fields and the calendar alone, and the fields that follow from the
 * dates. Called on its own when the calendar has changed: nothing else changes then.
 */
export function projectDates(
  application: ApplicationDocument,
  referrals: readonly ReferralDocument[],
  held: HeldCalendar,
): void {
  // An application that has ended keeps its last dates.
  if (application.open) date(application, held);
  application.alarmOn = alarmDayOf(application);
  const fallsOverdue = overdueDayOf(application) !== null;
  for (const referral of referrals) {
    referral.statutoryDate = application.statutoryDate;
    referral.fallsOverdue = referral.open && fallsOverdue;
  }
}

function date(application: ApplicationDocument, { calendar, version }: HeldCalendar): void {
  const { type, pauses, extendedOn } = application;
  const history = { pauses, extended: extendedOn !== null };
  Object.assign(application, datesOf(type, clocksRunFrom(application), calendar, history));
  application.calendarVersion = version;
}

/**
 * The clock is paused while the application awaits its citizen. @returns whether it resumes now.
 */
function rest(application: ApplicationDocument, today: LocalDate): boolean {
  const { stage, awaitingCitizenSince } = application;
  if (stage === 'AWAITING_CITIZEN') {
    application.awaitingCitizenSince ??= today;
    return false;
  }
  if (awaitingCitizenSince === null) return false;
  application.pauses = [...application.pauses, { from: awaitingCitizenSince, to: today }];
  application.awaitingCitizenSince = null;
  return true;
}
