import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pdf } from '../support/files.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { openOwnMongoDB, type OwnMongoDB } from '../support/own-mongodb.ts';
import { personOf } from '../support/person.ts';
import { fileHead, openUpload, upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';

/** A MongoDB of its own, which stops and starts. */

let mongodb: OwnMongoDB;
let graph: TestGraph;

beforeAll(async () => {
  mongodb = await openOwnMongoDB();
  graph = await startGraph({ mongodbUri: mongodb.uri });
});

afterAll(async () => {
  await graph?.stop();
  await mongodb?.remove();
});

const query = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      stage
      responsibleUnit {
        name
      }
    }
  }
`;
const acceptAll = /* GraphQL */ `
  mutation ($referralIds: [ID!]!) {
    acceptReferrals(referralIds: $referralIds) {
      referralId
      error {
        code
        message
      }
    }
  }
`;
const whole = {
  application: { stage: 'IN_PROGRESS', responsibleUnit: { name: 'İstanbul Valiliği' } },
};

async function fileOne() {
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const { number, referralIds } = await graph.data.application({ citizen, referrals: [{ unit }] });
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  return {
    unit,
    referralIds,
    ask: () => graph.client.ask(query, { variables: { number }, token }),
  };
}

const ready = async () => (await fetch(`${graph.url}/health/ready`)).status;

test('while MongoDB is down reads fail as UNAVAILABLE, and the graph recovers without a restart', async () => {
  const { unit, ask, referralIds } = await fileOne();
  expect((await ask()).data).toEqual(whole);
  const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });

  await mongodb.stop();
  const away = await ask();
  const several = await officer.do(acceptAll, {
    referralIds: ['x', ...referralIds, ...referralIds],
  });
  const directory = await graph.client.ask(`{ administrativeUnit(id: "${unit._id}") { name } }`);
  const readyWhileAway = await ready();
  await mongodb.start();
  const back = await until(ask, ({ errors }) => errors.length === 0);

  expect(away.data).toEqual({ application: null });
  expect(away.errors).toEqual([
    {
      message: 'The database cannot be reached at the moment. Try again later.',
      path: ['application'],
      extensions: { code: 'UNAVAILABLE' },
    },
  ]);
  const error = { code: 'UNAVAILABLE', message: away.errors[0]?.message };
  expect(several).toEqual(
    ['x', ...referralIds, ...referralIds].map((referralId) => ({ referralId, error })),
  );
  // The directory is in memory: it keeps its last answer.
  expect(directory.data).toEqual({ administrativeUnit: { name: 'İstanbul Valiliği' } });
  expect(readyWhileAway).toBe(503);
  expect(back.data).toEqual(whole);
  await until(ready, (status) => status === 200);
});

onceInTheSuite('in one process', () => {
  test('a MongoDB that stops responding counts as unavailable within seconds', async () => {
    const { ask } = await fileOne();
    const { pid } = await graph.data.database('citizen').command({ serverStatus: 1 });
    process.kill(Number(pid), 'SIGSTOP');
    try {
      // It may still answer until all of its threads have stopped. The driver by itself would wait
      // for 40 seconds, which is longer than `until` does.
      const [answer, status] = await Promise.all([
        until(ask, ({ errors }) => errors.length > 0),
        until(ready, (code) => code !== 200),
      ]);

      // The gateway may be the first of the two to time out on a remote subgraph.
      expect(answer.data).toEqual({ application: null });
      expect(answer.errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
        { path: ['application'], extensions: { code: 'UNAVAILABLE' } },
      ]);
      expect(status).toBe(503);
    } finally {
      process.kill(Number(pid), 'SIGCONT');
    }
    expect((await until(ask, ({ errors }) => errors.length === 0)).data).toEqual(whole);
    await until(ready, (status) => status === 200);
  });

  test('while MongoDB is down uploads and downloads fail as UNAVAILABLE, also those in progress', async () => {
    const { id: citizenId } = await graph.data.citizen();
    const token = await graph.token({ role: 'CITIZEN', citizenId });
    const send = () => upload(graph.url, token, { content: pdf(), name: 'a.pdf' });
    const { body: stored } = await send();
    const { id } = stored as { id: string }; // of a file that may be attached
    const download = async () => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${graph.url}/attachments/${id}`, { headers });
      const isJson = response.headers.get('content-type')?.startsWith('application/json');
      return { status: response.status, body: isJson ? await response.json() : null };
    };
    const underWay = openUpload(graph.url, token);
    await underWay.write(fileHead());
    await underWay.write(pdf(1_000_000));
    const chunks = graph.data.database('application').collection('attachments.chunks');
    await until(
      () => chunks.countDocuments(),
      (count) => count > 2,
    );

    await mongodb.stop();
    const away = [await send(), await download(), await underWay.end()];
    await mongodb.start();
    const back = await until(send, ({ status }) => status !== 503);

    const unavailable = {
      status: 503,
      body: {
        errors: [
          {
            message: 'The database cannot be reached at the moment. Try again later.',
            extensions: { code: 'UNAVAILABLE' },
          },
        ],
      },
    };
    expect(away).toEqual([unavailable, unavailable, unavailable]);
    expect(back.status).toBe(201);
    expect((await download()).status).toBe(200);
  });
});
