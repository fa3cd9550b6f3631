import type { Connection } from 'mongoose';
import { timelineModel } from './timeline.model.ts';
import { unitOfficerKeptForSeconds, unitOfficerModel } from './unit-officer.model.ts';

/** Records the officers of units from the timelines of all applications. May be repeated. */
export async function collectUnitOfficers(connection: Connection): Promise<void> {
  const since = new Date(Date.now() - unitOfficerKeptForSeconds * 1_000);
  const ofAnOfficer = {
    'entries.at': { $gte: since },
    'entries.actor': 'OFFICER',
    'entries.officer': { $type: 'string' },
    'entries.unitId': { $type: 'string' },
  };
  await timelineModel(connection)
    .collection.aggregate([
      { $match: { 'entries.at': { $gte: since } } },
      { $project: { entries: 1 } },
      { $unwind: '$entries' },
      { $match: ofAnOfficer },
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
          into: unitOfficerModel(connection).collection.collectionName,
          whenMatched: [{ $set: { lastActedAt: { $max: ['$lastActedAt', '$$new.lastActedAt'] } } }],
        },
      },
    ])
    .toArray();
}
