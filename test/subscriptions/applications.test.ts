import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTown, type Town } from '../casework/town.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { HttpReader } from './http-reader.ts';
import { SocketClient } from './socket-client.ts';

/** The subscriptions of this graph, as its clients receive them. */

let graph: TestGraph;
let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
});

afterAll(() => graph.stop());

const query = /* GraphQL */ `
  subscription New($after: String) {
    newApplications(after: $after) {
      cursor
      application {
        number
        responsibleUnit {
          name
          parent {
            id
          }
        }
      }
      referral {
        unit {
          name
        }
        availableActions
      }
    }
  }
`;

interface Received {
  data: { newApplications: { cursor: string; application: { number: string } } };
}

test('an officer receives new applications across the subgraphs, and resumes over another protocol', async () => {
  const unitId = await town.make('Abone');
  const token = await graph.token({ role: 'OFFICER', unitId });
  const socket = await SocketClient.open(graph.url, { token });
  socket.subscribe('s', query);
  await socket.positioned('s');
  const first = await town.referTo([unitId]);
  const received = (await socket.next('next', 's')) as Received;
  const { cursor } = received.data.newApplications;

  expect(received).toEqual({
    data: {
      newApplications: {
        cursor,
        application: {
          number: first.number,
          responsibleUnit: { name: 'Abone', parent: { id: town.parentId } },
        },
        referral: {
          unit: { name: 'Abone' },
          availableActions: expect.arrayContaining(['ACCEPT']),
        },
      },
    },
    extensions: { cursor },
  });
  socket.close();
  const second = await town.referTo([unitId]);
  const sse = await HttpReader.open(graph.url, {
    accept: 'sse',
    query,
    token,
    headers: { 'last-event-id': cursor },
  });
  const [resumed] = (await sse.waitForEvents(1)) as Received[];
  sse.close();

  expect(resumed?.data.newApplications.application.number).toBe(second.number);
});

onceInTheSuite('a process whose stream of events does not run yet', () => {
  test('begins the subscriptions that it gets meanwhile as soon as it does', async () => {
    const unitId = await town.make('Bekleyen');
    const { number } = await town.referTo([unitId]);
    const token = await graph.token({ role: 'OFFICER', unitId });
    const states = graph.data.databases.application.connection.collection('event_stream');
    const [state] = await states.find().toArray();
    if (!state) throw new Error('the stream has a state');
    await states.deleteMany({});
    const other = await graph.another({ awaitReady: false });
    const socket = await SocketClient.open(other.url, { token });
    const variables = { after: 'EARLIEST' };
    socket.subscribe('s', query, { variables });
    const started = 'graphql_subscriptions_started_total{protocol="websocket",from="cursor"} 1';
    await until(
      async () => (await fetch(`${other.url}/metrics`)).text(),
      (text) => text.includes(started),
    );
    await states.insertOne(state);

    const received = (await socket.next('next', 's')) as Received;
    expect(received.data.newApplications.application.number).toBe(number);
    expect(socket.of('error')).toEqual([]);
    socket.close();
    await other.stop();
  });
});
