import type { ClientSession, Connection, Types } from 'mongoose';
import { inTransaction, type TransactionOptions } from '../../../lib/mongodb/transaction.ts';
import { createPublisher } from '../events/index.ts';
import { type CaseFiler, createFiler } from '../filing/index.ts';
import { inOrder, oldestFirst } from '../reading/index.ts';
import type { AppealDocument, ApplicationDocument, ReferralDocument } from '../record/index.ts';
import type { Case } from './case.ts';
import { type Collections, collectionsOf } from './collections.ts';
import type { Desk } from './desk.ts';
import { changesOf, type StaleCaseError, writeMove } from './write-move.ts';

/** Where cases are read and moves are stored. */
export interface CaseStore extends CaseFiler {
  byNumber(number: string): Promise<Case | null>;
  byId(applicationId: Types.ObjectId): Promise<Case | null>;
  /** As somebody else has left it who was first. */
  afterwards(applicationId: Types.ObjectId, stale: StaleCaseError): Promise<Case | null>;
  /** By the `publicId` of one of its referrals. */
  byReferralId(publicId: string): Promise<Case | null>;
  /** The application of each referral that there is, by the `publicId`s of referrals. */
  applicationIdsOf(
    publicIds: readonly string[],
  ): Promise<Pick<ReferralDocument, 'publicId' | 'applicationId'>[]>;
  /**
   * Stores a finished move, whole or not at all, on disk at a majority. The application of the desk
   * then has the attachments that were added.
   * @throws StaleCaseError when somebody else was first; BusyError when the time to wait for it is over.
   */
  commit(desk: Desk, options?: TransactionOptions): Promise<void>;
}

/** `onStored` is called after each move and filing: the applicant may have to be notified. */
export function createCaseStore(
  connection: Connection,
  { onStored = () => {} }: { onStored?: () => void } = {},
): CaseStore {
  const collections = collectionsOf(connection);
  const publish = createPublisher(connection);
  const fileCase = createFiler(connection);
  return {
    byNumber: (number) => read(collections, { number }),
    byId: (_id) => read(collections, { _id }),
    afterwards: (_id, stale) => readAfterwards(connection, collections, _id, stale),
    byReferralId: (publicId) => readByReferralId(collections, publicId),
    applicationIdsOf: (publicIds) => applicationIdsOf(collections, publicIds),
    async commit(desk, options) {
      const { application } = desk;
      const changes = changesOf(desk);
      const write = async (session: ClientSession) => {
        const attachments = await writeMove(connection, collections, changes, session);
        const { entries, alsoTold } = desk;
        await publish([{ application, entries, alsoTold }], session);
        return attachments;
      };
      application.attachments = await inTransaction(connection, write, options);
      onStored();
    },
    async file(filed) {
      await fileCase(filed);
      onStored();
    },
  };
}

async function read(
  { applications, referrals, appeals }: Collections,
  filter: Partial<ApplicationDocument>,
  options: { session?: ClientSession } = {},
): Promise<Case | null> {
  // The application first: a move between the reads then meets its version, and is refused.
  const application = await applications.findOne<ApplicationDocument>(filter, options);
  if (!application) return null;
  const { _id: applicationId } = application;
  const [found, made] = await Promise.all([
    referrals.find<ReferralDocument>({ applicationId }, options).toArray(),
    appeals.find<AppealDocument>({ applicationId }, options).toArray(),
  ]);
  return { application, referrals: inOrder(application, found), appeals: oldestFirst(made) };
}

/** A majority read waits until the moment of its session is on disk at a majority. */
const readAfterwards = (
  connection: Connection,
  collections: Collections,
  _id: Types.ObjectId,
  { seenAt }: StaleCaseError,
): Promise<Case | null> =>
  connection.withSession((session) => {
    if (seenAt) session.advanceOperationTime(seenAt);
    return read(collections, { _id }, { session });
  });

async function readByReferralId(collections: Collections, publicId: string): Promise<Case | null> {
  const referral = await collections.referrals.findOne<Pick<ReferralDocument, 'applicationId'>>(
    { publicId },
    { projection: { applicationId: 1 } },
  );
  return referral && read(collections, { _id: referral.applicationId });
}

const applicationIdsOf = ({ referrals }: Collections, publicIds: readonly string[]) =>
  referrals
    .find<Pick<ReferralDocument, 'publicId' | 'applicationId'>>(
      { publicId: { $in: [...publicIds] } },
      { projection: { publicId: 1, applicationId: 1 } },
    )
    .toArray();
