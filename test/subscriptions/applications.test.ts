import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operations } from '../casework/operations.ts';
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

describe('officers of one unit', () => {
  /** Two of them, over connections of their own. */
  async function officersOf(unitId: string) {
    const [one, other] = await Promise.all(
      ['officer-1', 'officer-2'].map(async (subject) => {
        const token = await graph.token({ role: 'OFFICER', unitId, subject });
        return SocketClient.open(graph.url, { token });
      }),
    );
    if (!one || !other) throw new Error('There are two officers.');
    return { one, other };
  }

  const activeSockets = async () =>
    (await (await fetch(`${graph.url}/metrics`)).text()).match(
      /^graphql_subscriptions_active\{protocol="websocket"\} (\d+)$/m,
    )?.[1];

  test('see the applicant also when the one whom events were read for has left', async () => {
    const unitId = await town.make('Paylaşan');
    const { one, other } = await officersOf(unitId);
    const shared = 'subscription { newApplications { application { number applicant { name } } } }';
    for (const socket of [one, other]) {
      socket.subscribe('s', shared);
      await socket.positioned('s');
    }
    const numbers = [(await town.referTo([unitId])).number];
    await Promise.all([one, other].map((socket) => socket.payloads('next', 1, 's')));
    one.send({ id: 's', type: 'complete' });
    await until(activeSockets, (count) => count === '1');
    numbers.push((await town.referTo([unitId])).number);
    const received = await other.payloads('next', 2, 's');
    for (const socket of [one, other]) socket.close();

    expect(received).toMatchObject(
      numbers.map((number) => ({
        data: { newApplications: { application: { number, applicant: { name: 'Ayşe' } } } },
      })),
    );
    expect(one.of('next', 's')).toHaveLength(1);
  });

  test('get the actions of their own: who drafted a reply does not approve it', async () => {
    const unitId = await town.make('Onaylayan');
    const { number, referrals } = await town.referTo([unitId]);
    const referralId = referrals[0]?.id;
    const { one, other } = await officersOf(unitId);
    const changed = /* GraphQL */ `
      subscription Changed($referralId: ID) {
        applicationChanged(referralId: $referralId) {
          kind
          application {
            number
          }
          referral {
            availableActions
          }
        }
      }
    `;
    for (const socket of [one, other]) {
      socket.subscribe('s', changed, { variables: { referralId } });
      await socket.positioned('s');
    }
    const drafter = await town.officerOf(unitId, 'officer-1');
    const text = 'Lambaların yenilenmesi programa alınmıştır.';
    await drafter.do(operations.accept, { referralId });
    await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'REFUSED', text });
    const drafted = await Promise.all(
      [one, other].map(async (socket) => {
        const [, event] = (await socket.payloads('next', 2, 's')) as Changed[];
        socket.close();
        return event?.data.applicationChanged;
      }),
    );
    const actions = drafted.map((change) => change?.referral.availableActions ?? []);

    expect(drafted).toMatchObject(
      [one, other].map(() => ({ kind: 'REPLY_DRAFTED', application: { number } })),
    );
    expect(
      ['APPROVE_REPLY', 'WITHDRAW_REPLY'].map((action) =>
        actions.map((each) => each.includes(action)),
      ),
    ).toEqual([
      [false, true],
      [true, false],
    ]);
  });
});

interface Changed {
  data: {
    applicationChanged: { kind: string; referral: { availableActions: readonly string[] } };
  };
}

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
    const started = 'graphql_subscriptions_started_total{protocol="websocket",from="earliest"} 1';
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
