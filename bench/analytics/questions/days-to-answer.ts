import { daysBetween, firstAnsweredAt, groupOf, leadUnitOf, monthOf } from '../expressions.ts';
import { groupWith, histogramsIn, percentilesOf } from './cells.ts';
import type { Question } from './question.ts';

/** MongoDB 6 has no percentiles: it groups by the value, too, and the histograms are finished here. */
export const daysToAnswer: Question = {
  name: 'a',
  title: 'median and 90th percentile of days to the answer, by ministry and month',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      {
        applicationStatistics(
          groupBy: [UNIT, MONTH]
          unitLevel: { kinds: [MINISTRY] }
          by: FIRST_ANSWERED
          filter: { daysToAnswer: { min: 0 } }
          first: 10000
        ) {
          groups {
            unit {
              id
              name
            }
            month
            count
            daysToAnswer {
              median
              p90
            }
          }
        }
      }
    `,
    variablesOf: () => ({}),
    groupOf: groupWith(['unit.id', 'month'], ['count', 'daysToAnswer.median', 'daysToAnswer.p90']),
  },
  mongodb: {
    collection: 'applications',
    pipelineOf: ({ ministries }) => [
      // Also what an upheld appeal has reopened since.
      {
        $match: { $or: [{ answeredAt: { $ne: null } }, { 'earlierAnswers.0': { $exists: true } }] },
      },
      {
        $group: {
          _id: {
            unit: groupOf(leadUnitOf('$referrals'), ministries),
            month: monthOf(firstAnsweredAt),
            value: daysBetween('$filedAt', firstAnsweredAt),
          },
          count: { $sum: 1 },
        },
      },
      {
        $group: {
          _id: { unit: '$_id.unit', month: '$_id.month' },
          values: { $push: { value: '$_id.value', count: '$count' } },
        },
      },
    ],
    groupsOf: (documents) =>
      histogramsIn(documents).map(({ _id, values }) => ({
        of: [_id['unit'] ?? null, _id['month'] ?? null],
        figures: [
          values.reduce((sum, { count }) => sum + count, 0),
          ...percentilesOf(values, 0.5, 0.9),
        ],
      })),
  },
};
