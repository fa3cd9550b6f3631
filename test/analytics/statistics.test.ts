import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { questionModel } from '../../subgraphs/analytics/record/index.ts';
import { file, numberOf } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';

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
