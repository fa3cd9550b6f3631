import { type AppealDocument, type ReferralDocument, responsibleUnitIds } from '../record/index.ts';
import type { ReplyOutcome } from '../schema-types.ts';

/** The fields that are read of an appeal. */
export type FactAppeal = Pick<AppealDocument, 'referralId' | 'state' | 'decidedAt'>;

/** The first of those that are responsible, or the first of all. */
function lead(referrals: readonly ReferralDocument[]): ReferralDocument | undefined {
  // By itself, not by its unit: that may have returned an earlier one.
  return referrals.find((referral) => isResponsible(referral, referrals)) ?? referrals[0];
}

/**
 * The outcome of the last final reply of the lead unit, in whichever of its referrals. Once an application is answered
 * anew after an upheld appeal against that reply, the outcome of the new answer.
 */
export function outcomeOf(
  referrals: readonly ReferralDocument[],
  appeals: readonly FactAppeal[],
): ReplyOutcome | null {
  const leading = lead(referrals);
  if (!leading?.open) {
    return finalReply(leading && lastAnswer(leading, referrals, appeals))?.outcome ?? null;
  }
  const own = referrals.filter(({ unitId }) => unitId === leading.unitId);
  const replies = own.flatMap((referral) => finalReply(referral) ?? []);
  return latest(replies)?.outcome ?? null;
}

const latest = (replies: ReferralDocument['replies']) =>
  replies.toSorted((one, other) => one.repliedAt.getTime() - other.repliedAt.getTime()).at(-1);

/** The referral that has answered what was contested anew, or the one that is given. */
function lastAnswer(
  referral: ReferralDocument,
  referrals: readonly ReferralDocument[],
  appeals: readonly FactAppeal[],
): ReferralDocument {
  const upheld = appeals.find(
    ({ referralId, state }) => state === 'UPHELD' && referralId.equals(referral._id),
  );
  // An upheld appeal refers the application anew at the moment of the decision; that unit may pass it on.
  const since = upheld?.decidedAt;
  const next =
    since && referrals.find(({ state, referredAt }) => state === 'ANSWERED' && referredAt >= since);
  return next ? lastAnswer(next, referrals, appeals) : referral;
}

/** The last final reply of a referral. */
export const finalReply = (referral: ReferralDocument | undefined) =>
  referral?.replies.findLast(({ kind }) => kind === 'FINAL');

/** Whether its unit is one of the responsible ones by this referral. */
export function isResponsible(
  { unitId, state, open }: ReferralDocument,
  referrals: readonly ReferralDocument[],
): boolean {
  const isAnyOpen = referrals.some((other) => other.open);
  return (
    (isAnyOpen ? open : state === 'ANSWERED') && responsibleUnitIds(referrals).includes(unitId)
  );
}
