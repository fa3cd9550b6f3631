import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withoutBuckets } from '../support/demand.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { HttpReader } from '../subscriptions/http-reader.ts';
import { SocketClient } from '../subscriptions/socket-client.ts';

/** A subscription is charged as any other operation: its text once, until it is kept. */

const available = 100_000;
const unitId = '75451710';
/** Of the texts. */
const length = 200;

onceInTheSuite('the text of a new subscription', () => {
  let graph: TestGraph;
  let subjects = 0;

  beforeAll(async () => {
    const { budgets } = withoutBuckets;
    graph = await startGraph({
      execution: {
        demand: {
          mode: 'enforce',
          // What is used up does not come back while the test runs.
          budgets: {
            ...budgets,
            OFFICER: { operation: 10_000, available, restoreRate: 0.000_001 },
          },
        },
      },
    });
  });

  afterAll(() => graph?.stop());

  const probe = '{ viewer { role } }';

  /** What is left in the bucket of the viewer, without what asking for it takes. */
  async function left(token: string): Promise<number> {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-graphql-cost': '1',
      },
      body: JSON.stringify({ query: probe }),
    });
    const { extensions } = (await response.json()) as {
      extensions: {
        cost: { actualQueryCost: number; throttleStatus: { currentlyAvailable: number } };
      };
    };
    const { actualQueryCost, throttleStatus } = extensions.cost;
    return throttleStatus.currentlyAvailable + actualQueryCost;
  }

  /** What an operation takes from a bucket that is full, each time by somebody else. */
  async function taken(times: number, execute: (token: string) => Promise<void>) {
    const others = await graph.token({ role: 'EVALUATOR' });
    for (let time = 0; time < 3; time += 1) await graph.client.ask(probe, { token: others });
    const found: number[] = [];
    for (let time = 0; time < times; time += 1) {
      subjects += 1;
      const token = await graph.token({ role: 'OFFICER', unitId, subject: `officer-${subjects}` });
      await execute(token);
      found.push(Math.round(available - (await left(token))));
    }
    return found;
  }

  type By = (query: string) => (token: string) => Promise<void>;

  /** With a field each, so that neither finds the other's plan. */
  const ways: readonly (readonly [name: string, field: string, by: By])[] = [
    [
      'overSSE',
      'subject',
      (query) => async (token) => {
        const reader = await HttpReader.open(graph.url, { accept: 'sse', query, token });
        expect(reader.response.status).toBe(200);
        reader.close();
      },
    ],
    [
      'overSocket',
      'stage',
      (query) => async (token) => {
        const socket = await SocketClient.open(graph.url, { token });
        socket.subscribe('s', query);
        await socket.positioned('s');
        socket.close();
      },
    ],
  ];

  test.each(ways)('is charged once, as that of a query: %s', async (name, field, by) => {
    const subscription = `subscription ${name} { newApplications { application { number ${field} } referral { id } } }`;
    const query = `query ${name} { unitInbox(unitId: "${unitId}") { nodes { application { number ${field} } id } } }`;

    const subscribed = await taken(4, by(subscription.padEnd(length)));
    const queried = await taken(4, async (token) => {
      await graph.client.ask(query.padEnd(length), { token });
    });

    const ofText = 60 + length / 10;
    const more = (costs: readonly number[]) => costs.map((cost) => cost - (costs.at(-1) ?? 0));
    expect(more(queried)).toEqual([ofText, ofText, 0, 0]);
    expect(more(subscribed)).toEqual([ofText, ofText, 0, 0]);
  });
});
