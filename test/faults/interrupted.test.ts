import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { openRaw, rawRequest } from '../support/raw-socket.ts';
import { until } from '../support/wait.ts';

/** Work whose result is no longer needed ends, in MongoDB as well. */

let graph: TestGraph;
let token: string;
let query: string;

beforeAll(async () => {
  graph = await startGraph();
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  token = await graph.token({ role: 'OFFICER', unitId: unit._id });
  query = `{ unitAppeals(unitId: "${unit._id}", first: 1) { nodes { id } } }`;
  const appeals = Array.from({ length: 600 }, () => ({
    unitId: unit._id,
    state: 'PENDING',
    kind: 'APPEAL',
    appealedAt: new Date(),
    targetDate: '2032-12-31',
    calendarVersion: 0,
  }));
  await graph.data.database('application').collection('appeals').insertMany(appeals);
});

afterAll(() => graph?.stop());

/** How many reads of appeals, which no background job reads now, MongoDB is executing. */
async function reading(): Promise<number> {
  const database = graph.data.database('application');
  const { databaseName } = database;
  const [found] = await database.client
    .db('admin')
    .aggregate<{ count: number }>(
      [
        { $currentOp: { allUsers: true } },
        { $match: { active: true, 'command.find': 'appeals', 'command.$db': databaseName } },
        { $count: 'count' },
      ],
      { readConcern: { level: 'local' } },
    )
    .toArray();
  return found?.count ?? 0;
}

/** Makes each read of appeals take a minute while `work` runs. */
async function whileReadsAreSlow(work: () => Promise<void>): Promise<void> {
  const database = graph.data.database('application');
  const slow = {
    // Between documents MongoDB checks whether the operation was interrupted.
    body: 'function () { sleep(100); return false; }',
    args: [],
    lang: 'js',
  };
  await database.renameCollection('appeals', 'kept');
  await database.createCollection('appeals', {
    viewOn: 'kept',
    pipeline: [{ $match: { $expr: { $function: slow } } }],
  });
  try {
    await work();
  } finally {
    await database.dropCollection('appeals');
    await database.renameCollection('kept', 'appeals');
  }
}

test('a client that disconnects ends the work of MongoDB for it', async () => {
  await whileReadsAreSlow(async () => {
    const client = await openRaw(graph.url);
    const headers = { authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query });
    client.write(rawRequest('/graphql', { body, headers }));
    await until(reading, (count) => count === 1);

    client.socket.destroy();

    await until(reading, (count) => count === 0);
  });
  const { status } = await graph.client.ask(query, { token });
  expect(status).toBe(200);
});

test('an operation has a time limit, and so does the work of MongoDB for it', async () => {
  // Enough for a busy machine to reach MongoDB.
  const hasty = await graph.another({ execution: { operationTimeoutMs: 3_000 } });
  await whileReadsAreSlow(async () => {
    const { status, data, errors } = await hasty.client.ask(query, { token });

    expect({ status, data, errors }).toEqual({
      status: 200,
      data: { unitAppeals: null },
      errors: [
        {
          message: 'The operation took too long. Request less at once.',
          path: ['unitAppeals'],
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ],
    });
    await until(reading, (count) => count === 0);
  });
  await hasty.stop();
});

test('a role has a limit of concurrent operations; other roles are answered meanwhile', async () => {
  const narrow = await graph.another({
    execution: { concurrency: { limits: { OFFICER: 1 }, queueTimeoutMs: 0 } },
  });
  const units = '{ provinces { code } }';
  await whileReadsAreSlow(async () => {
    const client = await openRaw(narrow.url);
    const headers = { authorization: `Bearer ${token}` };
    client.write(rawRequest('/graphql', { body: JSON.stringify({ query }), headers }));
    await until(reading, (count) => count === 1);

    // New, repeated, and compiled.
    for (let time = 0; time < 3; time += 1) {
      const { status, data, errors, headers: answered } = await narrow.client.ask(units, { token });
      expect({ status, data, errors, after: answered.get('retry-after') }).toEqual({
        status: 503,
        data: undefined,
        errors: [
          {
            message: 'The server is busy. Try again in a moment.',
            extensions: { code: 'LIMIT_EXCEEDED' },
          },
        ],
        after: '1',
      });
      await narrow.client.data(units);
    }
    client.socket.destroy();
    await until(reading, (count) => count === 0);
  });
  expect(
    await until(
      () => narrow.client.ask(units, { token }),
      ({ status }) => status === 200,
    ),
  ).toMatchObject({ errors: [] });
  await narrow.stop();
});
