import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { questionModel } from '../../../subgraphs/analytics/record/index.ts';
import { earlierAnswer } from '../../support/earlier-answer.ts';
import { file, numberOf } from '../../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import { until } from '../../support/wait.ts';
import { rebuild } from '../copy/copy-requests.ts';

const byType = /* GraphQL */ `
  query ($groupBy: [ApplicationDimension!]! = [TYPE]) {
    applicationStatistics(groupBy: $groupBy) {
      groups {
        type
        count
      }
      totalCount
      asOf
    }
  }
`;

interface Statistics {
  groups: { type: string | null; count: number }[];
  totalCount: number;
  asOf: string;
}

let graph: TestGraph;
let analyst: Person;
let citizenToken: string;

beforeAll(async () => {
  graph = await startGraph({ analytics: true });
  const { id } = await graph.data.citizen();
  citizenToken = await graph.token({ role: 'CITIZEN', citizenId: id });
  analyst = await personOf(graph, { role: 'ANALYST', subject: 'analyst-1' });
});
afterAll(() => graph?.stop());

describe('applications by type', () => {
  test('are counted within seconds of being filed', async () => {
    const before = Date.now();
    for (const type of ['COMPLAINT', 'COMPLAINT', 'REQUEST']) {
      numberOf(await file(graph, citizenToken, { type }));
    }

    const statistics = await until(
      () => analyst.do<Statistics>(byType),
      ({ totalCount }) => totalCount === 3,
    );
    expect(statistics).toEqual({
      groups: [
        { type: 'COMPLAINT', count: 2 },
        { type: 'REQUEST', count: 1 },
      ],
      totalCount: 3,
      asOf: expect.any(String),
    });
    expect(Date.parse(statistics.asOf)).toBeGreaterThan(before - 5_000);
    expect(Date.parse(statistics.asOf)).toBeLessThanOrEqual(Date.now());
  });

  test('are for the centre, too, and for nobody else', async () => {
    const unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE' })._id;
    const centre = await personOf(graph, { role: 'EVALUATOR' });
    expect((await centre.do<Statistics>(byType)).totalCount).toBe(3);
    const { id: citizenId } = await graph.data.citizen();
    for (const viewer of [
      { role: 'OFFICER', unitId },
      { role: 'CITIZEN', citizenId },
      { role: 'ADMIN' },
    ] as const) {
      const person = await personOf(graph, viewer);
      expect(await person.refused(byType)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const { errors } = await graph.client.ask(byType);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test.each([
    ['no dimension', [], 'RANGE'],
    ['the same dimension twice', ['TYPE', 'TYPE'], 'CONFLICT'],
  ])('are refused by %s', async (_, groupBy, reason) => {
    expect(await analyst.refused(byType, { groupBy })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'groupBy',
      reason,
    });
  });
});

describe('the record of questions', () => {
  test('has who asked what, and how many rows the answer had', async () => {
    const other = await personOf(graph, { role: 'ANALYST', subject: 'analyst-2' });
    const askedAt = Date.now();
    const { asOf } = await other.do<Statistics>(byType);

    const questions = await graph.data
      .database('analytics')
      .collection('questions')
      .find({ subject: 'analyst-2' }, { projection: { _id: 0 } })
      .toArray();
    expect(questions).toEqual([
      {
        askedAt: expect.any(Date),
        subject: 'analyst-2',
        role: 'ANALYST',
        field: 'applicationStatistics',
        question: {
          groupBy: ['TYPE'],
          by: 'FILED',
          tree: 'NOW',
          first: 100,
          selected: ['groups.type', 'groups.count', 'totalCount', 'asOf'],
        },
        asOf: new Date(asOf),
        rows: 2,
        milliseconds: expect.any(Number),
        expiresAt: expect.any(Date),
      },
    ]);
    const [question] = questions;
    const recorded = question?.['askedAt'].getTime();
    expect(recorded).toBeGreaterThanOrEqual(askedAt);
    expect(recorded).toBeLessThanOrEqual(Date.now());
  });

  test('has all that was selected, also of what others answer', async () => {
    const other = await personOf(graph, { role: 'ANALYST', subject: 'analyst-3' });
    const query = `query ($first: Int = 1, $more: Boolean!) {
        list: applications(first: $first) {
          ...Shown
          nodes { stage @skip(if: $more) district @include(if: $more) { name } }
        }
        applicationStatistics(groupBy: [TOPIC], first: $first) {
          groups { __typename topic { name } within: shareAnsweredWithin(days: 15) }
        }
      }
      fragment Shown on FoundApplicationConnection { nodes { id topic { title: name } } totalCount }`;
    await other.do(query, { more: false });

    const questions = await graph.data
      .database('analytics')
      .collection('questions')
      .find({ subject: 'analyst-3' }, { sort: { field: 1 } })
      .toArray();
    expect(questions.map(({ field, question }) => [field, question.selected])).toEqual([
      ['applicationStatistics', ['groups.topic.name', 'groups.shareAnsweredWithin("days":15)']],
      ['applications', ['nodes.id', 'nodes.topic.name', 'totalCount', 'nodes.stage']],
    ]);
  });

  test('has no room for arguments that are repeated for each of many fields: that is refused', async () => {
    const other = await personOf(graph, { role: 'ANALYST', subject: 'analyst-4' });
    const query = `query ($long: String) { applications(first: 1) { nodes { responsibleUnit {
      children(first: 1, after: $long) { nodes { id name kind } } } } } }`;
    const { errors } = await other.ask(query, { long: 'x'.repeat(60_000) });
    expect(errors).toMatchObject([
      { path: ['applications'], extensions: { code: 'LIMIT_EXCEEDED', field: 'applications' } },
    ]);
    const asked = { subject: 'analyst-4' };
    const questions = graph.data.database('analytics').collection('questions');
    expect(await questions.countDocuments(asked)).toBe(0);
  });

  test('is on disk at a majority before an answer leaves', async () => {
    const database = graph.data.database('analytics');
    await database.command({ profile: 2 });
    const before = await database.collection('questions').countDocuments();
    await analyst.do<Statistics>(byType);
    const profiled = await database
      .collection('system.profile')
      .find({ op: 'insert', 'command.insert': 'questions' })
      .toArray();
    await database.command({ profile: 0 });
    await database.collection('system.profile').drop();
    expect(profiled.map(({ command }) => command.writeConcern)).toEqual([
      { w: 'majority', j: true, wtimeout: 10_000 },
    ]);
    expect(await database.collection('questions').countDocuments()).toBe(before + 1);
  });

  test('has to be written, or nothing is answered', async () => {
    const database = graph.data.database('analytics');
    await database.command({ collMod: 'questions', validator: { $expr: false } });
    try {
      const { data, errors } = await analyst.ask(byType);
      expect(data).toEqual({ applicationStatistics: null });
      expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      const response = await fetch(`${graph.url}/export`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await graph.token({ role: 'ANALYST' })}`,
        },
        body: JSON.stringify({ columns: ['type'] }),
      });
      expect([response.status, await response.json()]).toMatchObject([
        500,
        { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
      ]);
    } finally {
      await database.command({ collMod: 'questions', validator: {} });
    }
    expect((await analyst.do<Statistics>(byType)).totalCount).toBe(3);
  });

  test('holds nothing else in the database of analytics', async () => {
    const collections = await graph.data.database('analytics').listCollections().toArray();
    const { collectionName } = questionModel(graph.data.databases.citizen.connection).collection;
    expect(collections.map(({ name }) => name).toSorted()).toEqual(
      [collectionName, ...migrationRecords].toSorted(),
    );
  });
});

/** Of every database. */
const migrationRecords = ['indexDeclarations', 'migrationLocks', 'migrations'];

onceInTheSuite('past days of an application that was answered three times', () => {
  const at = (day: string) => new Date(`${day}T09:00:00Z`);
  let first: string;
  let second: string;

  /** Refused late, partly granted after an appeal, and granted by another unit after the next one. */
  beforeAll(async () => {
    const { data } = graph;
    const [one, two] = [
      data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' }),
      data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '54' }),
    ];
    [first, second] = [one._id, two._id];
    const answers = [
      { unit: one, referredOn: '2026-03-03', repliedOn: '2026-03-12', outcome: 'REFUSED' },
      { unit: one, referredOn: '2026-03-20', repliedOn: '2026-03-26', outcome: 'PARTLY_GRANTED' },
      { unit: two, referredOn: '2026-03-30', repliedOn: '2026-04-08', outcome: 'GRANTED' },
    ] as const;
    const ids = answers.map(() => new Types.ObjectId());
    const application = await data.application({
      citizen: await data.citizen(),
      fields: {
        type: 'INFORMATION_REQUEST',
        filedAt: at('2026-03-02'),
        answeredAt: at('2026-04-08'),
        targetDate: '2026-04-17',
        statutoryDate: '2026-04-20',
        rating: { score: 5, solved: true, ratedAt: at('2026-04-10') },
        earlierAnswers: [
          earlierAnswer({
            answeredAt: at('2026-03-12'),
            targetDate: '2026-03-09',
            statutoryDate: '2026-03-10',
            extendedOn: '2026-03-09',
            overdue: true,
            rating: { score: 1, solved: false, ratedAt: at('2026-03-14') },
            reopenedAt: at('2026-03-20'),
          }),
          earlierAnswer({
            answeredAt: at('2026-03-26'),
            targetDate: '2026-04-03',
            statutoryDate: '2026-04-06',
            reopenedAt: at('2026-03-30'),
          }),
        ],
      },
      referrals: answers.map(({ unit, referredOn, repliedOn, outcome }, index) => ({
        unit,
        _id: ids[index] ?? new Types.ObjectId(),
        state: 'ANSWERED' as const,
        referredAt: at(referredOn),
        closedAt: at(repliedOn),
        replies: [
          { kind: 'FINAL', outcome, text: 'Cevap.', repliedAt: at(repliedOn) } as never, // nobody is asked for
        ],
      })),
      timeline: [
        { event: 'FILED', at: at('2026-03-02') },
        ...answers.flatMap(({ referredOn, repliedOn }, index) => {
          const referralId = ids[index] ?? null;
          return [
            { event: 'REFERRED' as const, at: at(referredOn), referralId },
            { event: 'ACCEPTED' as const, at: at(referredOn), referralId },
            ...(index === 0
              ? [{ event: 'EXTENDED' as const, at: at('2026-03-09'), referralId }]
              : []),
            { event: 'REPLIED' as const, at: at(repliedOn), referralId },
            ...(index === 1 ? [] : [{ event: 'RATED' as const, at: at(addTwo(repliedOn)) }]),
            ...(index === 2 ? [] : [{ event: 'APPEALED' as const, at: at(addTwo(repliedOn)) }]),
          ];
        }),
      ],
    });
    await data
      .database('application')
      .collection('appeals')
      .insertMany(
        ['2026-03-20', '2026-03-30'].map((day, index) => ({
          publicId: `apl_${new Types.ObjectId().toHexString()}`,
          applicationId: application._id,
          referralId: ids[index],
          kind: 'OBJECTION',
          state: 'UPHELD',
          unitId: two._id,
          text: 'İtiraz ediyorum.',
          appealedAt: at(day),
          decidedAt: at(day),
          targetDate: '2026-05-04',
          calendarVersion: 1,
        })),
      );
    await rebuild(graph);
  });

  const addTwo = (day: string) =>
    `${day.slice(0, 8)}${String(Number(day.slice(8)) + 2).padStart(2, '0')}`;

  const groupsOn = async (days: readonly string[], groupBy: string, selection: string) => {
    const { groups } = await analyst.do<{ groups: Record<string, unknown>[] }>(
      `query ($days: [Date!]) { applicationStatistics(onDays: $days, groupBy: [ON_DAY ${groupBy}],
        filter: { types: [INFORMATION_REQUEST] }, orderBy: [{ dimension: ON_DAY, direction: ASC }]) {
        groups { onDay ${selection} } } }`,
      { days },
    );
    return groups.map(({ onDay, ...others }) => [onDay, ...Object.values(others)]);
  };

  test('have the stage, the unit and the outcome of the day', async () => {
    const days = ['2026-03-02', '2026-03-08', '2026-03-15', '2026-03-22', '2026-03-28'].concat([
      '2026-04-02',
      '2026-04-09',
    ]);
    const groups = await groupsOn(days, 'STAGE UNIT OUTCOME', 'stage unit { id } outcome');
    const [one, two] = [{ id: first }, { id: second }];
    expect(groups).toEqual([
      ['2026-03-02', 'RECEIVED', null, null],
      ['2026-03-08', 'IN_PROGRESS', one, null],
      ['2026-03-15', 'ANSWERED', one, 'REFUSED'],
      // Open again: the lead unit has given an answer before.
      ['2026-03-22', 'IN_PROGRESS', one, 'REFUSED'],
      ['2026-03-28', 'ANSWERED', one, 'PARTLY_GRANTED'],
      ['2026-04-02', 'IN_PROGRESS', two, null],
      ['2026-04-09', 'ANSWERED', one, 'GRANTED'],
    ]);
  });

  test('have the lateness and the ratings of the day', async () => {
    const days = ['2026-03-10', '2026-03-11', '2026-03-13', '2026-03-15', '2026-03-22'].concat([
      '2026-03-28',
      '2026-04-07',
      '2026-04-09',
      '2026-04-11',
    ]);
    const figures = 'answered overdue late rated shareRated rating { average } shareSolved';
    const [none, first1, last5] = [{ average: null }, { average: 1 }, { average: 5 }];
    expect(await groupsOn(days, '', figures)).toEqual([
      ['2026-03-10', 0, 0, 0, 0, null, none, null],
      ['2026-03-11', 0, 1, 1, 0, null, none, null],
      ['2026-03-13', 1, 0, 1, 0, 0, none, null],
      ['2026-03-15', 1, 0, 1, 1, 1, first1, 0],
      ['2026-03-22', 0, 0, 1, 0, null, none, null],
      ['2026-03-28', 1, 0, 1, 0, 0, none, null],
      ['2026-04-07', 0, 0, 1, 0, null, none, null],
      ['2026-04-09', 1, 0, 1, 0, 0, none, null],
      ['2026-04-11', 1, 0, 1, 1, 1, last5, 1],
    ]);
    expect(await groupsOn(['2026-03-08', '2026-03-15'], '', 'extended')).toEqual([
      ['2026-03-08', 0],
      ['2026-03-15', 1],
    ]);
  });

  test('are found by the answer and the dates of the day', async () => {
    const found = async (day: string, filter: string) =>
      (
        await analyst.do<Statistics>(
          `{ applicationStatistics(onDays: ["${day}"], groupBy: [TYPE], filter: { ${filter} }) { totalCount } }`,
        )
      ).totalCount;
    const on = (field: string, day: string) => `${field}: { from: "${day}", to: "${day}" }`;
    expect(await found('2026-03-28', on('answeredOn', '2026-03-26'))).toBe(1);
    expect(await found('2026-03-28', on('dueOn', '2026-04-06'))).toBe(1);
    expect(await found('2026-03-28', on('closedOn', '2026-03-26'))).toBe(1);
    expect(await found('2026-03-15', on('answeredOn', '2026-03-12'))).toBe(1);
    expect(await found('2026-03-22', on('answeredOn', '2026-03-12'))).toBe(0);
    expect(await found('2026-03-22', 'outcomes: [REFUSED], open: true')).toBe(1);
  });
});
