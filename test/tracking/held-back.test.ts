import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { slowedMs, trackingLimits } from '../../subgraphs/application/tracking/index.ts';
import { GraphClient } from '../support/client.ts';
import { startGraph, type TestGraph, testOverHttp } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** An answer about a number with many failed attempts is held back, and takes no place from other operations. */

let graph: TestGraph;
/** Of an application with as many failed attempts as it may have. */
let variables: { number: string; trackingCode: string };
let executions = 0;

const trackApplication = /* GraphQL */ `
  query ($number: String!, $trackingCode: String!) {
    trackApplication(number: $number, trackingCode: $trackingCode) {
      number
    }
  }
`;

beforeAll(async () => {
  graph = await startGraph({
    answersAnyone: true,
    execution: {
      concurrency: { limits: { anonymous: 1 }, queueTimeoutMs: 3_600_000 },
      policy: { beforeExecution: () => void (executions += 1) },
    },
  });
  const made = await graph.data.application({ citizen: await graph.data.citizen() });
  variables = { number: made.number, trackingCode: graph.data.trackingCode(made) };
  const wrong = { number: made.number, trackingCode: '0000-0000-0000' };
  for (let attempt = 0; attempt < trackingLimits.NUMBER.hour; attempt += 1) {
    await graph.client.ask(trackApplication, { variables: wrong });
  }
});

afterAll(() => graph?.stop());

const answer = () => ({
  data: { trackApplication: { number: variables.number } },
  errors: [],
});

test('while it is held back, others use the only place', async () => {
  const answered: string[] = [];
  const note = (name: string) => () => void answered.push(name);
  const before = executions;
  const slowed = graph.client.ask(trackApplication, { variables });
  await until(
    () => executions,
    (count) => count > before,
  );
  const others = [1, 2].map(() => graph.client.ask('{ topics { id } }'));
  await Promise.all([
    slowed.finally(note('slowed')),
    ...others.map((asked) => asked.finally(note('other'))),
  ]);

  expect(answered).toEqual(['other', 'other', 'slowed']);
  expect(await slowed).toMatchObject(answer());
});

test('the client does not learn how long it was held back', async () => {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: trackApplication, variables }),
  });

  expect(await response.json()).toEqual({ data: answer().data });
});

testOverHttp(
  'a subgraph server holds it back itself for callers other than a gateway',
  async () => {
    const { server } = graph.servers.get('application') ?? {};
    const client = new GraphClient(`${server?.listeningOrigin}/graphql`);
    const began = performance.now();

    expect(await client.ask(trackApplication, { variables })).toMatchObject(answer());
    expect(performance.now() - began).toBeGreaterThanOrEqual(slowedMs - 1);
  },
);
