import { timezone } from '../expressions.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

export const hours: Question = {
  name: 'l',
  title: 'filings by hour and weekday',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      {
        applicationStatistics(
          groupBy: [WEEKDAY, HOUR]
          orderBy: [{ dimension: WEEKDAY, direction: ASC }, { dimension: HOUR, direction: ASC }]
          first: 168
        ) {
          groups {
            weekday
            hour
            count
          }
        }
      }
    `,
    variablesOf: () => ({}),
    groupOf: groupWith(['weekday', 'hour'], ['count']),
  },
  mongodb: {
    collection: 'applications',
    pipelineOf: () => [
      {
        $group: {
          _id: {
            weekday: { $isoDayOfWeek: { date: '$filedAt', timezone } },
            hour: { $hour: { date: '$filedAt', timezone } },
          },
          count: { $sum: 1 },
        },
      },
      { $sort: { '_id.weekday': 1, '_id.hour': 1 } },
    ],
    groupsOf: groupsWith(['weekday', 'hour'], ['count']),
  },
};
