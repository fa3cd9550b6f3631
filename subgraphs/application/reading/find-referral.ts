import { badInput, notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { requireFileNumber } from '../numbers/index.ts';
import type { Loaders, ReferralDocument } from '../record/index.ts';
import { maySeeInside, type SeenReferral } from './referrals.ts';
import { maySeeReferral, see } from './sight.ts';
import type { UnitProjection } from '../units/index.ts';

/** Exactly one of them. */
export interface ReferralHandle {
  id?: string | null | undefined;
  fileNumber?: string | null | undefined;
}

export interface FindReferralDependencies {
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
}

/**
 * The referral that one viewer names by its id or file number.
 * @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees no such referral.
 */
export async function findReferral(
  dependencies: FindReferralDependencies,
  { id, fileNumber }: ReferralHandle,
): Promise<SeenReferral> {
  if (id != null && fileNumber != null) {
    throw badInput('fileNumber', 'CONFLICT', say`Give the id or the file number, not both.`);
  }
  if (id == null && fileNumber == null) {
    throw badInput('id', 'REQUIRED', say`Give the id or the file number of the referral.`);
  }
  const found =
    id == null
      ? await byFileNumber(dependencies, fileNumber ?? '')
      : await findReferralById(dependencies, id);
  if (!found) throw notFound(say`referral`);
  return found;
}

/** Null where the viewer sees no referral with that id. */
export async function findReferralById(
  dependencies: FindReferralDependencies,
  id: string,
): Promise<SeenReferral | null> {
  const { loaders } = dependencies;
  const referral = await loaders.referralByPublicId.load(idToLookUp('referral', id));
  return referral && seenReferralOrNull(dependencies, referral);
}

/** A viewer who may not see a file number finds nothing by it. If several match, the latest is returned. */
async function byFileNumber(
  dependencies: FindReferralDependencies,
  input: string,
): Promise<SeenReferral | null> {
  const { loaders, viewer } = dependencies;
  const found = await loaders.referralsByFileNumber.load(requireFileNumber(input));
  const latestFirst = found.toSorted(
    (one, other) => other.referredAt.getTime() - one.referredAt.getTime(),
  );
  const seen = await Promise.all(latestFirst.map((one) => seenReferralOrNull(dependencies, one)));
  return seen.find((one) => one !== null && maySeeInside(one, viewer)) ?? null;
}

/** The referral as the viewer sees it; null if they do not. */
export async function seenReferralOrNull(
  { loaders, viewer, units }: FindReferralDependencies,
  referral: ReferralDocument,
): Promise<SeenReferral | null> {
  const application = await loaders.applicationById.load(referral.applicationId.toHexString());
  const seen = application && see(application, viewer, units);
  return seen && maySeeReferral(seen, referral) ? { referral, seen } : null;
}
