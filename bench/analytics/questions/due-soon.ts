import { groupOf, leadUnitOf } from '../expressions.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

/** MongoDB begins with the inbox of the governorship, which has an index. */
export const dueSoon: Question = {
  name: 'm',
  title:
    'what falls overdue within five business days without a draft, by unit below a governorship',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      query ($governorship: ID!) {
        applicationStatistics(
          filter: {
            dueWithinBusinessDays: 5
            hasDraft: false
            responsibleUnits: { ids: [$governorship] }
          }
          groupBy: [UNIT]
          unitLevel: { below: $governorship }
          first: 10000
        ) {
          groups {
            unit {
              id
              name
            }
            count
          }
        }
      }
    `,
    variablesOf: ({ governorship }) => ({ governorship }),
    groupOf: groupWith(['unit.id'], ['count']),
  },
  mongodb: {
    collection: 'referrals',
    hint: { open: 1, scopeIds: 1, state: 1, fallsOverdue: 1, statutoryDate: 1, _id: 1 },
    pipelineOf: ({ today, dueBy, governorship, withinGovernorship }) => [
      {
        $match: {
          open: true,
          scopeIds: governorship,
          state: { $in: ['PENDING', 'IN_PROGRESS', 'AWAITING_CITIZEN'] },
          fallsOverdue: true,
          statutoryDate: { $gte: today, $lte: dueBy },
        },
      },
      { $group: { _id: '$applicationId' } },
      {
        $lookup: {
          from: 'applications',
          localField: '_id',
          foreignField: '_id',
          as: 'application',
        },
      },
      { $project: { referrals: { $first: '$application.referrals' } } },
      { $match: { 'referrals.state': { $ne: 'AWAITING_APPROVAL' } } },
      {
        $group: {
          _id: { unit: groupOf(leadUnitOf('$referrals'), withinGovernorship) },
          count: { $sum: 1 },
        },
      },
    ],
    groupsOf: groupsWith(['unit'], ['count']),
  },
};
