import type { ClientSession, Connection, mongo, Types } from 'mongoose';
import { badInput } from '../../../lib/kit/errors.ts';
import { linkAttachments } from '../attachments/index.ts';
import type { ReferralDocument } from '../record/index.ts';
import type { Collections } from './collections.ts';
import type { ContentChange, Desk } from './desk.ts';

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

type Changes = ReturnType<typeof changesOf>;

/** What a move has added and what it may have changed. */
export function changesOf({ application, before, content, entries, now, ...desk }: Desk) {
  const known = new Set(before.referrals.map((referral) => referral._id.toHexString()));
  const isKnown = ({ _id }: ReferralDocument) => known.has(_id.toHexString());
  return {
    application,
    version: before.application.version,
    newReferrals: desk.referrals.filter((referral) => !isKnown(referral)),
    keptReferrals: desk.referrals.filter(isKnown),
    newAppeals: desk.appeals.slice(before.appeals.length),
    changedAppeals: desk.appeals.flatMap((appeal, index) => {
      const { state, redactedText = null } = before.appeals[index] ?? appeal;
      const isChanged = appeal.state !== state || (appeal.redactedText ?? null) !== redactedText;
      return isChanged ? appeal : [];
    }),
    content,
    entries,
    now,
  };
}

/**
 * Writes everything of a move but its events.
 * @returns the attachments that the application then has.
 */
export async function writeMove(
  connection: Connection,
  collections: Collections,
  changes: Changes,
  session: ClientSession,
) {
  const { applications, referrals, timelines } = collections;
  const { application, version, newReferrals, keptReferrals, content, entries, now } = changes;
  const { _id } = application;
  // The tracking code is renewed apart from all moves, so none may write back what it has read.
  const { tracking: _tracking, ...moved } = application;
  const unchanged = { _id, version };
  const { matchedCount } = await applications.updateOne(unchanged, { $set: moved }, { session });
  if (matchedCount === 0) throw new StaleCaseError(session.operationTime);
  const link = { application, ids: content.attachmentIds ?? [], field: 'attachmentIds' };
  const attachments = await linkAttachments(connection, link, session);
  if (newReferrals.length > 0) await referrals.insertMany(newReferrals, { session });
  for (const { scopeIds: _, scopeVersion: __, ...referral } of keptReferrals) {
    // The scope is repaired apart from all moves, so none may write back what it has read.
    await referrals.updateOne({ _id: referral._id }, { $set: referral }, { session });
  }
  await writeAppeals(collections, changes, session);
  const added = { entries: { $each: entries } };
  await timelines.updateOne({ _id }, { $push: added } as object, { session });
  await writeContent(collections, { _id, content, at: now }, session);
  return attachments;
}

async function writeAppeals(
  { appeals }: Collections,
  { newAppeals, changedAppeals }: Changes,
  session: ClientSession,
): Promise<void> {
  if (newAppeals.length > 0) await appeals.insertMany(newAppeals, { session });
  for (const { unitId, ...appeal } of changedAppeals) {
    // As long as it is pending, its unit is updated apart from all moves.
    const decided = appeal.state === 'PENDING' ? {} : { unitId };
    const $set = { ...appeal, ...decided };
    await appeals.updateOne({ _id: appeal._id }, { $set }, { session });
  }
}

interface WrittenContent {
  _id: Types.ObjectId;
  content: ContentChange;
  at: Date;
}

async function writeContent(
  { contents }: Collections,
  { _id, content: { supplement, redaction }, at }: WrittenContent,
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
