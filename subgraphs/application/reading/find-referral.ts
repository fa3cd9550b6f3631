import { badInput, notFound } from '../../../lib/kit/errors.ts';
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

/** Finds a referral for one viewer by its id or file number. */
export function createFindReferral({
  loaders,
  viewer,
  units,
}: {
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
}) {
  async function seenOrNull(referral: ReferralDocument): Promise<SeenReferral | null> {
    const application = await loaders.applicationById.load(referral.applicationId.toHexString());
    const seen = application && see(application, viewer, units);
    return seen && maySeeReferral(seen, referral) ? { referral, seen } : null;
  }

  async function byId(id: string): Promise<SeenReferral | null> {
    const referral = await loaders.referralByPublicId.load(idToLookUp('referral', id));
    return referral && seenOrNull(referral);
  }

  /** A viewer who may not see a file number finds nothing by it. If several match, the latest is returned. */
  async function byFileNumber(input: string): Promise<SeenReferral | null> {
    const found = await loaders.referralsByFileNumber.load(requireFileNumber(input));
    const latestFirst = found.toSorted(
      (one, other) => other.referredAt.getTime() - one.referredAt.getTime(),
    );
    const seen = await Promise.all(latestFirst.map(seenOrNull));
    return seen.find((one) => one !== null && maySeeInside(one, viewer)) ?? null;
  }

  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees no such referral. */
  return async ({ id, fileNumber }: ReferralHandle): Promise<SeenReferral> => {
    if (id != null && fileNumber != null) {
      throw badInput('fileNumber', 'CONFLICT', 'Give the id or the file number, not both.');
    }
    if (id == null && fileNumber == null) {
      throw badInput('id', 'REQUIRED', 'Give the id or the file number of the referral.');
    }
    const found = id == null ? await byFileNumber(fileNumber ?? '') : await byId(id);
    if (!found) throw notFound('referral');
    return found;
  };
}
