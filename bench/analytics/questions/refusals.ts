import { monthOf } from '../expressions.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

/** By the month of filing: that of the refusal is in the timeline alone. */
export const refusals: Question = {
  name: 'i',
  title: 'refusals by the centre by reason, type and month',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      {
        applicationStatistics(
          filter: { stages: [NOT_PROCESSED] }
          groupBy: [REFUSAL_REASON, TYPE, MONTH]
          orderBy: [{ dimension: MONTH, direction: ASC }, { measure: COUNT }]
          first: 10000
        ) {
          groups {
            month
            refusalReason
            type
            count
          }
        }
      }
    `,
    variablesOf: () => ({}),
    groupOf: groupWith(['refusalReason', 'type', 'month'], ['count']),
  },
  mongodb: {
    collection: 'applications',
    pipelineOf: () => [
      { $match: { stage: 'NOT_PROCESSED' } },
      {
        $group: {
          _id: { refusalReason: '$refusalReason', type: '$type', month: monthOf('$filedAt') },
          count: { $sum: 1 },
        },
      },
      { $sort: { '_id.month': 1, count: -1 } },
    ],
    groupsOf: groupsWith(['refusalReason', 'type', 'month'], ['count']),
  },
};
