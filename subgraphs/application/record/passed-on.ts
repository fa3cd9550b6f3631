import { localDateOf } from '../../../lib/kit/local-date.ts';
import { overdueDayOf } from './alarms.ts';
import type { ApplicationDocument, PassedOnRecord, ReferralSummary } from './application.model.ts';
import { type Classification, classificationOf } from './classification.ts';
import type { ReferralDocument } from './referral.model.ts';
import { isPassedOn } from './stage.ts';

/** The fields that determine the version and clock of an application. */
type Clocked = Parameters<typeof overdueDayOf>[0] & Pick<ApplicationDocument, 'open' | 'version'>;

/** The version and clock of an application after a change at this moment. */
function clockRecordOf(application: Clocked, at: Date): PassedOnRecord {
  const { version, targetDate, statutoryDate, open, awaitingCitizenSince } = application;
  const today = localDateOf(at);
  const overdueFrom = overdueDayOf(application);
  return {
    version,
    targetDate,
    statutoryDate,
    overdue: open && overdueFrom !== null && overdueFrom <= today,
    on: awaitingCitizenSince ?? today,
  };
}

/**
 * Records, on each referral that has just been passed on, the version and clock that its unit will
 * still see. The application still has the summaries from before the move: a referral that was
 * already passed on gets no record of a later moment, even if it has none. The same holds for a
 * returned referral that is cancelled now.
 */
export function recordPassings(
  application: Clocked & Pick<ApplicationDocument, 'referrals'>,
  referrals: readonly ReferralDocument[],
  at: Date,
): void {
  const earlier = new Set(application.referrals.filter(isPassedOn).map(({ id }) => String(id)));
  for (const referral of referrals.filter(isPassedOn)) {
    if (!earlier.has(String(referral._id))) referral.passedOn ??= clockRecordOf(application, at);
  }
}

/**
 * The record of a unit that has passed an application on, after a correction: it keeps what the unit still sees.
 * @param earlier what the application was before the correction.
 */
export const withEarlier = (passedOn: PassedOnRecord, earlier: Classification): PassedOnRecord => ({
  classification: classificationOf(earlier),
  ...passedOn,
});

/** The part of a referral that its application shows. */
export function summaryOf({ _id: id, unitId, state, passedOn }: ReferralDocument): ReferralSummary {
  return { id, unitId, state, ...(passedOn && { passedOn }) };
}

/**
 * The version and clock that the units of several referrals, all of them passed on, still see: the
 * latest record. Null if one referral has no record, because it is then unknown which was the
 * latest.
 */
export function lastPassing(referrals: readonly ReferralSummary[]): PassedOnRecord | null {
  const records = referrals.flatMap(({ passedOn }) => passedOn ?? []);
  if (records.length < referrals.length) return null;
  return records.toSorted((one, other) => other.version - one.version)[0] ?? null;
}
