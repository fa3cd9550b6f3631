import { countIf, dayOf } from '../expressions.ts';
import { groupsWith, groupWith } from './cells.ts';
import type { Question } from './question.ts';

const figures = ['count', 'late', 'overdue', 'savedByInterimReply', 'shareLate'];

export const late: Question = {
  name: 'b',
  title: 'answered or still open past the statutory date, by province',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      {
        applicationStatistics(groupBy: [PROVINCE], orderBy: [{ measure: SHARE_LATE }]) {
          groups {
            province {
              code
              name
            }
            ${figures.join('\n')}
          }
        }
      }
    `,
    variablesOf: () => ({}),
    groupOf: groupWith(['province.code'], figures),
  },
  mongodb: {
    collection: 'applications',
    pipelineOf: ({ today }) => [
      {
        $project: {
          _id: 0,
          provinceCode: 1,
          open: 1,
          isPast: {
            $cond: [
              '$open',
              {
                $and: [
                  { $lt: ['$statutoryDate', today] },
                  { $gt: [{ $ifNull: ['$awaitingCitizenSince', today] }, '$statutoryDate'] },
                ],
              },
              { $gt: [{ $ifNull: [dayOf('$answeredAt'), ''] }, '$statutoryDate'] },
            ],
          },
          isMet: {
            $and: [
              { $ne: ['$type', 'INFORMATION_REQUEST'] },
              { $lte: [{ $ifNull: ['$interimRepliedOn', '9999-12-31'] }, '$statutoryDate'] },
            ],
          },
          // Answers that upheld appeals have replaced.
          wasLate: { $anyElementTrue: [{ $ifNull: ['$earlierAnswers.overdue', []] }] },
          wasPast: {
            $anyElementTrue: [
              {
                $map: {
                  input: { $ifNull: ['$earlierAnswers', []] },
                  as: 'answer',
                  in: { $gt: [dayOf('$$answer.answeredAt'), '$$answer.statutoryDate'] },
                },
              },
            ],
          },
        },
      },
      { $set: { isLate: { $or: [{ $and: ['$isPast', { $not: '$isMet' }] }, '$wasLate'] } } },
      {
        $group: {
          _id: { province: '$provinceCode' },
          count: { $sum: 1 },
          late: countIf('$isLate'),
          overdue: countIf({ $and: ['$open', '$isPast', { $not: '$isMet' }] }),
          savedByInterimReply: countIf({
            $and: [{ $or: ['$isPast', '$wasPast'] }, { $not: '$isLate' }],
          }),
        },
      },
      { $set: { shareLate: { $divide: ['$late', '$count'] } } },
      { $sort: { shareLate: -1 } },
    ],
    groupsOf: groupsWith(['province'], figures),
  },
};
