import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTown, type Town } from '../casework/town.ts';
import { HttpReader } from '../subscriptions/http-reader.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { poll } from './events-scene.ts';

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
