import { isDeepStrictEqual } from 'node:util';
import type { Types } from 'mongoose';
import type { ApplicationDocument, ReferralDocument } from '../record/index.ts';
import type { Case } from './case.ts';

/** A case before and after a move. On a desk, values are replaced and never altered. */
interface Moved extends Case {
  readonly before: Case;
}

/**
 * The fields of an application that a move writes: its changed fields, and always the dates. The
 * calendar may have changed them in the meantime, without a new version. All written dates must
 * follow from one calendar, which `calendarVersion` names.
 */
export function applicationChanges({ before, application }: Moved): Partial<ApplicationDocument> {
  const { targetDate, statutoryDate, alarmOn, calendarVersion } = application;
  const dates = { targetDate, statutoryDate, alarmOn, calendarVersion };
  return { ...changedFields(before.application, application), ...dates };
}

/** The fields that a move writes to an existing referral. */
interface ReferralChange {
  readonly _id: Types.ObjectId;
  readonly changes: Partial<ReferralDocument>;
}

/**
 * The referrals that a move changes, with their changed fields, and always the date, as for the
 * application. If the move ends the application, nobody computes dates again, so all referrals get
 * the date that the application keeps.
 */
export function referralChanges({ before, application, referrals }: Moved): ReferralChange[] {
  const ends = before.application.open && !application.open;
  const earlier = new Map(before.referrals.map((one) => [one._id.toHexString(), one]));
  return referrals.flatMap((referral): ReferralChange[] => {
    const known = earlier.get(referral._id.toHexString());
    if (!known) return [];
    const changes = changedFields(known, referral);
    if (!ends && Object.keys(changes).length === 0) return [];
    const { _id, statutoryDate, fallsOverdue } = referral;
    return [{ _id, changes: { ...changes, statutoryDate, fallsOverdue } }];
  });
}

/**
 * Whether an application and its referrals and appeals are the same in two readings of a case except for the
 * version: the moves in between have only added to the timeline, or redacted texts.
 */
export function differsOnlyInVersion(earlier: Case, later: Case): boolean {
  const { version } = earlier.application;
  const { application, ...others } = withoutTerms(later);
  return isDeepStrictEqual(withoutTerms(earlier), {
    ...others,
    application: { ...application, version },
  });
}

/** A case without what a job adds beside all moves, so that its subject is found. */
function withoutTerms({ application, referrals, appeals }: Case): Case {
  const without = <Document extends object>(document: Document): Document => ({
    ...document,
    subjectTerms: null,
    redactions: null,
  });
  return { application: without(application), referrals: referrals.map(without), appeals };
}

function changedFields<Document extends object>(
  before: Document,
  after: Document,
): Partial<Document> {
  const changes: Partial<Document> = {};
  for (const field of Object.keys(after) as (keyof Document)[]) {
    const value = after[field];
    if (value !== before[field] && !isDeepStrictEqual(value, before[field])) {
      changes[field] = value;
    }
  }
  return changes;
}
