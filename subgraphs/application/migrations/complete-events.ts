import type { Connection } from 'mongoose';
import { createCollections } from '../../../lib/mongodb/create-collections.ts';

/** Nobody could read events before they had positions: only those that may be kept are completed. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Adds to stored events the units that they concern and the aim of their applications. */
export async function completeEvents(connection: Connection): Promise<void> {
  const events = connection.collection('events');
  const incomplete = { unitIds: { $exists: false } };
  await events.deleteMany({ ...incomplete, at: { $lt: new Date(Date.now() - keptMs) } });
  await events
    .aggregate([
      { $match: incomplete },
      {
        $lookup: {
          from: 'applications',
          localField: 'applicationId',
          foreignField: '_id',
          as: 'of',
          pipeline: [{ $project: { referrals: 1, aboutHeadOfUnit: 1, meantUnitId: 1 } }],
        },
      },
      { $set: { of: { $first: '$of' } } },
      {
        $project: {
          aboutHeadOfUnit: { $ifNull: ['$of.aboutHeadOfUnit', false] },
          meantUnitId: { $ifNull: ['$of.meantUnitId', null] },
          unitIds: {
            $setDifference: [
              { $setUnion: [['$unitId'], { $ifNull: ['$of.referrals.unitId', []] }] },
              [null],
            ],
          },
        },
      },
      { $merge: { into: 'events', whenMatched: 'merge', whenNotMatched: 'discard' } },
    ])
    .toArray();
}

/** The progress of the processes that read the stream of events: none yet, and every event is kept. */
export async function createStreamState(connection: Connection): Promise<void> {
  await createCollections(connection, ['event_stream']);
  const initial = { stampedTo: null, keptAfter: '0'.repeat(24), beat: null, recovery: null };
  await connection
    .collection<{ _id: string }>('event_stream')
    .updateOne({ _id: 'events' }, { $setOnInsert: initial }, { upsert: true });
}
