import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  type ApplicationDocument,
  type Loaders,
  type ReferralDocument,
  type ReplyDraftRecord,
  type ReplyRecord,
  isOpen,
  isPassedOn,
} from '../record/index.ts';
import { maySeeReferral, type SeenApplication } from './sight.ts';

/** A referral as one viewer sees it. */
export interface SeenReferral {
  readonly referral: ReferralDocument;
  readonly seen: SeenApplication;
}

/** An approved reply and the unit that gave it. */
export interface SeenReply {
  readonly reply: ReplyRecord;
  readonly unitId: string;
  /** The referral's `_id`. */
  readonly referralId: ReferralDocument['_id'];
  /** Its place among the replies of the referral. */
  readonly index: number;
}

/** The referrals that the viewer sees, in the application's order. */
export async function referralsOf(
  seen: SeenApplication,
  loaders: Loaders,
): Promise<SeenReferral[]> {
  const referrals = await loaders.referralsByApplicationId.load(seen.application._id.toHexString());
  return inOrder(seen.application, referrals)
    .filter((referral) => maySeeReferral(seen, referral))
    .map((referral) => ({ referral, seen }));
}

/** The referral that was forwarded to make this one; null if there is none or the viewer does not see it. */
export async function forwardedFrom(
  { referral, seen }: SeenReferral,
  loaders: Loaders,
): Promise<SeenReferral | null> {
  const id = referral.forwardedFrom;
  if (id === null) return null;
  const referrals = await referralsOf(seen, loaders);
  return referrals.find(({ referral: { _id } }) => _id.equals(id)) ?? null;
}

/** The referral that continues this one; null if there is none or the viewer does not see it. */
export async function forwardedTo(
  { referral, seen }: SeenReferral,
  loaders: Loaders,
): Promise<SeenReferral | null> {
  if (!isPassedOn(referral)) return null;
  const referrals = await referralsOf(seen, loaders);
  return referrals.find((one) => one.referral.forwardedFrom?.equals(referral._id)) ?? null;
}

/**
 * An application's referrals in its order. They are read after the application, so one may have changed since:
 * each is given the state that goes with the application's stage and version, and has not ended while it is open.
 */
export function inOrder(
  application: Pick<ApplicationDocument, 'referrals'>,
  referrals: readonly ReferralDocument[],
): ReferralDocument[] {
  const byId = new Map(referrals.map((referral) => [referral._id.toHexString(), referral]));
  return application.referrals.flatMap(({ id, state }) => {
    const referral = byId.get(id.toHexString());
    if (!referral) return [];
    if (referral.state === state) return referral;
    return { ...referral, state, closedAt: isOpen({ state }) ? null : referral.closedAt };
  });
}

/** Whether the viewer sees the drafts and notes of the unit: the unit and the centre do. */
export function maySeeInside({ referral, seen }: SeenReferral, viewer: Viewer): boolean {
  return viewer?.role === 'EVALUATOR' || seen.isOwnUnit(referral.unitId);
}

/** The approved replies that the viewer sees, oldest first. */
export async function repliesOf(seen: SeenApplication, loaders: Loaders): Promise<SeenReply[]> {
  const referrals = await referralsOf(seen, loaders);
  return referrals
    .flatMap(repliesOfReferral)
    .toSorted((one, other) => one.reply.repliedAt.getTime() - other.reply.repliedAt.getTime());
}

export const isOpenReferral = ({ referral }: SeenReferral) => isOpen(referral);

export function repliesOfReferral({
  referral: { _id: referralId, unitId, replies },
}: SeenReferral): SeenReply[] {
  return replies.map((reply, index) => ({ reply, unitId, referralId, index }));
}

/** The draft that the viewer sees. */
export function draftOf(seenReferral: SeenReferral, viewer: Viewer): ReplyDraftRecord | null {
  const isSeen = isOpenReferral(seenReferral) && maySeeInside(seenReferral, viewer);
  return isSeen ? seenReferral.referral.draft : null;
}
