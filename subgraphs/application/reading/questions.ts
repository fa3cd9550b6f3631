import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { Loaders, ReferralDocument } from '../record/index.ts';
import { referralsOf, type SeenReferral } from './referrals.ts';
import type { SeenApplication } from './sight.ts';
import { timelineOf } from './timeline.ts';

/** A unit's question that the applicant has not answered. */
export interface OpenQuestion {
  readonly text: string;
  readonly askedAt: Date;
  readonly referral: SeenReferral;
}

/** The question to which the unit of a referral awaits the answer; null if it awaits none. */
export async function questionOf(
  seenReferral: SeenReferral,
  viewer: Viewer,
  loaders: Loaders,
): Promise<OpenQuestion | null> {
  const { referral, seen } = seenReferral;
  if (referral.state !== 'AWAITING_CITIZEN') return null;
  const chain = await chainTo(referral, loaders);
  const timeline = await timelineOf(seen, viewer, loaders);
  const asked = timeline.findLast(
    ({ entry: { event, referralId } }) =>
      event === 'CLARIFICATION_REQUESTED' && chain.has(String(referralId)),
  );
  if (!asked) return null;
  return { text: asked.entry.note ?? '', askedAt: asked.entry.at, referral: seenReferral };
}

/** The open questions of an application, in the order of its referrals. */
export async function openQuestionsOf(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<OpenQuestion[]> {
  const referrals = await referralsOf(seen, loaders);
  const questions = await Promise.all(referrals.map((one) => questionOf(one, viewer, loaders)));
  return questions.filter((question) => question !== null);
}

/** The ids of a referral and of those that it continues: a unit that takes over also takes over the question. */
async function chainTo(referral: ReferralDocument, loaders: Loaders): Promise<ReadonlySet<string>> {
  const all = await loaders.referralsByApplicationId.load(referral.applicationId.toHexString());
  const chain = new Set<string>();
  let link: ReferralDocument | undefined = referral;
  while (link && !chain.has(String(link._id))) {
    const { _id, forwardedFrom }: ReferralDocument = link;
    chain.add(String(_id));
    link = forwardedFrom ? all.find((one) => one._id.equals(forwardedFrom)) : undefined;
  }
  return chain;
}
