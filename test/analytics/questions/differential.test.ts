import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { startGraph, type TestGraph, onceInTheSuite as describe } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import type { Verification } from '../../../subgraphs/analytics/copy/index.ts';
import { verify } from '../copy/copy-requests.ts';
import {
  applicationFilters,
  filtersBesideHour,
  meets,
  referralFilters,
  referralMeets,
} from './naive/filters.ts';
import { compareBy, orders } from './naive/orders.ts';
import { readDocuments } from './naive/read-documents.ts';
import type { NaiveApplication, NaiveData, NaiveReferral } from './naive/rows.ts';
import {
  applicationDays,
  applicationDimensions,
  ministryOf,
  referralDays,
  referralDimensions,
} from './naive/dimensions.ts';
import { applicationFigures, referralFigures } from './naive/statistics.ts';
import { type AskedGroups, compareGroups, numericDimensions } from './compare-groups.ts';
import { conditionedFigures } from './conditions-on-groups.ts';
import { compareFigures } from './each-figure.ts';
import { compareFilters } from './each-filter.ts';
import { compareLevels, levelQuestions } from './levels.ts';
import { stepDimensions, stepFigures, stepFilters, stepMeets } from './naive/steps.ts';
import { compareQuestion, questions } from './periods-and-days.ts';
import { actAtRandom } from './random-work.ts';

/** Random questions, compared with what follows from the documents of MongoDB. */

/** More, on more data, take minutes: docs/performance.md says what was run. */
const runs = Number(process.env['ANALYTICS_RUNS'] ?? 60);
const applications = Number(process.env['ANALYTICS_APPLICATIONS'] ?? 400);

describe('random questions', () => {
  let graph: TestGraph;
  let analyst: Person;
  let data: NaiveData;
  let verification: Verification;

  beforeAll(async () => {
    graph = await startGraph({ analytics: true, demonstration: applications });
    analyst = await personOf(graph, { role: 'ANALYST', subject: 'analyst-1' });
    await actAtRandom(graph);
    verification = await verify(graph);
    data = await readDocuments(graph);
  });
  afterAll(() => graph?.stop());

  test('are about a copy that agrees with the documents', () => {
    expect(verification).toEqual({ applications: data.applications.length, differences: [] });
    expect(data.applications.length).toBeGreaterThan(applications);
  });

  test('are about data in which every kind of fact occurs', () => {
    const count = (holds: (one: NaiveApplication) => boolean) =>
      data.applications.filter(holds).length;
    const answeredAnew = count(
      ({ stage, outcome, appealsUpheld, referrals }) =>
        stage === 'ANSWERED' && appealsUpheld > 0 && outcome !== referrals[0]?.outcome,
    );
    expect(answeredAnew).toBeGreaterThan(1);
    expect(count(({ lateBefore }) => lateBefore)).toBeGreaterThan(0);
    expect(count(({ savedBefore }) => savedBefore)).toBeGreaterThan(0);
    const objections = data.applications
      .flatMap(({ contested }) => contested)
      .filter(({ kind }) => kind === 'OBJECTION');
    expect(objections.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['PENDING', 'UPHELD', 'DISMISSED']),
    );
    expect(
      count(({ contested }) => contested.some(({ kind }) => kind === 'APPEAL')),
    ).toBeGreaterThan(1);
    expect(count(({ extendedBefore }) => extendedBefore)).toBeGreaterThan(0);
    expect(count(({ referrals }) => referrals.some(({ passedOn }) => passedOn))).toBeGreaterThan(1);
    expect(count(({ forwards }) => forwards > 0)).toBeGreaterThan(1);
    const referrals = data.applications.flatMap((one) => one.referrals);
    const waiting = referrals.filter(({ state }) => state === 'AWAITING_CITIZEN');
    const questions = referrals.flatMap((one) => one.questions);
    expect(questions.filter(({ isOpen }) => isOpen)).toHaveLength(waiting.length);
    expect(questions.filter(({ answeredOn, isOpen }) => !answeredOn && !isOpen)).not.toEqual([]);
    const drafts = referrals.filter(
      ({ days }) => days['REPLIED'] && days['REPLY_DRAFTED'] !== days['FINAL_REPLY_DRAFTED'],
    );
    expect(drafts.length).toBeGreaterThan(1);
    const overdue = referrals.filter(({ contested }) =>
      contested.some(({ state, dueOn }) => state === 'PENDING' && dueOn < data.today),
    );
    expect(overdue).not.toEqual([]);
    expect(referrals.filter(({ forwardedFrom }) => forwardedFrom !== null)).not.toEqual([]);
    for (const kind of ['REFUSED', 'WITHDRAWN', 'APPEAL_DISMISSED', 'APPEAL_UPHELD']) {
      expect(count(({ steps }) => steps.some((step) => step.kind === kind))).toBeGreaterThan(0);
    }
    // Answers that appeals have replaced before today, which the questions about past days find.
    const wasOpenedAgain = count(({ steps }) =>
      steps.some(({ kind, day }) => kind === 'APPEAL_UPHELD' && day < data.today),
    );
    expect(wasOpenedAgain).toBeGreaterThan(0);
  });

  const list = /* GraphQL */ `
    query (
      $filter: ApplicationFilter!
      $orderBy: [ApplicationOrder!]!
      $first: Int!
      $after: String
    ) {
      applications(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        nodes {
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `;

  interface Page {
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: number;
  }

  /** All pages together. */
  async function all(variables: Record<string, unknown>) {
    const ids: string[] = [];
    const counts = new Set<number>();
    let after: string | null = null;
    for (;;) {
      const { nodes, pageInfo, totalCount }: Page = await analyst.do<Page>(list, {
        ...variables,
        after,
      });
      ids.push(...nodes.map(({ id }) => id));
      counts.add(totalCount);
      if (!pageInfo.hasNextPage) return { ids, counts: [...counts] };
      after = pageInfo.endCursor;
    }
  }

  test('lists have what meets the filter, in the order, however they are cut into pages', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        applicationFilters(data),
        orders,
        fc.constantFrom(100, 100, 61),
        async (filter, orderBy, first) => {
          const expected = data.applications
            .filter((one) => meets(one, filter, data))
            .toSorted(compareBy(orderBy))
            .map(({ id }) => id);
          const { ids, counts } = await all({ filter, orderBy, first });
          expect({ ids, counts }).toEqual({ ids: expected, counts: [expected.length] });
          if (expected.length > 0) found += 1;
        },
      ),
      { numRuns: runs },
    );
    // The filters are not so narrow that they compare nothing.
    expect(found).toBeGreaterThan(runs / 4);
  });

  const compare = <Row>(asked: AskedGroups<Row>) => compareGroups(analyst, asked, data);

  /** Dimensions that are numbers one at a time, since they share a field. */
  const dimensionsOf = (names: readonly string[]) =>
    fc
      .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 })
      .filter((all) => all.filter((name) => numericDimensions.includes(name)).length <= 1)
      .map((all) => (all.includes('HOUR') ? all.filter(isBesideHour) : all));

  const isBesideHour = (name: string) =>
    ![
      'WEEK',
      'DAY',
      'DISTRICT',
      'UNIT',
      'DAYS_TO_ANSWER',
      'BUSINESS_DAYS_TO_ANSWER',
      'AGE_IN_DAYS',
    ].includes(name);
  /** Figures in days or on lateness. */
  const notBesideHour = /overdue|late|saved|days|within/i;

  /** Figures of which each is named by a value of the enum, or has arguments. */
  const asking = (figures: object) => conditionedFigures([...Object.keys(figures), 'share']);

  test('groups of applications have the figures that follow from the documents', async () => {
    await fc.assert(
      fc.asyncProperty(
        dimensionsOf(Object.keys(applicationDimensions)).chain((groupBy) => {
          const hasHour = groupBy.includes('HOUR');
          const figures = Object.entries(applicationFigures);
          return fc.tuple(
            hasHour ? filtersBesideHour(data) : applicationFilters(data),
            fc.constant(groupBy),
            asking(
              Object.fromEntries(
                hasHour ? figures.filter(([name]) => !notBesideHour.test(name)) : figures,
              ),
            ),
            fc.constantFrom(...(hasHour ? ['FILED'] : Object.keys(applicationDays))),
          );
        }),
        async ([filter, groupBy, asked, by]) => {
          const { found, expected } = await compare({
            field: 'applicationStatistics',
            input: 'ApplicationFilter',
            rows: data.applications.filter((one) => meets(one, filter, data)),
            dimensions: applicationDimensions,
            figures: applicationFigures,
            groupBy,
            by,
            days: applicationDays,
            ...asked,
            filter,
          });
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: runs },
    );
  });

  test('groups of referrals, too', async () => {
    const referrals: NaiveReferral[] = data.applications.flatMap((one) => one.referrals);
    await fc.assert(
      fc.asyncProperty(
        referralFilters(data),
        dimensionsOf(Object.keys(referralDimensions)),
        asking(referralFigures),
        fc.constantFrom(...Object.keys(referralDays)),
        async (filter, groupBy, asked, by) => {
          const { found, expected } = await compare({
            field: 'referralStatistics',
            input: 'ReferralFilter',
            rows: referrals.filter((one) => referralMeets(one, filter, data)),
            dimensions: referralDimensions,
            figures: referralFigures,
            groupBy,
            by,
            days: referralDays,
            ...asked,
            filter,
          });
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: runs },
    );
  });

  test('groups of steps, too, each on its own day', async () => {
    await fc.assert(
      fc.asyncProperty(
        stepFilters(data, applicationFilters(data)),
        dimensionsOf(Object.keys(stepDimensions)),
        asking(stepFigures),
        async (filter, groupBy, asked) => {
          const { found, expected } = await compare({
            field: 'stepStatistics',
            input: 'StepFilter',
            rows: data.steps.filter((one) => stepMeets(one, filter, data)),
            dimensions: stepDimensions,
            figures: stepFigures,
            groupBy,
            by: 'ITS_OWN',
            days: { ITS_OWN: ({ day }) => day },
            ...asked,
            filter,
          });
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  test('each dimension and each day by itself has every figure', async () => {
    const common = {
      filter: { types: ['COMPLAINT', 'REQUEST', 'INFORMATION_REQUEST'] },
      by: 'FILED',
    };
    const time = ['MONTH', 'WEEKDAY'];
    const days = (all: object, first: string) => Object.keys(all).filter((day) => day !== first);
    for (const { groupBy, by } of [
      ...Object.keys(applicationDimensions).map((name) => ({ groupBy: [name], by: 'FILED' })),
      ...days(applicationDays, 'FILED').map((by) => ({ groupBy: time, by })),
    ]) {
      const figures = Object.keys(applicationFigures);
      const hasHour = groupBy.includes('HOUR');
      const { found, expected } = await compare({
        ...common,
        field: 'applicationStatistics',
        input: 'ApplicationFilter',
        rows: data.applications.filter((one) => meets(one, common.filter, data)),
        dimensions: applicationDimensions,
        figures: applicationFigures,
        groupBy,
        by,
        days: applicationDays,
        selected: hasHour ? figures.filter((name) => !notBesideHour.test(name)) : figures,
      });
      expect({ groupBy, by, found }).toEqual({ groupBy, by, found: expected });
    }
    const filter = { application: common.filter };
    const referrals = data.applications.flatMap((one) => one.referrals);
    for (const { groupBy, by } of [
      ...Object.keys(referralDimensions).map((name) => ({ groupBy: [name], by: 'REFERRED' })),
      ...days(referralDays, 'REFERRED').map((by) => ({ groupBy: time, by })),
    ]) {
      const { found, expected } = await compare({
        field: 'referralStatistics',
        input: 'ReferralFilter',
        rows: referrals.filter((one) => referralMeets(one, filter, data)),
        dimensions: referralDimensions,
        figures: referralFigures,
        groupBy,
        by,
        days: referralDays,
        selected: Object.keys(referralFigures),
        filter,
      });
      expect({ groupBy, by, found }).toEqual({ groupBy, by, found: expected });
    }
  });

  test('each condition by itself finds what meets it', async () => {
    const { found, expected } = await compareFilters(analyst, data);
    expect(found).toEqual(expected);
  });

  test('each figure by itself leaves groups out, and orders them', async () => {
    const { found, expected } = await compareFigures(analyst, data);
    expect(found).toEqual(expected);
  });

  test('periods, past days, conditions on groups and their order, too', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(questions(data), async (asked) => {
        const compared = await compareQuestion(analyst, asked, data);
        expect(compared.found).toEqual(compared.expected);
        if (compared.expected.groupCount > 1) found += 1;
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
    expect(found).toBeGreaterThan(runs / 8);
  });

  test('what is asked for at the end of today is what is so now', async () => {
    const asked = (more: string) =>
      analyst.do<{ groups: Record<string, unknown>[] }>(
        `{ applicationStatistics(groupBy: [STAGE, UNIT], first: 10000 ${more}) {
          groups { stage unit { id } count open answered overdue late savedByInterimReply
            ageInDays { average } daysToAnswer { average } } } }`,
      );
    const [now, today] = await Promise.all([asked(''), asked(`, onDays: ["${data.today}"]`)]);
    const inOrder = ({ groups }: typeof now) => groups.map((one) => JSON.stringify(one)).toSorted();
    expect(inOrder(today)).toEqual(inOrder(now));
  });

  test('levels of the tree now and then, also on past days, too', async () => {
    let several = 0;
    await fc.assert(
      fc.asyncProperty(levelQuestions(data), async (asked) => {
        const { found, expected } = await compareLevels(analyst, asked, data);
        expect(found).toEqual(expected);
        if (Object.keys(expected).length > 1) several += 1;
      }),
      { numRuns: runs },
    );
    expect(several).toBeGreaterThan(runs / 4);
  });

  test('units are grouped by ministry as the tree has them', async () => {
    const { groups } = await analyst.do<{
      groups: { unit: { id: string; kind: string } | null; count: number }[];
    }>(
      `{ applicationStatistics(groupBy: [UNIT], unitLevel: { kinds: [MINISTRY] }) {
        groups { unit { id kind } count } } }`,
    );
    const expected = Map.groupBy(data.applications, ({ unit }) => ministryOf(unit, data));
    expect(
      Object.fromEntries(groups.map(({ unit, count }) => [unit?.id ?? 'none', count])),
    ).toEqual(Object.fromEntries([...expected].map(([id, { length }]) => [id ?? 'none', length])));
    expect(new Set(groups.map(({ unit }) => unit?.kind ?? 'MINISTRY'))).toEqual(
      new Set(['MINISTRY']),
    );
  });
});
