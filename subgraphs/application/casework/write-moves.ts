import type { ClientSession, Connection, mongo } from 'mongoose';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { linkAttachments } from '../attachments/index.ts';
import type { AttachmentSummary, ReferralDocument } from '../record/index.ts';
import { applicationChanges, referralChanges } from './changed-fields.ts';
import type { Collections } from './collections.ts';
import type { Desk } from './desk.ts';

/** The documents that a finished move has added, and those that it may have changed. */
export type Move = ReturnType<typeof moveOf>;

export function moveOf(desk: Desk) {
  const { application, before, content, entries, otherEntries, now, units } = desk;
  const known = new Set(before.referrals.map((referral) => referral._id.toHexString()));
  const isKnown = ({ _id }: ReferralDocument) => known.has(_id.toHexString());
  return {
    application,
    version: before.application.version,
    ...(units.loaded && { directoryVersion: units.version }),
    changes: applicationChanges(desk),
    newReferrals: desk.referrals.filter((referral) => !isKnown(referral)),
    changedReferrals: referralChanges(desk),
    newAppeals: desk.appeals.slice(before.appeals.length),
    changedAppeals: desk.appeals.flatMap((appeal, index) => {
      const { state, redactedText = null } = before.appeals[index] ?? appeal;
      const isChanged = appeal.state !== state || (appeal.redactedText ?? null) !== redactedText;
      return isChanged ? appeal : [];
    }),
    content,
    entries,
    otherEntries,
    now,
  };
}

/**
 * Writes everything of moves of different applications except their events, with one command for
 * each collection. @returns the moves whose application still had the expected version, with the
 * attachments that each application then has. Nothing is written for the others. @throws
 * `BAD_USER_INPUT` when the attachments or redactions of one of them cannot be written.
 */
export async function writeMoves(
  connection: Connection,
  collections: Collections,
  moves: readonly Move[],
  session: ClientSession,
): Promise<Map<Move, AttachmentSummary[]>> {
  const { applications, referrals, timelines } = collections;
  // A single move is compared by the write itself.
  const isSingle = moves.length === 1;
  const current = isSingle ? moves : await upToDate(collections, moves, session);
  if (current.length === 0) return new Map();
  const { matchedCount } = await applications.bulkWrite(current.map(applicationUpdate), {
    session,
  });
  if (matchedCount < current.length) {
    if (isSingle) return new Map();
    throw new Error('an application read in the snapshot of a transaction was not found in it');
  }
  const attachments = new Map<Move, AttachmentSummary[]>();
  for (const move of current) {
    const { application, content } = move;
    const link = { application, ids: content.attachmentIds ?? [], field: 'attachmentIds' };
    attachments.set(move, await linkAttachments(connection, link, session));
  }
  const added = current.flatMap(({ newReferrals }) => newReferrals);
  if (added.length > 0) await referrals.insertMany(added, { session });
  await updateAll(referrals, current.flatMap(referralUpdates), session);
  await writeAppeals(collections, current, session);
  await updateAll(timelines, current.map(timelineUpdate), session);
  await writeContents(collections, current, session);
  return attachments;
}

/** The moves that were made on the stored version. */
async function upToDate(
  { applications }: Collections,
  moves: readonly Move[],
  session: ClientSession,
): Promise<readonly Move[]> {
  const ids = moves.map(({ application }) => application._id);
  const found = await applications
    .find({ _id: { $in: ids } }, { projection: { version: 1 }, session })
    .toArray();
  const versions = new Map<string, unknown>(
    found.map(({ _id, version }) => [_id.toHexString(), version]),
  );
  return moves.filter(
    ({ application, version }) => versions.get(application._id.toHexString()) === version,
  );
}

const applicationUpdate = ({
  application: { _id },
  version,
  changes,
}: Move): mongo.AnyBulkWriteOperation => updating({ _id, version }, { $set: changes });

const referralUpdates = ({ changedReferrals }: Move): mongo.AnyBulkWriteOperation[] =>
  changedReferrals.map(({ _id, changes }) => updating({ _id }, { $set: changes }));

const timelineUpdate = ({ application, entries }: Move): mongo.AnyBulkWriteOperation =>
  updating({ _id: application._id }, { $push: { entries: { $each: entries } } });

async function writeAppeals(
  { appeals }: Collections,
  moves: readonly Move[],
  session: ClientSession,
): Promise<void> {
  const added = moves.flatMap(({ newAppeals }) => newAppeals);
  if (added.length > 0) await appeals.insertMany(added, { session });
  const changed = moves.flatMap(({ changedAppeals }) =>
    changedAppeals.map(({ unitId, ...appeal }) => {
      // As long as it is pending, its unit is updated apart from all moves.
      const decided = appeal.state === 'PENDING' ? {} : { unitId };
      return updating({ _id: appeal._id }, { $set: { ...appeal, ...decided } });
    }),
  );
  await updateAll(appeals, changed, session);
}

async function writeContents(
  { contents, referrals }: Collections,
  moves: readonly Move[],
  session: ClientSession,
): Promise<void> {
  const supplements = moves.flatMap(({ application: { _id }, content: { supplement }, now }) =>
    supplement === undefined
      ? []
      : updating({ _id }, { $push: { supplements: { at: now, text: supplement } } }),
  );
  await updateAll(contents, supplements, session);
  for (const move of moves) await writeRedaction(contents, move, session);
  // Units find closed referrals by the subject that they see.
  const renamed = moves.filter(({ content }) => content.redaction?.subject !== undefined);
  await updateAll(
    referrals,
    renamed.map(({ application: { _id: applicationId } }) => ({
      updateMany: {
        filter: { applicationId },
        update: { $set: { subjectTerms: null }, $inc: { redactions: 1 } },
      },
    })),
    session,
  );
}

async function writeRedaction(
  contents: Collections['contents'],
  { application: { _id }, content: { redaction } }: Move,
  session: ClientSession,
): Promise<void> {
  const { text, subject, supplements } = redaction ?? {};
  const $set = {
    ...(text !== undefined && { redactedText: text }),
    ...(subject !== undefined && { redactedSubject: subject }),
    ...(supplements && { redactedSupplements: [...supplements] }),
  };
  if (Object.keys($set).length === 0) return;
  const count = supplements?.length ?? 0;
  // Moves may only redact existing supplements and appeals.
  const enough = count > 0 && { [`supplements.${count - 1}`]: { $exists: true } };
  const { matchedCount } = await contents.updateOne({ _id, ...enough }, { $set }, { session });
  if (matchedCount === 0) {
    const message = say`The applicant has added fewer than ${count} supplements.`;
    const found = await contents.findOne<{ supplements: readonly unknown[] }>(
      { _id },
      { projection: { 'supplements.at': 1 }, session },
    );
    const max = found?.supplements.length ?? 0;
    throw badInput('redactedSupplements', 'RANGE', message, { max });
  }
}

const updating = (filter: object, update: object): mongo.AnyBulkWriteOperation => ({
  updateOne: { filter, update },
});

async function updateAll(
  collection: Collections[keyof Collections],
  updates: mongo.AnyBulkWriteOperation[],
  session: ClientSession,
): Promise<void> {
  if (updates.length > 0) await collection.bulkWrite(updates, { session });
}
