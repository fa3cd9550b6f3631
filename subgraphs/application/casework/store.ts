import type { ClientSession, Connection, mongo, Types } from 'mongoose';
import { badInput } from '../../../lib/kit/errors.ts';
import { inTransaction, type TransactionOptions } from '../../../lib/mongodb/transaction.ts';
import {
  type AppealDocument,
  appealModel,
  type ApplicationDocument,
  applicationModel,
  contentModel,
  type ReferralDocument,
  referralModel,
  timelineModel,
} from '../record/index.ts';
import { oldestFirst, inOrder } from '../reading/index.ts';
import { linkAttachments } from '../attachments/index.ts';
import type { Case } from './case.ts';
import type { ContentChange, Desk } from './desk.ts';
import { type CaseFiler, createFiler } from '../filing/index.ts';
import { createPublisher } from '../events/index.ts';

/** The application has another version than the one that the move was made on. */
export class StaleCaseError extends Error {
  override readonly name = 'StaleCaseError';

  /** When the other version was seen, which a majority need not have had by then. */
  readonly seenAt: mongo.Timestamp | undefined;

  constructor(seenAt: mongo.Timestamp | undefined) {
    super();
    this.seenAt = seenAt;
  }
}

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
   * @throws StaleCaseError when somebody else was first; BusyError when the patience is over.
   */
  commit(desk: Desk, options?: TransactionOptions): Promise<void>;
}

/** `onStored` is called after each move and filing: the applicant may have to hear of it. */
export function createCaseStore(
  connection: Connection,
  { onStored = () => {} }: { onStored?: () => void } = {},
): CaseStore {
  const applications = applicationModel(connection).collection;
  const referrals = referralModel(connection).collection;
  const appeals = appealModel(connection).collection;
  const timelines = timelineModel(connection).collection;
  const contents = contentModel(connection).collection;
  const publish = createPublisher(connection);
  const fileCase = createFiler(connection);

  async function read(
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

  async function writeContent(
    { _id }: ApplicationDocument,
    { supplement, redaction }: ContentChange,
    at: Date,
    session: ClientSession,
  ): Promise<void> {
    if (supplement !== undefined) {
      const added = { supplements: { at, text: supplement } };
      await contents.updateOne({ _id }, { $push: added } as object, { session });
    }
    const { text, subject, supplements } = redaction ?? {};
    const $set = {
      ...(text !== undefined && { redactedText: text }),
      ...(subject !== undefined && { redactedSubject: subject }),
      ...(supplements && { redactedSupplements: [...supplements] }),
    };
    if (Object.keys($set).length > 0) {
      const count = supplements?.length ?? 0;
      // There are as many to redact.
      const enough = count > 0 && { [`supplements.${count - 1}`]: { $exists: true } };
      const { matchedCount } = await contents.updateOne({ _id, ...enough }, { $set }, { session });
      if (matchedCount === 0) {
        const message = `The applicant has added fewer than ${count} times.`;
        throw badInput('redactedSupplements', 'RANGE', message);
      }
    }
  }

  return {
    byNumber: (number) => read({ number }),
    byId: (_id) => read({ _id }),
    // A majority read waits until the moment of its session is on disk at a majority.
    afterwards: (_id, { seenAt }) =>
      connection.withSession((session) => {
        if (seenAt) session.advanceOperationTime(seenAt);
        return read({ _id }, { session });
      }),
    async byReferralId(publicId) {
      const referral = await referrals.findOne<Pick<ReferralDocument, 'applicationId'>>(
        { publicId },
        { projection: { applicationId: 1 } },
      );
      return referral && read({ _id: referral.applicationId });
    },

    applicationIdsOf: (publicIds) =>
      referrals
        .find<Pick<ReferralDocument, 'publicId' | 'applicationId'>>(
          { publicId: { $in: [...publicIds] } },
          { projection: { publicId: 1, applicationId: 1 } },
        )
        .toArray(),

    async commit({ application, before, content, entries, alsoTold, now, ...desk }, options) {
      const { _id } = application;
      const version = before.application.version;
      const known = new Set(before.referrals.map((referral) => referral._id.toHexString()));
      const made = desk.referrals.filter((referral) => !known.has(referral._id.toHexString()));
      const kept = desk.referrals.filter((referral) => known.has(referral._id.toHexString()));
      const newAppeals = desk.appeals.slice(before.appeals.length);
      const changedAppeals = desk.appeals.flatMap((appeal, index) => {
        const { state, redactedText = null } = before.appeals[index] ?? appeal;
        const isChanged = appeal.state !== state || (appeal.redactedText ?? null) !== redactedText;
        return isChanged ? appeal : [];
      });

      const write = async (session: ClientSession) => {
        // The tracking code is renewed aside from all moves, so none may write back what it has read.
        const { tracking: _tracking, ...moved } = application;
        const unchanged = { _id, version };
        const { matchedCount } = await applications.updateOne(
          unchanged,
          { $set: moved },
          { session },
        );
        if (matchedCount === 0) throw new StaleCaseError(session.operationTime);
        const link = { application, ids: content.attachmentIds ?? [], field: 'attachmentIds' };
        const attachments = await linkAttachments(connection, link, session);
        if (made.length > 0) await referrals.insertMany(made, { session });
        for (const { scopeIds: _, scopeVersion: __, ...referral } of kept) {
          // The scope is repaired aside from all moves, so none may write back what it has read.
          await referrals.updateOne({ _id: referral._id }, { $set: referral }, { session });
        }
        if (newAppeals.length > 0) await appeals.insertMany(newAppeals, { session });
        for (const { unitId, ...appeal } of changedAppeals) {
          // As long as it waits, its unit is looked up aside from all moves.
          const decided = appeal.state === 'PENDING' ? {} : { unitId };
          const $set = { ...appeal, ...decided };
          await appeals.updateOne({ _id: appeal._id }, { $set }, { session });
        }
        const added = { entries: { $each: entries } };
        await timelines.updateOne({ _id }, { $push: added } as object, { session });
        await writeContent(application, content, now, session);
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
