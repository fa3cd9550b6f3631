import type { ClientSession, Connection, mongo, Types } from 'mongoose';
import { BusyError, inTransaction } from '../../../../lib/mongodb/transaction.ts';
import { background } from '../../../../lib/kit/background.ts';
import {
  applicationModel,
  closedApplicationIndexes,
  closedReferralIndexes,
  type ContentDocument,
  contentModel,
  type ReferralDocument,
  referralModel,
  subjectTermsOf,
} from '../../record/index.ts';

/** Documents in one transaction; a concurrent move of one of them has to wait for that long. */
const batchSize = 100;
/** A batch that another transaction holds is left for the next run. */
const timeoutMs = 1_000;

/** A collection of what is closed, and the subject by which its documents are found. */
interface Indexed {
  collection: mongo.Collection;
  index: Record<string, 1 | -1>;
  applicationIdOf(document: mongo.Document): Types.ObjectId;
  subjectOf(content: Subjects): string;
}

type Subjects = Pick<ContentDocument, '_id' | 'subject' | 'redactedSubject'>;

/**
 * Creates the job that adds the terms of their subjects to closed applications and referrals, by which they are found.
 * A batch is read and written in one snapshot, so a redaction at the same time, which writes the referrals too, makes it
 * start again. It can be killed at any point, and the next run continues.
 */
export function createSubjectIndexing(connection: Connection) {
  const indexed: readonly Indexed[] = [
    // The centre finds an application by the subject that the applicant wrote.
    {
      collection: applicationModel(connection).collection,
      index: closedApplicationIndexes.subject,
      applicationIdOf: ({ _id }) => _id as Types.ObjectId, // as declared
      subjectOf: ({ subject }) => subject,
    },
    // Units find a referral by the subject that they see.
    {
      collection: referralModel(connection).collection,
      index: closedReferralIndexes.subject,
      applicationIdOf: ({ applicationId }) => applicationId as ReferralDocument['applicationId'], // as declared
      subjectOf: ({ subject, redactedSubject }) => redactedSubject ?? subject,
    },
  ];
  return async (signal: AbortSignal): Promise<void> => {
    await completeClosingTimes(connection);
    for (const each of indexed) {
      while (!signal.aborted && (await indexBatch(connection, each)) === batchSize);
    }
  };
}

/** Applications that a process of a release without this field has ended. */
async function completeClosingTimes(connection: Connection): Promise<void> {
  const { collection } = applicationModel(connection);
  const lacking = { open: false, closedAt: null };
  const options = { hint: closedApplicationIndexes.all, comment: background };
  const found = await collection.findOne(lacking, { projection: { _id: 1 }, ...options });
  if (!found) return;
  const closedAt = { $ifNull: ['$answeredAt', { $ifNull: ['$withdrawnAt', '$$NOW'] }] };
  await collection.updateMany(lacking, [{ $set: { closedAt } }], options);
}

/** Closed, and without terms: in an index, an absent value is null. */
const unindexed = { open: false, subjectTerms: null };

/** @returns how many were indexed, at most. */
async function indexBatch(connection: Connection, indexed: Indexed): Promise<number> {
  const { collection, index } = indexed;
  const found = await collection
    .find(unindexed, { projection: { _id: 1 }, hint: index, comment: background })
    .limit(batchSize)
    .toArray();
  if (found.length === 0) return 0;
  const ids = found.map(({ _id }) => _id);
  try {
    await inTransaction(connection, (session) => indexAll(connection, indexed, ids, session), {
      timeoutMs,
    });
    return found.length;
  } catch (error) {
    if (error instanceof BusyError) return 0;
    throw error;
  }
}

/** Those that still lack their terms. */
async function indexAll(
  connection: Connection,
  { collection, applicationIdOf, subjectOf }: Indexed,
  ids: readonly mongo.ObjectId[],
  session: ClientSession,
): Promise<void> {
  const options = { session, comment: background };
  const found = await collection
    .find(
      { _id: { $in: [...ids] }, ...unindexed },
      { projection: { applicationId: 1 }, ...options },
    )
    .toArray();
  const contents = await contentModel(connection)
    .collection.find<Subjects>(
      { _id: { $in: found.map(applicationIdOf) } },
      { projection: { subject: 1, redactedSubject: 1 }, ...options },
    )
    .toArray();
  const subjects = new Map(contents.map((one) => [one._id.toHexString(), subjectOf(one)]));
  const writes = found.map((document) => {
    const subject = subjects.get(applicationIdOf(document).toHexString()) ?? '';
    const update = { $set: { subjectTerms: subjectTermsOf(subject) } };
    return { updateOne: { filter: { _id: document._id }, update } };
  });
  if (writes.length > 0) await collection.bulkWrite(writes, options);
}
