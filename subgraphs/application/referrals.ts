import type { Loaders } from './loaders.ts';
import type { ReferralDocument, ReplyRecord } from './referral.model.ts';
import { maySeeReferral, type SeenApplication } from './sight.ts';
import { openReferralStates } from './stage.ts';

/** A referral as one viewer sees it. */
export interface SeenReferral {
  readonly referral: ReferralDocument;
  readonly seen: SeenApplication;
}

/** An approved reply and the unit that gave it. */
export interface SeenReply {
  readonly reply: ReplyRecord;
  readonly unitId: string;
}

/** The referrals that the viewer sees, in the order in which they were made. */
export async function referralsOf(
  seen: SeenApplication,
  loaders: Loaders,
): Promise<SeenReferral[]> {
  const referrals = await loaders.referralsByApplicationId.load(seen.application._id.toHexString());
  const byId = new Map(referrals.map((referral) => [referral._id.toHexString(), referral]));
  return seen.application.referrals.flatMap(({ id }) => {
    const referral = byId.get(id.toHexString());
    return referral && maySeeReferral(seen, referral) ? [{ referral, seen }] : [];
  });
}

/** The approved replies that the viewer sees, oldest first. */
export async function repliesOf(seen: SeenApplication, loaders: Loaders): Promise<SeenReply[]> {
  const referrals = await referralsOf(seen, loaders);
  return referrals
    .flatMap(repliesOfReferral)
    .toSorted((one, other) => one.reply.repliedAt.getTime() - other.reply.repliedAt.getTime());
}

export const isOpenReferral = ({ referral }: SeenReferral) =>
  openReferralStates.includes(referral.state);

export function repliesOfReferral({ referral }: SeenReferral): SeenReply[] {
  return referral.replies.map((reply) => ({ reply, unitId: referral.unitId }));
}
