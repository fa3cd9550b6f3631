import * as fc from 'fast-check';
import type { Person } from '../../support/person.ts';
import {
  type Filter,
  meets,
  referralMeets,
  singleApplicationFilters,
  singleReferralFilters,
} from './naive/filters.ts';
import type { NaiveData } from './naive/rows.ts';

/** Every condition by itself, with some values, and those with few values with all of them. */

const seed = 20_261_130;
const valuesOfEach = 4;
/** Operations have 50 root fields at most. */
const atOnce = 40;

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const some = (fields: Fields): Filter[] =>
  Object.entries(fields).flatMap(([name, values]) =>
    fc.sample(values, { seed, numRuns: valuesOfEach }).map((value): Filter => ({ [name]: value })),
  );

/** The number that each filter finds, as it was answered. */
async function ask(
  analyst: Person,
  filters: readonly Filter[],
  { input, count }: { input: string; count: string },
): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < filters.length; from += atOnce) {
    const part = filters.slice(from, from + atOnce);
    const variables = part.map((_, index) => `$f${index}: ${input}`).join(', ');
    const fields = part.map((_, index) => `a${index}: ${count.replace('$', `$f${index}`)}`);
    const { data, errors } = await analyst.ask(
      `query (${variables}) { ${fields.join(' ')} }`,
      Object.fromEntries(part.map((filter, index) => [`f${index}`, filter])),
    );
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    const answers = data as Record<string, { totalCount: number }>;
    found.push(...part.map((_, index) => answers[`a${index}`]?.totalCount ?? -1));
  }
  return found;
}

/** What was found by each filter, and what follows from the documents. */
export async function compareFilters(analyst: Person, data: NaiveData) {
  const ofApplications = [
    ...some(singleApplicationFilters(data)),
    ...Array.from({ length: 26 }, (_, days): Filter => ({ dueWithinBusinessDays: days })),
  ];
  const ofReferrals = some(singleReferralFilters(data));
  const applications = await ask(analyst, ofApplications, {
    input: 'ApplicationFilter',
    count: 'applications(filter: $, first: 1) { totalCount }',
  });
  const referrals = await ask(analyst, ofReferrals, {
    input: 'ReferralFilter',
    count: 'referralStatistics(filter: $, groupBy: [TYPE], first: 1) { totalCount }',
  });
  const all = data.applications.flatMap((one) => one.referrals);
  const expected = [
    ...ofApplications.map((filter) => [
      filter,
      data.applications.filter((one) => meets(one, filter, data)).length,
    ]),
    ...ofReferrals.map((filter) => [
      filter,
      all.filter((one) => referralMeets(one, filter, data)).length,
    ]),
  ];
  const found = [
    ...ofApplications.map((filter, index) => [filter, applications[index]]),
    ...ofReferrals.map((filter, index) => [filter, referrals[index]]),
  ];
  return { found, expected };
}
