import type { mongo } from 'mongoose';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

const figures = ['count', 'returned', 'shareReturned'];

/** Once the centre refers anew what was returned, the timeline alone knows of it. */
const returnsByUnit: mongo.Document[] = [
  { $match: { 'entries.event': 'RETURNED' } },
  {
    $project: {
      _id: 0,
      entries: {
        $filter: {
          input: '$entries',
          as: 'entry',
          cond: { $eq: ['$$entry.event', 'RETURNED'] },
        },
      },
    },
  },
  { $unwind: '$entries' },
  { $group: { _id: { unit: '$entries.unitId', referral: '$entries.referralId' } } },
  { $group: { _id: '$_id.unit', returned: { $sum: 1 } } },
];

/**
 * Of a million applications, more than 10,000 units have returned one, and a question for more groups is refused: `having`
 * leaves out those that have returned fewer than ten there.
 */
export const returned: Question = {
  name: 'd',
  title: 'the 20 units with most returned referrals',
  graph: {
    field: 'referralStatistics',
    query: /* GraphQL */ `
      query ($least: Float!) {
        referralStatistics(
          groupBy: [UNIT]
          having: [{ measure: RETURNED, min: $least }]
          orderBy: [{ measure: RETURNED }, { dimension: UNIT, direction: ASC }]
          first: 20
        ) {
          groups {
            unit {
              id
              name
              path
            }
            ${figures.join('\n')}
          }
        }
      }
    `,
    variablesOf: ({ applications }) => ({ least: Math.max(1, applications / 100_000) }),
    groupOf: groupWith(['unit.id'], figures),
  },
  mongodb: {
    collection: 'referrals',
    pipelineOf: () => [
      { $group: { _id: '$unitId', count: { $sum: 1 } } },
      { $unionWith: { coll: 'timelines', pipeline: returnsByUnit } },
      {
        $group: {
          _id: { unit: '$_id' },
          count: { $sum: '$count' },
          returned: { $sum: '$returned' },
        },
      },
      { $sort: { returned: -1, '_id.unit': 1 } },
      { $limit: 20 },
      { $set: { shareReturned: { $divide: ['$returned', '$count'] } } },
    ],
    groupsOf: groupsWith(['unit'], figures),
  },
};
