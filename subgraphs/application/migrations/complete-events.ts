import type { Connection } from 'mongoose';
import { eventModel } from '../events/index.ts';

/** Nobody could read events before they had positions: only those that may be kept are completed. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Adds to stored events the units that they concern and the aim of their applications. */
export async function completeEvents(connection: Connection): Promise<void> {
  const events = eventModel(connection).collection;
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
