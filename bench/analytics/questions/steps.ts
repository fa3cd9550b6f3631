import type { mongo } from 'mongoose';
import type { TimelineEvent } from '../../../subgraphs/application/schema-types.ts';
import { daysBetween, type Expression, groupOf, leadUnitOf } from '../expressions.ts';
import type { Group } from '../rows.ts';
import { cellAt, groupWith, percentilesOf } from './cells.ts';
import type { Question } from './question.ts';

const steps: readonly (readonly [from: TimelineEvent, to: TimelineEvent])[] = [
  ['FILED', 'CLAIMED'],
  ['CLAIMED', 'REFERRED'],
  ['REFERRED', 'ACCEPTED'],
  ['ACCEPTED', 'REPLY_DRAFTED'],
  ['REPLY_DRAFTED', 'REPLIED'],
];

const fieldOf = (step: number) => `step${step}`;

/** The days from the first entry of one kind to the first later one of another kind; null without both. */
const daysOfStep = (from: TimelineEvent, to: TimelineEvent): Expression => ({
  $let: {
    vars: { first: { $indexOfArray: ['$entries.event', from] } },
    in: {
      $let: {
        vars: {
          later: {
            $cond: [
              { $gte: ['$$first', 0] },
              { $indexOfArray: ['$entries.event', to, { $add: ['$$first', 1] }] },
              -1,
            ],
          },
        },
        in: {
          $cond: [
            { $gte: ['$$later', 0] },
            daysBetween(
              { $arrayElemAt: ['$entries.at', '$$first'] },
              { $arrayElemAt: ['$entries.at', '$$later'] },
            ),
            null,
          ],
        },
      },
    },
  },
});

/** The values of a histogram that are in a step; null for applications without it. */
type StepValues = readonly {
  readonly step: number;
  readonly value: number | null;
  readonly count: number;
}[];

function groupsOf(documents: readonly mongo.Document[]): Group[] {
  return documents.map(({ _id, values }) => {
    const byStep = steps.map((_, step) =>
      (values as StepValues).filter((value) => value.step === step),
    );
    const known = byStep.map((ofStep) =>
      ofStep.flatMap(({ value, count }) => (value === null ? [] : { value, count })),
    );
    const applications = (byStep[0] ?? []).reduce((sum, { count }) => sum + count, 0);
    return {
      of: [cellAt(_id as mongo.Document, 'unit')],
      figures: [applications, ...known.flatMap((ofStep) => percentilesOf(ofStep, 0.5))],
    };
  });
}

export const whereTimeGoes: Question = {
  name: 'h',
  title: 'where the time goes: the median days of five steps by ministry',
  graph: {
    field: 'applicationStatistics',
    query: /* GraphQL */ `
      {
        applicationStatistics(groupBy: [UNIT], unitLevel: { kinds: [MINISTRY] }) {
          groups {
            unit {
              id
              name
            }
            count
            ${steps
              .map(
                ([from, to], step) =>
                  `${fieldOf(step)}: daysBetween(from: ${from}, to: ${to}) { median }`,
              )
              .join('\n')}
          }
        }
      }
    `,
    variablesOf: () => ({}),
    groupOf: groupWith(
      ['unit.id'],
      ['count', ...steps.map((_, step) => `${fieldOf(step)}.median`)],
    ),
  },
  mongodb: {
    collection: 'timelines',
    pipelineOf: ({ ministries }) => [
      {
        $project: {
          steps: steps.map(([from, to], step) => ({ step, value: daysOfStep(from, to) })),
        },
      },
      {
        $lookup: {
          from: 'applications',
          localField: '_id',
          foreignField: '_id',
          as: 'application',
        },
      },
      {
        $project: {
          _id: 0,
          steps: 1,
          unit: {
            $let: {
              vars: { referrals: { $first: '$application.referrals' } },
              in: groupOf(leadUnitOf('$$referrals'), ministries),
            },
          },
        },
      },
      { $unwind: '$steps' },
      {
        $group: {
          _id: { unit: '$unit', step: '$steps.step', value: '$steps.value' },
          count: { $sum: 1 },
        },
      },
      {
        $group: {
          _id: { unit: '$_id.unit' },
          values: {
            $push: { step: '$_id.step', value: '$_id.value', count: '$count' },
          },
        },
      },
    ],
    groupsOf,
  },
};
