import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, localDateOf } from '../../../lib/kit/local-date.ts';
import { startGraph, type TestGraph, onceInTheSuite as describe } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { operations } from '../../casework/operations.ts';
import { rebuild } from '../copy/copy-requests.ts';

/** Published statistics through the graph, for callers who are not signed in. */

interface Statistics {
  groups: {
    type: string | null;
    province: { code: string } | null;
    from: string;
    to: string;
    persons: number;
    share: number | null;
    answeredWithin30Days: number | null;
  }[];
  groupCount: number;
  asOf: string;
}

const today = localDateOf(new Date());
/** The quarter before the present one: its last month is closed, too. */
const quarter = quarterBefore(today);
const filedAt = new Date(`${quarter}T09:00:00Z`);
const period = `{ unit: QUARTER, from: "${quarter}" }`;

const ask = (args: string) => `{
  publishedStatistics(${args}) {
    groups { type province { code } from to persons share answeredWithin30Days }
    groupCount
    asOf
  }
}`;

describe('published statistics', () => {
  let graph: TestGraph;
  let analyst: Person;
  let citizens: Awaited<ReturnType<TestGraph['data']['citizen']>>[];
  /** The numbers of the requests, one of each citizen. */
  const requested: string[] = [];

  /** Files applications in the quarter. */
  const file = (citizen: (typeof citizens)[number], fields: Record<string, unknown>) =>
    graph.data.application({ citizen, fields: { filedAt, ...fields } });

  beforeAll(async () => {
    graph = await startGraph({ analytics: true });
    analyst = await personOf(graph, { role: 'ANALYST' });
    citizens = [];
    for (let count = 0; count < 60; count += 1) citizens.push(await graph.data.citizen());
    for (const [index, citizen] of citizens.entries()) {
      requested.push((await file(citizen, { type: 'REQUEST' })).number);
      if (index < 9) await file(citizen, { type: 'REPORT' });
      if (index < 30) await file(citizen, { type: 'COMPLAINT', provinceCode: '54' });
    }
    await copied();
  });
  afterAll(() => graph?.stop());

  /** Has the copy read everything again. */
  async function copied(): Promise<void> {
    await rebuild(graph);
    const total = await graph.data
      .database('application')
      .collection('applications')
      .countDocuments();
    await until(
      async () => {
        const { data } = await analyst.ask('{ applications { totalCount } }');
        return (data?.['applications'] as { totalCount: number } | null)?.totalCount ?? 0;
      },
      (count) => count === total,
    );
  }

  async function published(args: string): Promise<Statistics> {
    const data = await graph.client.data(ask(args));
    return data['publishedStatistics'] as Statistics; // the form of the query
  }

  async function refused(args: string): Promise<Record<string, unknown> | undefined> {
    const { errors } = await graph.client.ask(ask(args));
    return errors[0]?.extensions;
  }

  test('count persons to a multiple of 5, and leave out what few are behind', async () => {
    const { groups, groupCount } = await published(`groupBy: [TYPE], period: ${period}`);
    expect(groups.map(({ type }) => type)).toEqual(['REQUEST', 'COMPLAINT']); // 9 have reported
    expect(groupCount).toBe(2);
    const [requests, complaints] = groups.map(({ persons }) => persons);
    expect(Math.abs((requests ?? 0) - 60)).toBeLessThanOrEqual(14);
    expect(Math.abs((complaints ?? 0) - 30)).toBeLessThanOrEqual(14);
    expect([requests, complaints].map((persons) => (persons ?? 1) % 5)).toEqual([0, 0]);
    expect(groups[0]).toMatchObject({ from: quarter, province: null });
  });

  test('compute shares from published numbers', async () => {
    const args = `groupBy: [TYPE, PROVINCE], period: ${period}, filter: { type: COMPLAINT }`;
    const { groups } = await published(args);
    const { groups: wholes } = await published(
      `groupBy: [TYPE], period: ${period}, filter: { type: COMPLAINT }`,
    );
    expect(groups).toMatchObject([{ type: 'COMPLAINT', province: { code: '54' } }]);
    const [whole] = wholes.map(({ persons }) => persons);
    const [group] = groups;
    expect(group?.share).toBe(Math.min(1, (group?.persons ?? 0) / (whole ?? 1)));
  });

  test('give a cell one number, however it is asked for', async () => {
    const month = `{ unit: MONTH, from: "${quarter}" }`;
    const numbers = [];
    for (const args of [
      `groupBy: [TYPE], period: ${month}`,
      `groupBy: [TYPE], period: ${month}, filter: { type: REQUEST }`,
      `groupBy: [MONTH, TYPE], period: ${period}`,
      `groupBy: [MONTH], period: ${period}, filter: { type: REQUEST }`,
    ]) {
      const { groups } = await published(args);
      numbers.push(groups.find(({ type }) => (type ?? 'REQUEST') === 'REQUEST')?.persons);
    }
    expect(new Set(numbers).size).toBe(1);
    const aliases = Array.from(
      { length: 4 },
      (_, index) =>
        `a${index}: publishedStatistics(first: ${index + 1}, groupBy: [TYPE], period: ${month}) { groups { persons } }`,
    );
    const data = await graph.client.data(`{ ${aliases.join(' ')} }`);
    const first = Object.values(data).map(
      (each) => (each as { groups: { persons: number }[] }).groups[0]?.persons,
    );
    expect(new Set(first)).toEqual(new Set(numbers));
  });

  test('are the same after a rebuild, and after a second and a hundredth filing of a person', async () => {
    const requests = (found: Statistics) =>
      found.groups.filter(({ type }) => type === 'REQUEST').map(({ persons }) => persons);
    const args = `groupBy: [TYPE, PROVINCE], period: ${period}`;
    const before = requests(await published(args));
    expect(before).toHaveLength(1);
    const [citizen] = citizens;
    if (!citizen) throw new Error('there are citizens');
    for (let count = 0; count < 100; count += 1) await file(citizen, { type: 'REQUEST' });
    await copied();
    expect(requests(await published(args))).toEqual(before);
    const { groups } = await analyst.do<{ groups: { count: number }[] }>(
      '{ applicationStatistics(groupBy: [TYPE], filter: { types: [REQUEST] }) { groups { count } } }',
    );
    expect(groups).toEqual([{ count: 160 }]);
  });

  test('are not remembered of a copy that had other data', async () => {
    const before = quarterBefore(quarter);
    const args = `groupBy: [TYPE], period: { unit: QUARTER, from: "${before}" }`;
    expect(await refused(args)).toMatchObject({ field: 'period', reason: 'RANGE' });
    for (const citizen of citizens) {
      await file(citizen, { type: 'OPINION', filedAt: new Date(`${before}T09:00:00Z`) });
    }
    await copied();
    expect((await published(args)).groups).toHaveLength(1);
  });

  test('are the same after the centre has corrected what was filed in a closed period', async () => {
    const sorted = ({ groups }: Statistics) =>
      groups
        .map(({ type, province, persons }) => `${type} ${province?.code} ${persons}`)
        .toSorted();
    const before = sorted(await published(`groupBy: [TYPE, PROVINCE], period: ${period}`));
    expect(before).toHaveLength(2);
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    for (const number of requested.slice(0, 25)) {
      await evaluator.do(operations.correct, {
        number,
        type: 'COMPLAINT',
        place: { provinceCode: '54' },
        reason: 'Başvuru bir şikâyettir.',
      });
    }
    // Analysts see what was corrected.
    await until(
      () =>
        analyst.do<{ totalCount: number }>(
          '{ applications(filter: { types: [COMPLAINT], provinceCodes: ["54"] }) { totalCount } }',
        ),
      ({ totalCount }) => totalCount === 30 + 25,
    );
    // They see that something was corrected, and not what was filed, which no other field tells either.
    const timelines = await analyst.ask(
      `{ applications(filter: { types: [COMPLAINT] }, first: 100) {
        nodes { timeline { event correction { before { type } } } } } }`,
    );
    const entries = nodesOf(timelines.data).flatMap(({ timeline }) => timeline);
    expect(entries.filter(({ event }) => event === 'CORRECTED')).toEqual(
      Array.from({ length: 25 }, () => ({ event: 'CORRECTED', correction: null })),
    );
    expect(timelines.errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    // In other forms: what was asked before is remembered until the day is over.
    const after: string[] = [];
    for (const filter of ['type: REQUEST', 'type: COMPLAINT']) {
      const args = `groupBy: [TYPE, PROVINCE], period: ${period}, filter: { ${filter} }, first: 9`;
      after.push(...sorted(await published(args)));
    }
    expect(after.toSorted()).toEqual(before);
  });

  test('look alike for few people and for none', async () => {
    const few = await refused(`groupBy: [PROVINCE], period: ${period}, filter: { type: REPORT }`);
    const none = await refused(`groupBy: [PROVINCE], period: ${period}, filter: { type: THANKS }`);
    expect(few).toEqual(none);
    expect(few).toMatchObject({ code: 'BAD_USER_INPUT', field: 'filter', reason: 'RANGE' });
  });

  test('are refused of a period of which nothing is published', async () => {
    const before = await refused('groupBy: [TYPE], period: { unit: YEAR, from: "1999-01-01" }');
    expect(before).toMatchObject({ code: 'BAD_USER_INPUT', field: 'period', reason: 'RANGE' });
  });

  test('are as of the end of a closed day, and nobody is on record', async () => {
    const { asOf } = await published(`groupBy: [TYPE], period: ${period}`);
    expect(asOf).toMatch(/T21:00:00\.000Z$/);
    expect(Date.parse(asOf)).toBeLessThanOrEqual(Date.now());
    const fields = await graph.data.database('analytics').collection('questions').distinct('field');
    expect(fields).not.toContain('publishedStatistics');
  });

  test('leave answers open until they can no longer come in time', async () => {
    const args = `groupBy: [TYPE], period: { unit: MONTH, from: "${quarter}" }`;
    const { groups } = await published(args);
    // Three months have passed since the first month of the quarter before began.
    expect(groups.map(({ answeredWithin30Days }) => answeredWithin30Days)).toEqual([0, 0]);
    const { groups: last } = await published(`groupBy: [TYPE, WEEK]`);
    expect(last.filter(({ to }) => addDays(to, 30) >= today)).toEqual([]);
  });

  test('are for every role', async () => {
    const unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE' })._id;
    const citizenId = citizens[0]?.id ?? null;
    const args = `groupBy: [TYPE], period: ${period}`;
    const anonymous = await published(args);
    for (const viewer of [
      { role: 'CITIZEN', citizenId },
      { role: 'OFFICER', unitId },
      { role: 'EVALUATOR' },
      { role: 'ANALYST' },
      { role: 'ADMIN' },
    ] as const) {
      expect(await (await personOf(graph, viewer)).do(ask(args))).toEqual(anonymous);
    }
  });

  const month = localDateOf(new Date()).slice(0, 8);

  test.each([
    ['groupBy: []', 'groupBy', 'RANGE'],
    ['groupBy: [TYPE, TOPIC, PROVINCE, MONTH]', 'groupBy', 'RANGE'],
    ['groupBy: [TYPE, TYPE]', 'groupBy', 'CONFLICT'],
    ['groupBy: [MONTH, WEEK]', 'groupBy', 'CONFLICT'],
    ['groupBy: [TYPE, TOPIC, PROVINCE], filter: { districtCode: "5401" }', 'filter', 'RANGE'],
    ['groupBy: [TYPE], filter: {}', 'filter', 'REQUIRED'],
    ['groupBy: [TYPE], filter: { topicId: "nothing" }', 'filter.topicId', 'UNKNOWN'],
    ['groupBy: [TYPE], filter: { provinceCode: "99" }', 'filter.provinceCode', 'UNKNOWN'],
    ['groupBy: [TYPE], period: { unit: WEEK, from: "2026-11-03" }', 'period.from', 'FORMAT'],
    ['groupBy: [TYPE], period: { unit: MONTH, from: "2026-11-02" }', 'period.from', 'FORMAT'],
    ['groupBy: [TYPE], period: { unit: MONTH, from: "2026-02-30" }', 'period.from', 'FORMAT'],
    [`groupBy: [TYPE], period: { unit: MONTH, from: "${month}01" }`, 'period.from', 'RANGE'],
    ['groupBy: [YEAR], period: { unit: MONTH, from: "2026-10-01" }', 'period', 'CONFLICT'],
    ['groupBy: [TYPE], first: 0', 'first', 'RANGE'],
    ['groupBy: [TYPE], first: 1001', 'first', 'RANGE'],
  ])('are refused by %s', async (args, field, reason) => {
    expect(await refused(args)).toMatchObject({ code: 'BAD_USER_INPUT', field, reason });
  });

  test.each([
    'groupBy: [DAY]',
    'groupBy: [HOUR]',
    'groupBy: [TYPE], period: { unit: DAY, from: "2026-11-02" }',
    'groupBy: [TYPE], filter: { not: { type: REQUEST } }',
    'groupBy: [TYPE], filter: { or: [{ type: REQUEST }, { provinceCode: "34" }] }',
    'groupBy: [TYPE], filter: { type: [REQUEST, COMPLAINT] }',
  ])('do not know %s', async (args) => {
    expect(await refused(args)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

/** The applications of a page. */
const nodesOf = (data: Readonly<Record<string, unknown>> | null | undefined) =>
  (
    data as { applications: { nodes: { timeline: { event: string; correction: unknown }[] }[] } }
  ) // the form of the query
  .applications.nodes;

/** The first day of the quarter before that of a day. */
function quarterBefore(day: string): string {
  const month = Number(day.slice(5, 7)) - 1;
  const first = new Date(Date.UTC(Number(day.slice(0, 4)), month - (month % 3) - 3));
  return first.toISOString().slice(0, 10);
}
