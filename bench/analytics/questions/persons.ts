import { addDays, startOfDay } from '../../../lib/kit/local-date.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

const limits = [1, 2, 3, 6];
const figures = ['applicants', 'count'];

export const persons: Question = {
  name: 'e',
  title: 'how many people filed 1, 2, 3 to 5, 6 or more times in 90 days',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      query ($days: DateRange!, $limits: [Int!]!) {
        applicationStatistics(
          filter: { filedOn: $days }
          groupBy: [APPLICATIONS_OF_APPLICANT]
          buckets: [{ of: APPLICATIONS_OF_APPLICANT, from: $limits }]
        ) {
          groups {
            buckets {
              from
            }
            ${figures.join('\n')}
          }
        }
      }
    `,
    variablesOf: ({ days }) => ({ days, limits }),
    groupOf: groupWith(['buckets.0.from'], figures),
  },
  mongodb: {
    collection: 'applications',
    // Covers the question.
    hint: { citizenId: 1, filedAt: -1, _id: -1 },
    pipelineOf: ({ days: { from, to } }) => [
      { $match: { filedAt: { $gte: startOfDay(from), $lt: startOfDay(addDays(to, 1)) } } },
      { $group: { _id: '$citizenId', filed: { $sum: 1 } } },
      {
        $bucket: {
          groupBy: '$filed',
          boundaries: [...limits, Infinity],
          output: { applicants: { $sum: 1 }, count: { $sum: '$filed' } },
        },
      },
      { $set: { _id: { from: '$_id' } } },
    ],
    groupsOf: groupsWith(['from'], figures),
  },
};
