import { countIf } from '../expressions.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

const figures = ['count', 'returned', 'shareReturned'];

export const returned: Question = {
  name: 'd',
  title: 'the 20 units with most returned referrals',
  graph: {
    field: 'referralStatistics',
    query: /* GraphQL */ `
      {
        referralStatistics(
          groupBy: [UNIT]
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
    variablesOf: () => ({}),
    groupOf: groupWith(['unit.id'], figures),
  },
  mongodb: {
    collection: 'referrals',
    pipelineOf: () => [
      {
        $group: {
          _id: { unit: '$unitId' },
          count: { $sum: 1 },
          returned: countIf({ $eq: ['$state', 'RETURNED'] }),
        },
      },
      { $sort: { returned: -1, '_id.unit': 1 } },
      { $limit: 20 },
      { $set: { shareReturned: { $divide: ['$returned', '$count'] } } },
    ],
    groupsOf: groupsWith(['unit'], figures),
  },
};
