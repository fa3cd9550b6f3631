import type { Connection, mongo, Types } from 'mongoose';

/** The texts that the system wrote for people into entries of earlier releases. */
const writtenReasons: Readonly<Record<string, string>> = {
  'Birim kapandı; başvuru, görevlerini devralan birime geçti.': 'UNIT_CLOSED',
  'Başvuru, hakkında olduğu birimin üstündeki birime geçti.': 'KEPT_FROM_UNIT',
};
const writtenRating = /^([1-5])\/5, (çözüldü|çözülmedi)$/;
const writtenAttachment = /^ek-(\d+)(?:: ([^]*))?$/;

interface EarlierEntry {
  event: string;
  actor?: string | null;
  note: string | null;
}

interface EarlierTimeline {
  _id: Types.ObjectId;
  entries: readonly EarlierEntry[];
}

/** Entries whose application has to be read as well. */
const ofAttachments: ReadonlySet<string> = new Set(['ATTACHMENT_WITHHELD', 'ATTACHMENT_RELEASED']);

/**
 * Replaces texts that the system wrote by what they said, which clients show in any language. Entries are only ever
 * added, so that each keeps its place; one that was replaced is not found again.
 */
export async function structureEntries(connection: Connection): Promise<void> {
  const timelines = connection.collection('timelines');
  const written = {
    $or: [
      { 'entries.event': { $in: ['RATED', ...ofAttachments] } },
      { 'entries.note': { $in: Object.keys(writtenReasons) } },
    ],
  };
  for await (const { _id, entries } of timelines.find<EarlierTimeline>(written)) {
    const attachmentIds = entries.some(({ event }) => ofAttachments.has(event))
      ? await attachmentIdsOf(connection, _id)
      : [];
    const updates = entries.flatMap((entry, index): mongo.AnyBulkWriteOperation[] => {
      const said = saidBy(entry, attachmentIds);
      if (!said) return [];
      const place = `entries.${index}`;
      const $set = Object.fromEntries(
        Object.entries(said).map(([field, value]) => [`${place}.${field}`, value]),
      );
      return [{ updateOne: { filter: { _id, [`${place}.note`]: entry.note }, update: { $set } } }];
    });
    if (updates.length > 0) await timelines.bulkWrite(updates);
  }
  await connection
    .collection('referrals')
    .updateMany({ reason: { $in: Object.keys(writtenReasons) } }, { $set: { reason: null } });
}

/** The fields that take the place of a note; null for one that a person wrote. */
function saidBy(
  { event, actor, note }: EarlierEntry,
  attachmentIds: readonly string[],
): Record<string, unknown> | null {
  if (note === null) return null;
  if (event === 'FORWARDED' && !actor) {
    const automaticReason = writtenReasons[note];
    return automaticReason ? { note: null, automaticReason } : null;
  }
  if (event === 'RATED') {
    const [, score, solved] = writtenRating.exec(note) ?? [];
    return score
      ? { note: null, rating: { score: Number(score), solved: solved === 'çözüldü' } }
      : null;
  }
  if (!ofAttachments.has(event)) return null;
  const [, number, reason = null] = writtenAttachment.exec(note) ?? [];
  const attachmentId = attachmentIds[Number(number) - 1];
  return attachmentId ? { note: reason, attachmentId } : null;
}

async function attachmentIdsOf(connection: Connection, _id: Types.ObjectId): Promise<string[]> {
  const application = await connection.collection('applications').findOne<{
    attachments: readonly { publicId: string }[];
  }>({ _id }, { projection: { 'attachments.publicId': 1 } });
  return application?.attachments.map(({ publicId }) => publicId) ?? [];
}

/** Records when the latest event happened that the applicant sees, for applications of earlier releases. */
export async function recordPublicEvents(connection: Connection): Promise<void> {
  const publicEntries = { $filter: { input: '$entries', cond: '$$this.public' } };
  await connection
    .collection('timelines')
    .aggregate([
      {
        $project: {
          publicEventAt: { $max: { $map: { input: publicEntries, in: '$$this.at' } } },
        },
      },
      { $match: { publicEventAt: { $type: 'date' } } },
      {
        $merge: {
          into: 'applications',
          whenMatched: [
            { $set: { publicEventAt: { $ifNull: ['$publicEventAt', '$$new.publicEventAt'] } } },
          ],
          whenNotMatched: 'discard',
        },
      },
    ])
    .toArray();
  await connection
    .collection('applications')
    .updateMany({ publicEventAt: { $exists: false } }, [{ $set: { publicEventAt: '$filedAt' } }]);
}
