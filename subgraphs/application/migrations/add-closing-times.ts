import type { Connection } from 'mongoose';

/** Adds to stored applications when they ended; only the timeline has that for refused ones. */
export async function addClosingTimes(connection: Connection): Promise<void> {
  const applications = connection.collection('applications');
  const lacking = { closedAt: { $exists: false } };
  await applications
    .aggregate([
      { $match: { ...lacking, stage: 'NOT_PROCESSED' } },
      { $lookup: { from: 'timelines', localField: '_id', foreignField: '_id', as: 'of' } },
      { $set: { of: { $first: '$of' } } },
      {
        $project: {
          closedAt: {
            $max: {
              $map: {
                input: {
                  $filter: { input: '$of.entries', cond: { $eq: ['$$this.event', 'REFUSED'] } },
                },
                in: '$$this.at',
              },
            },
          },
        },
      },
      { $match: { closedAt: { $type: 'date' } } },
      { $merge: { into: 'applications', whenMatched: 'merge', whenNotMatched: 'discard' } },
    ])
    .toArray();
  await applications.updateMany(lacking, [{ $set: { closedAt: closingTime } }]);
}

const closingTime = {
  $cond: ['$open', null, { $ifNull: ['$answeredAt', { $ifNull: ['$withdrawnAt', '$filedAt'] }] }],
};
