import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { addDays, localDateOf } from '../../../lib/kit/local-date.ts';
import type { StoredApplication, TestCitizen } from '../../support/data.ts';
import { file, numberOf } from '../../support/filing.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { changeByTwo } from '../../institution-directory/changes/unit-operations.ts';
import { rebuild } from '../copy/copy-requests.ts';

/** What questions can say, on a few applications whose figures are known. */

let graph: TestGraph;
let analyst: Person;
let evaluator: Person;
let citizen: TestCitizen;
let citizenToken: string;
let unitId: string;
let parentId: string;
let answered: StoredApplication;

const at = (day: string) => new Date(`${day}T09:00:00Z`);

beforeAll(async () => {
  graph = await startGraph({ analytics: true });
  const { data } = graph;
  analyst = await personOf(graph, { role: 'ANALYST', subject: 'analyst-1' });
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
  citizen = await data.citizen();
  citizenToken = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  const unit = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  unitId = unit._id;
  parentId = unit.parentId ?? '';
  const referralId = new Types.ObjectId();
  const repliedAt = at('2026-03-20');
  const referred = { referralId, unitId };
  answered = await data.application({
    citizen,
    fields: { filedAt: at('2026-03-02'), answeredAt: repliedAt, type: 'COMPLAINT' },
    referrals: [
      {
        unit,
        _id: referralId,
        state: 'ANSWERED',
        referredAt: at('2026-03-04'),
        closedAt: repliedAt,
        replies: [{ kind: 'FINAL', outcome: 'GRANTED', text: 'Yapıldı.', repliedAt } as never],
      },
    ],
    timeline: [
      { event: 'FILED', at: at('2026-03-02') },
      { event: 'CLAIMED', at: at('2026-03-03') },
      { event: 'REFERRED', at: at('2026-03-04'), ...referred },
      { event: 'ACCEPTED', at: at('2026-03-09'), ...referred },
      { event: 'REPLY_DRAFTED', at: at('2026-03-19'), ...referred },
      { event: 'REPLIED', at: repliedAt, ...referred },
    ],
  });
  const filings = ['2026-02-10', '2026-02-20', '2026-03-12', '2026-03-13', '2025-03-05'];
  for (const day of filings) {
    const timeline = [{ event: 'FILED' as const, at: at(day) }];
    const type = day < '2026-02-15' ? 'COMPLAINT' : 'REQUEST';
    await data.application({ citizen, fields: { filedAt: at(day), type }, timeline });
  }
  await rebuild(graph);
});
afterAll(() => graph?.stop());

const statistics = (args: string, selection: string) =>
  analyst.do<{ groups: Record<string, unknown>[]; groupCount: number; totalCount: number }>(
    `{ applicationStatistics(${args}) { groups { ${selection} } groupCount totalCount } }`,
  );

describe('groups', () => {
  const march = 'filter: { filedOn: { from: "2026-03-01", to: "2026-03-31" } }';

  test('are compared with the period before, and with the year before', async () => {
    const selection = 'type count share previous { type count answered previous { count } }';
    const before = await statistics(
      `${march}, groupBy: [TYPE], previous: PERIOD_BEFORE`,
      selection,
    );
    expect(before.groups).toEqual([
      {
        type: 'REQUEST',
        count: 2,
        share: 2 / 3,
        previous: { type: 'REQUEST', count: 1, answered: 0, previous: null },
      },
      {
        type: 'COMPLAINT',
        count: 1,
        share: 1 / 3,
        previous: { type: 'COMPLAINT', count: 1, answered: 0, previous: null },
      },
    ]);
    const year = await statistics(
      `${march}, groupBy: [MONTH], previous: YEAR_BEFORE`,
      'month count daysToAnswer { median } previous { count daysToAnswer { median } }',
    );
    expect(year.groups).toEqual([
      {
        month: '2026-03-01',
        count: 3,
        daysToAnswer: { median: 18 },
        previous: { count: 1, daysToAnswer: { median: null } },
      },
    ]);
    const none = await statistics(
      `${march}, groupBy: [OUTCOME], previous: PERIOD_BEFORE, orderBy: [{ dimension: OUTCOME }], first: 1`,
      'outcome previous { count rating { average distribution } outcomes { granted } }',
    );
    const nothing = {
      count: 0,
      rating: { average: null, distribution: [0, 0, 0, 0, 0] },
      outcomes: { granted: 0 },
    };
    expect(none.groups).toEqual([{ outcome: 'GRANTED', previous: nothing }]);
  });

  test('are compared with the week, the month and the quarter before', async () => {
    const found = async (groupBy: string, previous: string, filedOn: string) => {
      const { groups } = await statistics(
        `groupBy: [${groupBy}], previous: ${previous}, filter: { filedOn: { ${filedOn} } },
          orderBy: [{ dimension: ${groupBy}, direction: ASC }]`,
        `${groupBy.toLowerCase()} count previous { count }`,
      );
      return groups.map(({ count, previous: before, ...of }) => [
        ...Object.values(of),
        count,
        (before as { count: number }).count,
      ]);
    };
    const whole = 'from: "2026-03-01", to: "2026-03-31"';
    expect(await found('MONTH', 'MONTH_BEFORE', whole)).toEqual([['2026-03-01', 3, 2]]);
    expect(await found('DAY', 'MONTH_BEFORE', whole)).toEqual([
      ['2026-03-02', 1, 0],
      ['2026-03-10', 0, 1],
      ['2026-03-12', 1, 0],
      ['2026-03-13', 1, 0],
      ['2026-03-20', 0, 1],
    ]);
    expect(await found('WEEK', 'WEEK_BEFORE', 'from: "2026-03-09", to: "2026-03-12"')).toEqual([
      ['2026-03-09', 1, 1],
    ]);
    expect(
      await found('QUARTER', 'QUARTER_BEFORE', 'from: "2026-04-01", to: "2026-06-12"'),
    ).toEqual([['2026-04-01', 0, 4]]);
  });

  test('of every day that can be given are compared with nothing', async () => {
    const { groups } = await statistics(
      `groupBy: [YEAR], filter: { filedOn: { from: "1900-01-01", to: "2999-12-31" } },
        previous: PERIOD_BEFORE, orderBy: [{ dimension: YEAR, direction: ASC }]`,
      'year count previous { count share }',
    );
    expect(groups).toEqual([
      { year: 2025, count: 1, previous: { count: 0, share: null } },
      { year: 2026, count: 5, previous: { count: 0, share: null } },
    ]);
  });

  test('by the day of the week are of the same day of the week', async () => {
    const { groups } = await statistics(
      `${march}, groupBy: [WEEKDAY], previous: YEAR_BEFORE, orderBy: [{ dimension: WEEKDAY, direction: ASC }]`,
      'weekday count previous { count }',
    );
    // 5 March was a Wednesday in 2025, and is a Thursday in 2026.
    expect(groups).toEqual([
      { weekday: 1, count: 1, previous: { count: 0 } },
      { weekday: 3, count: 0, previous: { count: 1 } },
      { weekday: 4, count: 1, previous: { count: 0 } },
      { weekday: 5, count: 1, previous: { count: 0 } },
    ]);
  });

  test('that have fallen to nothing are compared, too', async () => {
    const args =
      'filter: { filedOn: { from: "2026-03-12", to: "2026-03-31" } }, groupBy: [TYPE], previous: PERIOD_BEFORE';
    const found = (more = '') =>
      statistics(`${args} ${more}`, 'type count share previous { count share }');
    const fallen = { type: 'COMPLAINT', count: 0, share: 0, previous: { count: 1, share: 0.5 } };
    const risen = { type: 'REQUEST', count: 2, share: 1, previous: { count: 1, share: 0.5 } };
    expect(await found()).toEqual({ groups: [risen, fallen], groupCount: 2, totalCount: 2 });
    const most = 'orderBy: [{ measure: COUNT, of: DIFFERENCE, direction: ASC }], first: 1';
    expect((await found(most)).groups).toEqual([fallen]);
    const having = (range: string) => `having: [{ measure: COUNT, of: ${range} }]`;
    expect((await found(having('DIFFERENCE, max: -1'))).groups).toEqual([fallen]);
    expect((await found(having('CURRENT, max: 0'))).groups).toEqual([fallen]);
    expect((await found(having('RATIO, max: 0.5'))).groups).toEqual([fallen]);
    const ofShare = 'measure: SHARE, of: DIFFERENCE';
    expect((await found(`having: [{ ${ofShare}, max: -0.1 }]`)).groups).toEqual([fallen]);
    const least = `orderBy: [{ ${ofShare}, direction: ASC }]`;
    expect((await found(least)).groups).toEqual([fallen, risen]);
    const { total } = await analyst.do<{ total: object }>(
      `{ applicationStatistics(${args}) { total { count previous { count } } } }`,
    );
    expect(total).toEqual({ count: 2, previous: { count: 2 } });
  });

  test('are left out and ordered by figures, of either period and of both', async () => {
    const args = `${march}, groupBy: [TYPE], previous: PERIOD_BEFORE`;
    const found = async (more: string) =>
      (await statistics(`${args}, ${more}`, 'type count')).groups.map(({ type }) => type);
    expect(await found('having: [{ measure: COUNT, min: 2 }]')).toEqual(['REQUEST']);
    expect(await found('having: [{ measure: COUNT, of: DIFFERENCE, max: 0 }]')).toEqual([
      'COMPLAINT',
    ]);
    expect(await found('orderBy: [{ measure: COUNT, direction: ASC }]')).toEqual([
      'COMPLAINT',
      'REQUEST',
    ]);
    expect(await found('orderBy: [{ measure: DAYS_TO_ANSWER_MEDIAN }]')).toEqual([
      'COMPLAINT',
      'REQUEST',
    ]);
    expect(await found('orderBy: [{ dimension: TYPE, direction: DESC }], first: 1')).toEqual([
      'REQUEST',
    ]);
  });

  test('are counted beyond those that are asked for', async () => {
    const { groups, groupCount, totalCount } = await statistics('groupBy: [DAY], first: 2', 'day');
    expect([groups.length, groupCount, totalCount]).toEqual([2, 6, 6]);
  });

  test('are as they were at the end of past days', async () => {
    const days = '["2026-03-02", "2026-03-08", "2026-03-19", "2026-03-20"]';
    const { groups } = await statistics(
      `onDays: ${days}, groupBy: [ON_DAY, STAGE], filter: { types: [COMPLAINT], filedOn: { from: "2026-03-01" } },
        orderBy: [{ dimension: ON_DAY, direction: ASC }]`,
      'onDay stage open answered ageInDays { median } daysToAnswer { median }',
    );
    const open = { open: 1, answered: 0, daysToAnswer: { median: null } };
    expect(groups).toEqual([
      { onDay: '2026-03-02', stage: 'RECEIVED', ...open, ageInDays: { median: 0 } },
      { onDay: '2026-03-08', stage: 'REFERRED', ...open, ageInDays: { median: 6 } },
      { onDay: '2026-03-19', stage: 'AWAITING_APPROVAL', ...open, ageInDays: { median: 17 } },
      {
        onDay: '2026-03-20',
        stage: 'ANSWERED',
        open: 0,
        answered: 1,
        ageInDays: { median: null },
        daysToAnswer: { median: 18 },
      },
    ]);
  });

  test('of several days count and share out each day by itself', async () => {
    const { groups } = await statistics(
      `onDays: ["2026-03-01", "2026-03-31"], groupBy: [ON_DAY, APPLICATIONS_OF_APPLICANT, TYPE],
        buckets: [{ of: APPLICATIONS_OF_APPLICANT, from: [1, 4, 6] }],
        orderBy: [{ dimension: ON_DAY, direction: ASC }, { dimension: TYPE, direction: ASC }]`,
      'onDay buckets { from to } type count share repeatApplicants',
    );
    const few = { onDay: '2026-03-01', buckets: [{ from: 1, to: 3 }] };
    const many = { onDay: '2026-03-31', buckets: [{ from: 6, to: null }] };
    expect(groups).toEqual([
      { ...few, type: 'COMPLAINT', count: 2, share: 2 / 3, repeatApplicants: 1 },
      { ...few, type: 'REQUEST', count: 1, share: 1 / 3, repeatApplicants: 0 },
      { ...many, type: 'COMPLAINT', count: 3, share: 1 / 2, repeatApplicants: 1 },
      { ...many, type: 'REQUEST', count: 3, share: 1 / 2, repeatApplicants: 1 },
    ]);
  });

  test('are of units of the present tree, or of the one of the day', async () => {
    const admin = await personOf(graph, { role: 'ADMIN', subject: 'admin-1' });
    const second = await personOf(graph, { role: 'ADMIN', subject: 'admin-2' });
    const other = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '54' })._id;
    await changeByTwo(admin, second, { unitId, parentId: other });
    const unitsBy = async (tree: string) => {
      const { groups } = await statistics(
        `groupBy: [UNIT], unitLevel: { kinds: [DISTRICT_GOVERNORSHIP] }, tree: ${tree}, filter: { stages: [ANSWERED] }`,
        'unit { id }',
      );
      return groups.map(({ unit }) => (unit as { id: string } | null)?.id);
    };
    expect(
      await until(
        () => unitsBy('NOW'),
        ([id]) => id !== parentId,
      ),
    ).toEqual([other]);
    expect(await unitsBy('THEN')).toEqual([parentId]);
  });
});

describe('applications that are found', () => {
  const nodes = `{ applications(filter: { stages: [ANSWERED] }) { nodes { id number type } totalCount } }`;

  test('are shown as each viewer may see them', async () => {
    const { publicId: id, number, type } = answered;
    const ofAnalyst = await analyst.ask(nodes);
    expect(ofAnalyst.data).toEqual({
      applications: { nodes: [{ id, number: null, type }], totalCount: 1 },
    });
    expect(ofAnalyst.errors).toMatchObject([
      { path: ['applications', 'nodes', 0, 'number'], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await evaluator.do(nodes)).toEqual({ nodes: [{ id, number, type }], totalCount: 1 });
  });

  test('and statistics about them are for the centre and analysts alone', async () => {
    const others = [
      { role: 'OFFICER', unitId },
      { role: 'CITIZEN', citizenId: citizen.id },
      { role: 'ADMIN' },
    ] as const;
    for (const viewer of others) {
      const person = await personOf(graph, viewer);
      for (const field of [
        'applications { totalCount }',
        'applicationStatistics(groupBy: [TYPE]) { totalCount }',
        'referralStatistics(groupBy: [UNIT]) { totalCount }',
        'stepStatistics(groupBy: [KIND]) { totalCount }',
      ]) {
        expect(await person.refused(`{ ${field} }`)).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
  });

  test('follow one another on pages while others are filed', async () => {
    const query = `query ($after: String) {
      applications(first: 2, after: $after, orderBy: [{ by: FILED_ON, direction: DESC }]) {
        nodes { id } pageInfo { endCursor hasNextPage } totalCount } }`;
    interface Page {
      nodes: { id: string }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
      totalCount: number;
    }
    const first = await analyst.do<Page>(query);
    numberOf(await file(graph, citizenToken));
    await until(
      () => analyst.do<Page>(query),
      ({ totalCount }) => totalCount === first.totalCount + 1,
    );
    const ids = first.nodes.map(({ id }) => id);
    let { pageInfo } = first;
    while (pageInfo.hasNextPage) {
      const next: Page = await analyst.do<Page>(query, { after: pageInfo.endCursor });
      ids.push(...next.nodes.map(({ id }) => id));
      ({ pageInfo } = next);
    }
    expect(ids).toHaveLength(first.totalCount);
    expect(new Set(ids).size).toBe(first.totalCount);
  });

  test('are null where the application is no longer there', async () => {
    const gone = await graph.data.application({
      citizen,
      fields: { filedAt: at('2026-01-05'), type: 'OPINION' },
      timeline: [{ event: 'FILED', at: at('2026-01-05') }],
    });
    await rebuild(graph);
    await graph.data
      .database('application')
      .collection('applications')
      .deleteOne({ _id: gone._id });
    const { data } = await analyst.ask(
      '{ applications(filter: { types: [OPINION] }) { nodes { id stage } totalCount } }',
    );
    expect(data).toEqual({ applications: { nodes: [null], totalCount: 1 } });
  });

  /** The latest questions on record. */
  const recorded = (limit: number) =>
    graph.data
      .database('analytics')
      .collection('questions')
      .find({}, { sort: { _id: -1 }, limit })
      .toArray();

  test('and the question are on record in full', async () => {
    const from = addDays(localDateOf(new Date()), -400);
    const filter = `filter: { filedOn: { from: "${from}" } }, first: 1`;
    await analyst.do(`{ applications(${filter}) { nodes { id } } }`);
    expect(await recorded(1)).toMatchObject([
      {
        field: 'applications',
        subject: 'analyst-1',
        question: { filter: { filedOn: { from } }, first: 1, selected: ['nodes.id'] },
        rows: 1,
      },
    ]);
    const several =
      '{ a: applications(first: 1) { nodes { stage } } b: applications { totalCount } }';
    await analyst.do(several);
    const selected = ['nodes.stage', 'totalCount'];
    expect(await recorded(2)).toMatchObject([
      { question: { selected } },
      { question: { selected } },
    ]);
  });
});
