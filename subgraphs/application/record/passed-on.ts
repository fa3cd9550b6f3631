import { overdueDayOf } from './alarms.ts';
import type { ApplicationDocument, PassedOnRecord, ReferralSummary } from './application.model.ts';
import { localDateOf } from '../calendar/index.ts';
import type { ReferralDocument } from './referral.model.ts';
import { isPassedOn } from './stage.ts';

/** What version and clock of an application follow from. */
type Clocked = Parameters<typeof overdueDayOf>[0] & Pick<ApplicationDocument, 'open' | 'version'>;

/** What version and clock of an application show after a change at this moment. */
export function clockRecordOf(application: Clocked, at: Date): PassedOnRecord {
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
 * Records with each referral that has just been passed on what its unit goes on seeing. The application still
 * has the summaries of before: what was passed on by then gets no record of a later moment, not even where it
 * has none; nor does what was returned and is cancelled now.
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

/** What an application shows of a referral. */
export function summaryOf({ _id: id, unitId, state, passedOn }: ReferralDocument): ReferralSummary {
  return { id, unitId, state, ...(passedOn && { passedOn }) };
}

/**
 * What the units of several referrals, all of them passed on, go on seeing: what was the last to be recorded.
 * Null where one has no record, so that it is not known what was the last.
 */
export function lastPassing(referrals: readonly ReferralSummary[]): PassedOnRecord | null {
  const records = referrals.flatMap(({ passedOn }) => passedOn ?? []);
  if (records.length < referrals.length) return null;
  return records.toSorted((one, other) => other.version - one.version)[0] ?? null;
}
