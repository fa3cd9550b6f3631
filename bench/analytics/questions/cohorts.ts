import type { mongo } from 'mongoose';
import { startOfDay } from '../../../lib/kit/local-date.ts';
import { countIf, dayOf, daysBetween, firstAnsweredAt, timezone } from '../expressions.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

const terms = [7, 14, 30, 60];
const fields = terms.map((days) => `within${days}`);

/** Counts for a cohort: of those that are old enough for a term, and of the ones among them answered within it. */
const countsOf = (days: number): mongo.Document => {
  const isOld = { $gt: ['$age', days] };
  return {
    [`old${days}`]: countIf(isOld),
    [`answered${days}`]: countIf({
      $and: [isOld, { $lte: [{ $ifNull: ['$days', Number.MAX_SAFE_INTEGER] }, days] }],
    }),
  };
};

const shareOf = (days: number): mongo.Document => ({
  [`within${days}`]: {
    $cond: [{ $eq: [`$old${days}`, 0] }, null, { $divide: [`$answered${days}`, `$old${days}`] }],
  },
});

const together = (of: (days: number) => mongo.Document): mongo.Document =>
  Object.assign({}, ...terms.map(of)) as mongo.Document;

export const cohorts: Question = {
  name: 'n',
  title: 'of what was filed in each week, the share answered after 7, 14, 30 and 60 days',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      {
        applicationStatistics(groupBy: [WEEK], orderBy: [{ dimension: WEEK }], first: 60) {
          groups {
            week
            count
            ${terms.map((days) => `within${days}: shareAnsweredWithin(days: ${days})`).join('\n')}
          }
        }
      }
    `,
    variablesOf: () => ({}),
    groupOf: groupWith(['week'], ['count', ...fields]),
  },
  mongodb: {
    collection: 'applications',
    pipelineOf: ({ today }) => [
      {
        $project: {
          _id: 0,
          week: {
            $dateTrunc: { date: '$filedAt', unit: 'week', startOfWeek: 'monday', timezone },
          },
          days: daysBetween('$filedAt', firstAnsweredAt),
          age: daysBetween('$filedAt', startOfDay(today)),
        },
      },
      { $group: { _id: '$week', count: { $sum: 1 }, ...together(countsOf) } },
      { $sort: { _id: -1 } },
      { $limit: 60 },
      { $set: { _id: { week: dayOf('$_id') }, ...together(shareOf) } },
    ],
    groupsOf: groupsWith(['week'], ['count', ...fields]),
  },
};
