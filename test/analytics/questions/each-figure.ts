import type { Person } from '../../support/person.ts';
import { type AskedGroups, compareGroups } from './compare-groups.ts';
import { namedFigures } from './conditions-on-groups.ts';
import {
  applicationDays,
  applicationDimensions,
  referralDays,
  referralDimensions,
} from './naive/dimensions.ts';
import type { NaiveData } from './naive/rows.ts';
import { applicationFigures, referralFigures } from './naive/statistics.ts';
import { stepDimensions, stepFigures } from './naive/steps.ts';

/** Each figure that has a name, as a condition on groups and as their order. */

type Common = Pick<AskedGroups<never>, 'groupBy' | 'filter'>;

const common: Common = { groupBy: ['UNIT', 'TYPE'], filter: { not: { types: ['THANKS'] } } };

/** What was answered, and what follows from the documents, in one form. */
export async function compareFigures(analyst: Person, data: NaiveData) {
  const applications = data.applications.filter(({ type }) => type !== 'THANKS');
  const ofFilter = { ...common, filter: { application: common.filter } };
  const compared = [
    ...(await compareEach(analyst, data, {
      ...common,
      field: 'applicationStatistics',
      input: 'ApplicationFilter',
      rows: applications,
      dimensions: applicationDimensions,
      figures: applicationFigures,
      by: 'FILED',
      days: applicationDays,
    })),
    ...(await compareEach(analyst, data, {
      ...ofFilter,
      field: 'referralStatistics',
      input: 'ReferralFilter',
      rows: applications.flatMap(({ referrals }) => referrals),
      dimensions: referralDimensions,
      figures: referralFigures,
      by: 'REFERRED',
      days: referralDays,
    })),
    ...(await compareEach(analyst, data, {
      ...ofFilter,
      field: 'stepStatistics',
      input: 'StepFilter',
      rows: data.steps.filter(({ application }) => application.type !== 'THANKS'),
      dimensions: stepDimensions,
      figures: stepFigures,
      by: 'ITS_OWN',
      days: { ITS_OWN: ({ day }) => day },
    })),
  ];
  return {
    found: compared.map(({ found }) => found),
    expected: compared.map(({ expected }) => expected),
  };
}

async function compareEach<Row>(
  analyst: Person,
  data: NaiveData,
  asked: Omit<AskedGroups<Row>, 'selected'>,
) {
  const compared = [];
  for (const { measure, selection } of namedFigures([...Object.keys(asked.figures), 'share'])) {
    const shown = { ...asked, selected: [selection] };
    const orderBy = { measure, direction: 'ASC' } as const;
    for (const having of [[], [{ measure, max: 0 }]]) {
      const { found, expected } = await compareGroups(analyst, { ...shown, having, orderBy }, data);
      compared.push({
        found: { measure, having, ...found },
        expected: { measure, having, ...expected },
      });
    }
  }
  return compared;
}
