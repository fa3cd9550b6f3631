import { countIf, groupOf, leadOfAnswered } from '../expressions.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

/**
 * The share that rates at all is left out: the outcome is stored with the referral, and MongoDB would join all answered
 * applications with theirs instead of the rated ones. Applications that were answered anew are left out, too: which answer
 * counts is stored with the appeal.
 */
export const ratings: Question = {
  name: 'f',
  title: 'mean rating and share solved, by ministry and outcome, with at least 20 ratings',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      {
        applicationStatistics(
          groupBy: [UNIT, OUTCOME]
          unitLevel: { kinds: [MINISTRY] }
          filter: { rating: { min: 1 }, stages: [ANSWERED], appealsUpheld: { max: 0 } }
          having: [{ measure: RATED, min: 20 }]
          orderBy: [{ measure: RATING_AVERAGE, direction: ASC }]
          first: 1000
        ) {
          groups {
            unit {
              id
              name
            }
            outcome
            rated
            rating {
              average
            }
            shareSolved
          }
        }
      }
    `,
    variablesOf: () => ({}),
    groupOf: groupWith(['unit.id', 'outcome'], ['rated', 'rating.average', 'shareSolved']),
  },
  mongodb: {
    collection: 'applications',
    pipelineOf: ({ ministries }) => [
      {
        $match: {
          stage: 'ANSWERED',
          rating: { $ne: null },
          earlierAnswers: { $exists: false },
          $expr: { $gte: ['$rating.ratedAt', '$answeredAt'] },
        },
      },
      {
        $project: {
          score: '$rating.score',
          solved: '$rating.solved',
          unit: groupOf(leadOfAnswered.unit, ministries),
          referral: leadOfAnswered.referral,
        },
      },
      {
        $lookup: { from: 'referrals', localField: 'referral', foreignField: '_id', as: 'lead' },
      },
      {
        $group: {
          _id: {
            unit: '$unit',
            outcome: {
              $let: {
                vars: {
                  reply: {
                    $last: {
                      $filter: {
                        input: { $first: '$lead.replies' },
                        as: 'reply',
                        cond: { $eq: ['$$reply.kind', 'FINAL'] },
                      },
                    },
                  },
                },
                in: '$$reply.outcome',
              },
            },
          },
          rated: { $sum: 1 },
          average: { $avg: '$score' },
          solved: countIf('$solved'),
        },
      },
      { $match: { rated: { $gte: 20 } } },
      { $set: { shareSolved: { $divide: ['$solved', '$rated'] } } },
      { $sort: { average: 1 } },
    ],
    groupsOf: groupsWith(['unit', 'outcome'], ['rated', 'average', 'shareSolved']),
  },
};
