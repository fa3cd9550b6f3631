import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTown, type Town } from '../casework/town.ts';
import { HttpReader } from '../subscriptions/http-reader.ts';
import { profiled } from '../support/commands.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { now, poll } from './events-scene.ts';

/** Events as clients get them: resolved across the subgraphs, over either transport. */

let graph: TestGraph;
let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
});

afterAll(() => graph?.stop());

const query = /* GraphQL */ `
  subscription New($unitId: ID!, $after: String) {
    newApplications(unitId: $unitId, after: $after) {
      cursor
      application {
        number
      }
      referral {
        unit {
          name
        }
      }
    }
  }
`;

test('a new application reaches a subscriber, and a client that resumes or polls continues after it', async () => {
  const unitId = await town.make('Çevre Koruma');
  const officer = await town.officerOf(unitId);
  const token = await graph.token({ role: 'OFFICER', unitId, subject: 'officer-1' });
  const open = (after: string | null) =>
    HttpReader.open(graph.url, { accept: 'sse', query, variables: { unitId, after }, token });
  const reader = await open(null);
  // The stream begins with its position.
  await reader.waitForPiece(({ id }) => id !== undefined);

  const first = await town.referTo([unitId]);
  const [event] = await reader.waitForEvents(1);
  reader.close();

  const shown = {
    cursor: expect.any(String),
    application: { number: first.number },
    referral: { unit: { name: 'Çevre Koruma' } },
  };
  expect(event).toMatchObject({ data: { newApplications: shown } });
  const { data } = event as { data: { newApplications: { cursor: string } } };
  const { cursor } = data.newApplications;
  const second = await town.referTo([unitId]);
  const resumed = await open(cursor);
  expect(await resumed.waitForEvents(1)).toMatchObject([
    { data: { newApplications: { application: { number: second.number } } } },
  ]);
  resumed.close();
  const { nodes } = await poll(officer, { after: cursor });
  expect(nodes.map(({ application }) => application.number)).toEqual([second.number]);
});

test('the lag from a commit is measured, and replayed events are counted apart', async () => {
  const unitId = await town.make('Su ve Kanalizasyon');
  const token = await graph.token({ role: 'OFFICER', unitId, subject: 'officer-1' });
  const open = (after: string | null) =>
    HttpReader.open(graph.url, { accept: 'sse', query, variables: { unitId, after }, token });
  const before = await measured();
  const live = await open(null);
  await live.waitForPiece(({ id }) => id !== undefined);
  await town.referTo([unitId]);
  await live.waitForEvents(1);
  live.close();
  const resumed = await open('EARLIEST');
  await resumed.waitForEvents(1);
  resumed.close();

  const after = await until(measured, ({ replayed }) => replayed > before.replayed);
  expect(after.replayed - before.replayed).toBe(1);
  expect(after.lags - before.lags).toBe(1);
});

test('the application of an event is read once, to decide whether it is seen and to be shown', async () => {
  const unitId = await town.make('Fen İşleri');
  const officer = await town.officerOf(unitId);
  const token = await graph.token({ role: 'OFFICER', unitId, subject: 'officer-1' });
  const after = await now(officer);
  await town.referTo([unitId]);
  const database = graph.data.database('application');

  const readsOfOneEvent = async () => {
    const profile = await profiled(database, async () => {
      const variables = { unitId, after };
      const reader = await HttpReader.open(graph.url, { accept: 'sse', query, variables, token });
      await reader.waitForEvents(1);
      reader.close();
    });
    return profile.countDocuments({ 'command.find': 'applications' });
  };
  // What was read too long ago is read again: on a busy machine that may be before the event is shown.
  expect(await until(readsOfOneEvent, (reads) => reads === 1)).toBe(1);
});

/** How many events have been replayed, and the lag of how many was measured. */
async function measured() {
  const response = await fetch(`${graph.url}/metrics`);
  const text = await response.text();
  const valueOf = (line: string) =>
    Number(
      text
        .split('\n')
        .find((each) => each.startsWith(line))
        ?.slice(line.length),
    );
  return {
    replayed: valueOf('graphql_subscription_events_replayed_total{protocol="sse"} '),
    lags: valueOf('graphql_subscription_lag_seconds_count '),
  };
}
