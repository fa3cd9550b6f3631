import type { Connection } from 'mongoose';

/** Officers were forgotten a year after they last acted. */
const keptMs = 365 * 86_400_000;

/** Records the officers of units from the timelines of all applications. */
export async function collectOfficers(connection: Connection): Promise<void> {
  const since = new Date(Date.now() - keptMs);
  await connection
    .collection('timelines')
    .aggregate([
      { $match: { 'entries.at': { $gte: since } } },
      { $project: { entries: 1 } },
      { $unwind: '$entries' },
      {
        $match: {
          'entries.at': { $gte: since },
          'entries.actor': 'OFFICER',
          'entries.officer': { $type: 'string' },
          'entries.unitId': { $type: 'string' },
        },
      },
      {
        $group: {
          _id: { $concat: ['$entries.unitId', ' ', '$entries.officer'] },
          unitId: { $first: '$entries.unitId' },
          subject: { $first: '$entries.officer' },
          lastActedAt: { $max: '$entries.at' },
        },
      },
      {
        $merge: {
          into: 'unitOfficers',
          whenMatched: [{ $set: { lastActedAt: { $max: ['$lastActedAt', '$$new.lastActedAt'] } } }],
        },
      },
    ])
    .toArray();
}
