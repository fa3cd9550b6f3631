import type { Connection, Types } from 'mongoose';
import { createBatchedFind, createBatchedFindMany } from '../../../lib/mongodb/batched-find.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import { atOneMoment } from '../../../lib/mongodb/reads.ts';
import { inOrder, oldestFirst } from '../reading/index.ts';
import {
  type AppealDocument,
  appealModel,
  type ApplicationDocument,
  applicationModel,
  type ReferralDocument,
  referralModel,
} from '../record/index.ts';
import type { Case } from './case.ts';

/** Where cases are read for moves. */
export interface CaseReader {
  byNumber(number: string): Promise<Case | null>;
  byId(applicationId: Types.ObjectId): Promise<Case | null>;
  /** By the `publicId` of one of its referrals. */
  byReferralId(publicId: string): Promise<Case | null>;
  /** The case after a competing move that a transaction has just shown. */
  afterwards(applicationId: Types.ObjectId): Promise<Case | null>;
  /** The application of each existing referral, by the `publicId`s of referrals. */
  applicationIdsOf(
    publicIds: readonly string[],
  ): Promise<Pick<ReferralDocument, 'publicId' | 'applicationId'>[]>;
}

/**
 * Cases that are read at the same time share their commands. Their documents are shared as well:
 * treat them as read-only.
 */
export function createCaseReader(connection: Connection): CaseReader {
  const applications = applicationModel(connection);
  const referrals = referralModel(connection);
  const applicationByNumber = createBatchedFind({ model: applications, key: 'number' });
  const applicationById = createBatchedFind({ model: applications, key: '_id' });
  const referralByPublicId = createBatchedFind<
    ReferralDocument,
    Pick<ReferralDocument, 'publicId' | 'applicationId'>
  >({ model: referrals, key: 'publicId', projection: { publicId: 1, applicationId: 1 } });
  const referralsOf = createBatchedFindMany({ model: referrals, key: 'applicationId' });
  const appealsOf = createBatchedFindMany({
    model: appealModel(connection),
    key: 'applicationId',
  });

  async function caseOf(found: Promise<ApplicationDocument | null>): Promise<Case | null> {
    // The application first: a move between the reads then finds a newer version, and is refused.
    const application = await found;
    if (!application) return null;
    const id = application._id.toHexString();
    const [referrals, appeals] = await Promise.all([referralsOf.load(id), appealsOf.load(id)]);
    // A rule must not see a state beside the draft of a later one.
    return haveStatesOf(application, referrals)
      ? caseFrom(application, referrals, appeals)
      : readAtOnce(connection, application._id);
  }

  return {
    byNumber: (number) => caseOf(applicationByNumber.load(number)),
    byId: (id) => caseOf(applicationById.load(id.toHexString())),
    async byReferralId(publicId) {
      const referral = await referralByPublicId.load(publicId);
      return referral && caseOf(applicationById.load(referral.applicationId.toHexString()));
    },
    afterwards: (applicationId) => readAtOnce(connection, applicationId),
    async applicationIdsOf(publicIds) {
      const found = await Promise.all(publicIds.map((id) => referralByPublicId.load(id)));
      return found.filter((referral) => referral !== null);
    },
  };
}

const readAtOnce = (connection: Connection, applicationId: Types.ObjectId): Promise<Case | null> =>
  atOneMoment(connection, async (moment) => {
    const options = { ...moment, maxTimeMS: longestReadMs };
    const application = await applicationModel(connection).collection.findOne<ApplicationDocument>(
      { _id: applicationId },
      options,
    );
    if (!application) return null;
    const ofIt = { applicationId };
    const referrals = await referralModel(connection)
      .collection.find<ReferralDocument>(ofIt, options)
      .toArray();
    const appeals = await appealModel(connection)
      .collection.find<AppealDocument>(ofIt, options)
      .toArray();
    return caseFrom(application, referrals, appeals);
  });

/** Whether referrals that were read after their application are in the states that it records. */
function haveStatesOf(
  application: ApplicationDocument,
  referrals: readonly ReferralDocument[],
): boolean {
  const recorded = new Map(application.referrals.map(({ id, state }) => [id.toHexString(), state]));
  return (
    referrals.length === recorded.size &&
    referrals.every(({ _id, state }) => recorded.get(_id.toHexString()) === state)
  );
}

const caseFrom = (
  application: ApplicationDocument,
  referrals: readonly ReferralDocument[],
  appeals: readonly AppealDocument[],
): Case => ({
  application,
  referrals: inOrder(application, referrals),
  appeals: oldestFirst(appeals),
});
