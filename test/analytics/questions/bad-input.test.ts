import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { file, numberOf } from '../../support/filing.ts';
import { startGraph, type TestGraph, onceInTheSuite as describe } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { wrongQuestions } from './wrong-questions.ts';
import { addDays, localDateOf } from '../../../lib/kit/local-date.ts';
import { rebuild } from '../copy/copy-requests.ts';

const dayMs = 86_400_000;
/** A divisor of 10,000. */
const daysFiled = 400;
const thisYear = localDateOf(new Date()).slice(0, 4);

/** Questions that make no sense are refused with the path of the argument. */

describe('a question with a wrong argument', () => {
  let graph: TestGraph;
  let analyst: Person;

  beforeAll(async () => {
    graph = await startGraph({ analytics: true });
    const { id } = await graph.data.citizen();
    const token = await graph.token({ role: 'CITIZEN', citizenId: id });
    for (const type of ['COMPLAINT', 'REQUEST', 'REQUEST']) {
      numberOf(await file(graph, token, { type }));
    }
    analyst = await personOf(graph, { role: 'ANALYST' });
    // Each of a day of its own.
    const first = Date.now() - (daysFiled + 60) * dayMs;
    const days = Array.from({ length: daysFiled }, (_, index) => new Date(first + index * dayMs));
    const citizen = await graph.data.citizen();
    const filed = days.map((filedAt) =>
      graph.data.application({
        citizen,
        fields: { filedAt, type: 'THANKS' },
        timeline: [{ event: 'FILED', at: filedAt }],
      }),
    );
    await Promise.all(filed);
    await rebuild(graph);
    await until(
      () => analyst.do<{ totalCount: number }>('{ applications { totalCount } }'),
      ({ totalCount }) => totalCount === daysFiled + 3,
    );
  });
  afterAll(() => graph?.stop());

  const nested = (depth: number): string =>
    depth === 0 ? '{ open: true }' : `{ not: ${nested(depth - 1)} }`;

  test.each([
    ['{ }', 'filter', 'REQUIRED'],
    ['{ and: [{ }] }', 'filter.and[0]', 'REQUIRED'],
    ['{ or: [] }', 'filter.or', 'RANGE'],
    ['{ types: [] }', 'filter.types', 'RANGE'],
    ['{ filedOn: { } }', 'filter.filedOn', 'REQUIRED'],
    ['{ filedOn: { from: "2026-02-30" } }', 'filter.filedOn.from', 'FORMAT'],
    ['{ filedOn: { from: 7 } }', 'filter.filedOn.from', 'FORMAT'],
    ['{ filedOn: { from: "2026-05-02", to: "2026-05-01" } }', 'filter.filedOn', 'CONFLICT'],
    ['{ filedOn: { to: "1999-12-31" } }', 'filter.filedOn', 'RANGE'],
    ['{ filedOn: { from: "2999-01-01" } }', 'filter.filedOn', 'RANGE'],
    ['{ dueOn: { from: "2999-01-01" } }', 'filter.dueOn', 'RANGE'],
    ['{ rating: { } }', 'filter.rating', 'REQUIRED'],
    ['{ rating: { min: 4, max: 3 } }', 'filter.rating', 'CONFLICT'],
    [
      '{ and: [{ rating: { min: 5 } }, { rating: { max: 3 } }] }',
      'filter.and[1].rating',
      'CONFLICT',
    ],
    [
      '{ not: { filedOn: { from: "2026-05-02" }, and: [{ and: [{ filedOn: { to: "2026-05-01" } }] }] } }',
      'filter.not.and[0].and[0].filedOn',
      'CONFLICT',
    ],
    ['{ rating: { min: -1 } }', 'filter.rating.min', 'RANGE'],
    ['{ rating: { min: 6 } }', 'filter.rating.min', 'RANGE'],
    ['{ rating: { max: 0 } }', 'filter.rating.max', 'RANGE'],
    ['{ not: { daysToAnswer: { max: -1 } } }', 'filter.not.daysToAnswer.max', 'RANGE'],
    ['{ dueWithinBusinessDays: 251 }', 'filter.dueWithinBusinessDays', 'RANGE'],
    ['{ topicIds: ["nothing"] }', 'filter.topicIds[0]', 'UNKNOWN'],
    ['{ provinceCodes: ["34", "99"] }', 'filter.provinceCodes[1]', 'UNKNOWN'],
    ['{ or: [{ districtCodes: ["34"] }] }', 'filter.or[0].districtCodes[0]', 'UNKNOWN'],
    ['{ responsibleUnits: { ids: ["1"] } }', 'filter.responsibleUnits.ids[0]', 'FORMAT'],
    ['{ responsibleUnits: { ids: ["10000000"] } }', 'filter.responsibleUnits.ids[0]', 'UNKNOWN'],
    [nested(9), `filter${'.not'.repeat(9)}`, 'RANGE'],
  ])('filter: %s', async (filter, field, reason) => {
    const expected = { code: 'BAD_USER_INPUT', field, reason };
    const queries = [
      `{ applications(filter: ${filter}) { totalCount } }`,
      `{ applicationStatistics(groupBy: [TYPE], filter: ${filter}) { totalCount } }`,
    ];
    for (const query of queries) expect(await analyst.refused(query)).toMatchObject(expected);
    const within = `{ referralStatistics(groupBy: [UNIT], filter: { application: ${filter} }) { totalCount } }`;
    expect(await analyst.refused(within)).toMatchObject({
      ...expected,
      field: field.replace('filter', 'filter.application'),
    });
  });

  test.each(wrongQuestions)('statistics: %s', async (args, field, reason) => {
    const query = `{ applicationStatistics(${args}) { groups { count } } }`;
    expect(await analyst.refused(query)).toMatchObject({ code: 'BAD_USER_INPUT', field, reason });
  });

  test.each([
    'overdue',
    'shareLate',
    'savedByInterimReply',
    'ageInDays { average }',
    'daysToAnswer { median }',
    'shareAnsweredWithin(days: 7)',
    'daysBetween(from: FILED, to: REPLIED) { median }',
    'previous { ageInDays { average } }',
  ])('the hour of filing has no figure in days: %s', async (selection) => {
    const query = `{ applicationStatistics(groupBy: [HOUR, TYPE]) { groups { count ${selection} } } }`;
    const [field = ''] = /\w+/.exec(selection.replace('previous { ', '')) ?? [];
    expect(await analyst.refused(query)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: `groups.${field}`,
      reason: 'CONFLICT',
    });
  });

  test('the hour of filing goes with months, provinces, the day of the week and counts', async () => {
    const query = (more: string) =>
      `{ applicationStatistics(${more}) { groups { hour count share rating { average } previous { count } } total { ageInDays { average } } } }`;
    for (const more of [
      'groupBy: [WEEKDAY, HOUR]',
      'groupBy: [HOUR, MONTH, PROVINCE, TOPIC], filter: { types: [THANKS], not: { filedOn: { to: "2025-12-31" } } }',
      `groupBy: [HOUR], filter: { filedOn: { from: "${thisYear}-01-01", to: "${thisYear}-12-31" } }, previous: YEAR_BEFORE`,
    ]) {
      expect((await analyst.do<{ groups: object[] }>(query(more))).groups).not.toEqual([]);
    }
  });

  test.each([
    ['groupBy: []', 'groupBy', 'RANGE'],
    ['groupBy: [UNIT, UNIT]', 'groupBy', 'CONFLICT'],
    ['groupBy: [TYPE], unitLevel: { depth: 1 }', 'unitLevel', 'CONFLICT'],
    ['groupBy: [UNIT], unitLevel: { below: "10000000" }', 'unitLevel.below', 'UNKNOWN'],
    ['groupBy: [TYPE], buckets: [{ of: CLARIFICATIONS, from: [1] }]', 'buckets[0].of', 'CONFLICT'],
    ['groupBy: [TYPE], previous: PERIOD_BEFORE', 'previous', 'CONFLICT'],
    ['groupBy: [TYPE], having: [{ measure: OPEN, min: 1 }]', 'having[0].measure', 'CONFLICT'],
    ['groupBy: [TYPE], having: [{ measure: COUNT, min: 2, max: 1 }]', 'having[0]', 'CONFLICT'],
    ['groupBy: [TYPE], orderBy: [{ dimension: STATE }]', 'orderBy[0].dimension', 'CONFLICT'],
    ['groupBy: [TYPE], first: 10001', 'first', 'RANGE'],
    ['groupBy: [TYPE], filter: {}', 'filter', 'REQUIRED'],
    ['groupBy: [TYPE], filter: { states: [] }', 'filter.states', 'RANGE'],
    ['groupBy: [TYPE], filter: { units: { ids: ["10000000"] } }', 'filter.units.ids[0]', 'UNKNOWN'],
    ['groupBy: [TYPE], filter: { referredOn: {} }', 'filter.referredOn', 'REQUIRED'],
    ['groupBy: [TYPE], filter: { appealKinds: [] }', 'filter.appealKinds', 'RANGE'],
    ['groupBy: [TYPE], filter: { appealedOn: {} }', 'filter.appealedOn', 'REQUIRED'],
    ['groupBy: [TYPE], by: APPEALED, previous: YEAR_BEFORE', 'previous', 'CONFLICT'],
    [
      'groupBy: [TYPE], filter: { referredOn: { from: "2026-05-02", to: "2026-05-01" } }',
      'filter.referredOn',
      'CONFLICT',
    ],
    [
      'groupBy: [TYPE], filter: { not: { closedOn: { from: "2999-01-01" } } }',
      'filter.not.closedOn',
      'RANGE',
    ],
    [
      'groupBy: [TYPE], filter: { application: { districtCodes: ["3"] } }',
      'filter.application.districtCodes[0]',
      'UNKNOWN',
    ],
    [
      'groupBy: [TYPE], filter: { or: [{ appeals: { min: 2, max: 1 } }] }',
      'filter.or[0].appeals',
      'CONFLICT',
    ],
  ])('statistics of referrals: %s', async (args, field, reason) => {
    const query = `{ referralStatistics(${args}) { groups { count } } }`;
    expect(await analyst.refused(query)).toMatchObject({ code: 'BAD_USER_INPUT', field, reason });
  });

  test.each([
    ['groupBy: []', 'groupBy', 'RANGE'],
    ['groupBy: [KIND], filter: { kinds: [] }', 'filter.kinds', 'RANGE'],
    ['groupBy: [KIND], filter: { on: {} }', 'filter.on', 'REQUIRED'],
    ['groupBy: [KIND], filter: { on: { to: "1999-12-31" } }', 'filter.on', 'RANGE'],
    ['groupBy: [KIND], previous: YEAR_BEFORE', 'previous', 'CONFLICT'],
    ['groupBy: [KIND], unitLevel: { depth: 1 }', 'unitLevel', 'CONFLICT'],
    ['groupBy: [KIND], having: [{ measure: SETTLED, min: 1 }]', 'having[0].measure', 'CONFLICT'],
    ['groupBy: [KIND, UNIT, KIND]', 'groupBy', 'CONFLICT'],
    ['groupBy: [KIND], having: [{ measure: COUNT, min: 2, max: 1 }]', 'having[0]', 'CONFLICT'],
    ['groupBy: [KIND], filter: { units: { ids: ["10000000"] } }', 'filter.units.ids[0]', 'UNKNOWN'],
    [
      'groupBy: [KIND], filter: { on: { from: "2026-05-02", to: "2026-05-01" } }',
      'filter.on',
      'CONFLICT',
    ],
    [
      'groupBy: [KIND], filter: { on: { from: "2026-05-02" }, and: [{ on: { to: "2026-05-01" } }] }',
      'filter.and[0].on',
      'CONFLICT',
    ],
    [
      'groupBy: [KIND], filter: { not: { application: { topicIds: ["nothing"] } } }',
      'filter.not.application.topicIds[0]',
      'UNKNOWN',
    ],
  ])('statistics of steps: %s', async (args, field, reason) => {
    const query = `{ stepStatistics(${args}) { groups { count } } }`;
    expect(await analyst.refused(query)).toMatchObject({ code: 'BAD_USER_INPUT', field, reason });
  });

  test.each([
    ['application', 'filter: { filedOn: { from: "1899-12-31" } }', 'filter.filedOn.from'],
    ['referral', 'filter: { referredOn: { to: "3000-01-01" } }', 'filter.referredOn.to'],
    ['step', 'filter: { on: { to: "9999-12-31" } }', 'filter.on.to'],
    ['application', 'onDays: ["0000-01-01"]', 'onDays[0]'],
    ['published', 'period: { unit: YEAR, from: "1899-01-01" }', 'period.from'],
  ])('a day that cannot be given is refused with the limits: %s, %s', async (of, args, field) => {
    const question = `${of}Statistics(groupBy: [${of === 'step' ? 'KIND' : 'TYPE'}], ${args})`;

    expect(await analyst.refused(`{ ${question} { groupCount } }`)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
      reason: 'RANGE',
      min: '1900-01-01',
      max: '2999-12-31',
    });
  });

  /** As many groups as there are days and applications of a day of their own. */
  const groupsOn = (days: number, more = '') => `{
    applicationStatistics(
      groupBy: [ON_DAY, AGE_IN_DAYS], filter: { types: [THANKS] },
      onDays: [${Array.from({ length: days }, (_, back) => `"${addDays(localDateOf(new Date()), -back)}"`).join(' ')}] ${more}
    ) { groups { count share buckets { from } } groupCount } }`;

  test('there are 10,000 groups at most, of which the first are shown', async () => {
    const { groups, groupCount } = await analyst.do<{ groups: object[]; groupCount: number }>(
      groupsOn(10_000 / daysFiled, 'first: 20'),
    );
    expect([groups.length, groupCount]).toEqual([20, 10_000]);
  });

  interface Ranking {
    groups: { count: number; share: number; buckets: { from: number }[] }[];
    groupCount: number;
  }

  test('the first of an order are shown of more groups, with their shares of all', async () => {
    const ranking = (first: number) =>
      groupsOn(
        10_000 / daysFiled + 1,
        `first: ${first}, orderBy: [{ measure: COUNT }, { dimension: AGE_IN_DAYS, direction: DESC }]`,
      );
    const { groups, groupCount } = await analyst.do<Ranking>(ranking(3));
    expect(groupCount).toBe(10_400);
    const oldest = daysFiled + 60;
    expect(groups).toEqual(
      [oldest, oldest - 1, oldest - 1].map((from) => ({
        count: 1,
        share: 1 / daysFiled,
        buckets: [{ from }],
      })),
    );
    expect((await analyst.do<Ranking>(ranking(1_000))).groups).toHaveLength(1_000);
    expect(await analyst.refused(ranking(1_001))).toMatchObject({
      field: 'groupBy',
      reason: 'RANGE',
    });
  });

  test('more groups are refused with their number, however few are wanted without an order, and are on record', async () => {
    const language = { 'accept-language': 'tr' };
    const token = await graph.token({ role: 'ANALYST', subject: 'of-many-groups' });
    const query = groupsOn(10_000 / daysFiled + 1, 'first: 20');
    const { errors } = await graph.client.ask(query, { token });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^These are 10400 groups\. There can be 10000 at most: /),
        extensions: { code: 'BAD_USER_INPUT', field: 'groupBy', reason: 'RANGE', max: 10_000 },
      },
    ]);
    const turkish = await graph.client.ask(query, { token, headers: language });
    expect(turkish.errors[0]?.message).toMatch(/^Bu soru 10400 grup veriyor\. /);
    const questions = graph.data.database('analytics').collection('questions');
    const recorded = await questions.find({ subject: 'of-many-groups' }).toArray();
    expect(recorded.map(({ rows }) => rows)).toEqual([null, null]);
    expect(await analyst.refused(query.replace('first: 20', 'orderBy: []'))).toMatchObject({
      field: 'groupBy',
    });
  });

  test('only groups that meet the conditions on figures count', async () => {
    const open = groupsOn(10_000 / daysFiled + 1, 'having: [{ measure: COUNT, min: 2 }]');
    expect(await analyst.do(open)).toEqual({ groups: [], groupCount: 0 });
  });

  test('several days have no total', async () => {
    const [today, before] = [0, -1].map((days) => addDays(localDateOf(new Date()), days));
    const asked = (days: string) =>
      `{ applicationStatistics(groupBy: [ON_DAY], onDays: [${days}]) { total { count } } }`;
    expect(await analyst.refused(asked(`"${today}", "${before}"`))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'total',
      reason: 'CONFLICT',
    });
    expect(await analyst.do(asked(`"${today}"`))).toEqual({ total: { count: daysFiled + 3 } });
  });

  test('a figure has arguments in range', async () => {
    const query =
      '{ applicationStatistics(groupBy: [TYPE]) { groups { shareAnsweredWithin(days: -1) } } }';
    expect(await analyst.refused(query)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'groups.shareAnsweredWithin.days',
      reason: 'RANGE',
    });
  });

  test('everything that is wrong is named at once', async () => {
    const query = `{ applicationStatistics(groupBy: [TYPE, TYPE], first: 0,
      filter: { rating: { }, types: [] }) { totalCount } }`;
    const { problems } = await analyst.refused(query);
    expect((problems as { field: string }[]).map(({ field }) => field)).toEqual([
      'filter.types',
      'filter.rating',
      'groupBy',
      'first',
    ]);
  });

  test.each([
    ['orderBy: []', 'orderBy', 'RANGE'],
    ['orderBy: [{ by: TYPE }, { by: TYPE }]', 'orderBy[1].by', 'CONFLICT'],
    ['after: "x"', 'after', 'CURSOR'],
    ['first: -1', 'first', 'RANGE'],
  ])('list: %s', async (args, field, reason) => {
    const query = `{ applications(${args}) { totalCount } }`;
    expect(await analyst.refused(query)).toMatchObject({ code: 'BAD_USER_INPUT', field, reason });
  });

  test('a cursor of another list is refused', async () => {
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    const queue = await evaluator.do<{ pageInfo: { endCursor: string } }>(
      '{ evaluationQueue(first: 1) { pageInfo { endCursor } } }',
    );
    const query = 'query ($after: String) { applications(after: $after) { totalCount } }';
    expect(await evaluator.refused(query, { after: queue.pageInfo.endCursor })).toMatchObject({
      field: 'after',
      reason: 'CURSOR',
    });
  });

  test('a cursor works for its question alone, however that is written', async () => {
    const query = `query ($filter: ApplicationFilter, $orderBy: [ApplicationOrder!], $after: String) {
      applications(filter: $filter, orderBy: $orderBy, after: $after, first: 1) {
        nodes { id } pageInfo { endCursor } } }`;
    interface Page {
      nodes: { id: string }[];
      pageInfo: { endCursor: string };
    }
    const filter = { types: ['REQUEST'], open: true };
    const orderBy = [{ by: 'TYPE', direction: 'ASC' }];
    const { nodes, pageInfo } = await analyst.do<Page>(query, { filter, orderBy });
    const after = pageInfo.endCursor;
    const same = { filter: { rating: null, open: true, types: ['REQUEST'] }, orderBy };
    const next = await analyst.do<Page>(query, { ...same, after });
    expect(next.nodes).toHaveLength(1);
    expect(next.nodes).not.toEqual(nodes);
    for (const other of [
      { filter: { ...filter, open: false }, orderBy },
      { filter, orderBy: [{ by: 'TYPE', direction: 'DESC' }] },
      { filter },
    ]) {
      expect(await analyst.refused(query, { ...other, after })).toMatchObject({
        field: 'after',
        reason: 'CURSOR',
      });
    }
  });
});
