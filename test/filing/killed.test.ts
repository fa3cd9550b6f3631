import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphClient } from '../support/client.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../support/killable-graph.ts';
import { until } from '../support/wait.ts';
import { countStored, storedOf } from './support.ts';

const connections = 16;
let graph: KillableGraph;
let token: string;

beforeAll(async () => {
  graph = await openKillableGraph();
  token = await graph.token({ citizenId: (await graph.data.citizen()).id });
});

afterAll(() => graph?.stop());

/** Files under a key; the text names the key. @returns the number, null if the connection broke. */
async function file(client: GraphClient, idempotencyKey: string): Promise<string | null> {
  const input = filingInput(graph, { idempotencyKey, subject: `Konu ${idempotencyKey}` });
  const answer = await client.ask(fileMutation, { variables: { input }, token }).catch(() => null);
  if (!answer) return null;
  expect(answer.errors).toEqual([]);
  const filed = answer.data?.['fileApplication'] as { number: string } | null | undefined; // the form of the mutation
  return filed?.number ?? null;
}

const overConnections = (work: (connection: number) => Promise<void>) =>
  Promise.all(Array.from({ length: connections }, (_, connection) => work(connection)));

onceInTheSuite('a process that is killed in the middle of filings', () => {
  test('loses no acknowledged filing, and duplicates none', async () => {
    const sent: string[] = [];
    const acknowledged = new Map<string, string>();
    const first = await graph.start();
    const filing = overConnections(async (connection) => {
      for (let count = 0; ; count += 1) {
        const key = `${connection}-${count}`;
        sent.push(key);
        const number = await file(first.client, key);
        if (number === null) return;
        acknowledged.set(key, number);
      }
    });
    await until(
      () => acknowledged.size,
      (size) => size >= 10 * connections,
    );
    await first.server.kill();
    await filing;
    expect(acknowledged.size).toBeLessThan(sent.length);

    const second = await graph.start();
    const waiting = [...sent];
    const repeated = new Map<string, string | null>();
    await overConnections(async () => {
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
        repeated.set(key, await file(second.client, key));
      }
    });

    for (const [key, number] of acknowledged)
      expect([key, repeated.get(key)]).toEqual([key, number]);
    const { applications, contents, timelines, events, notifications } = await storedOf(graph);
    const stored = new Map(applications.map((each) => [each.idempotencyKey, each]));
    expect(new Set(stored.keys())).toEqual(new Set(sent));
    expect(stored.size).toBe(sent.length);
    expect(new Set(applications.map(({ number }) => number)).size).toBe(sent.length);
    for (const [key, { _id, number }] of stored) {
      expect(repeated.get(key ?? '')).toBe(number);
      const ofIt = ({ applicationId }: { applicationId: typeof _id }) => applicationId.equals(_id);
      expect(contents.find((each) => each._id.equals(_id))?.subject).toBe(`Konu ${key}`);
      expect(timelines.find((each) => each._id.equals(_id))?.entries).toMatchObject([
        { event: 'FILED' },
      ]);
      expect(events.filter(ofIt)).toMatchObject([{ event: 'FILED', version: 1 }]);
      expect(notifications.filter(ofIt)).toMatchObject([{ event: 'FILED', number }]);
    }
    const { length } = sent;
    expect(await countStored(graph)).toEqual({
      applications: length,
      contents: length,
      timelines: length,
      events: length,
      notifications: length,
    });
  });
});
