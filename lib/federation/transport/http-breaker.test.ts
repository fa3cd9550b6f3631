import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Interruption } from '../../platform/operations/interruption.ts';
import { until } from '../../../test/support/wait.ts';
import {
  answer,
  ask,
  type Behaviour,
  data,
  hangUp,
  mutation,
  query,
  requestOf,
  silence,
  StandIn,
  unreachable,
} from '../../../test/support/stand-in-subgraph.ts';
import type { SubgraphTransport } from './transport.ts';

/** What a client is to the server once it has disconnected. */
function leaves(client: EventEmitter & { destroyed: boolean }): void {
  client.destroyed = true;
  client.emit('close');
}

let subgraph: StandIn;
let transport: SubgraphTransport;

beforeEach(async () => {
  subgraph = new StandIn();
  await subgraph.listen();
});

afterEach(async () => {
  await transport.stop();
  subgraph.close();
});

describe('a subgraph that fails repeatedly', () => {
  const circuit = { failures: 3, retryAfterMs: 200 };

  beforeEach(async () => {
    transport = subgraph.connect(30_000, circuit);
  });

  async function failUntilOpen(): Promise<void> {
    subgraph.behaviours = [hangUp];
    for (let time = 0; time < circuit.failures; time += 1) {
      expect(transport.circuit?.isOpen).toBe(false);
      await ask(transport, mutation);
    }
    expect(transport.circuit?.isOpen).toBe(true);
    subgraph.received = [];
  }

  test('is no longer queried, and used again when it answers', async () => {
    await failUntilOpen();
    subgraph.behaviours = [answer({ data })];

    expect(await ask(transport, query)).toEqual(unreachable);
    expect(subgraph.received).toEqual([]);

    expect(
      await until(
        () => ask(transport, query),
        ({ errors }) => !errors,
      ),
    ).toEqual({ data });
    expect(transport.circuit?.isOpen).toBe(false);
    expect(subgraph.received).toHaveLength(1);
  });

  test('does not trip the breaker by answering with errors or by clients that disconnect', async () => {
    subgraph.behaviours = [
      answer({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }, 403),
    ];
    for (let time = 0; time < 5; time += 1) await ask(transport, query);
    for (let time = 0; time < 5; time += 1) {
      const client = Object.assign(new EventEmitter(), { destroyed: false });
      subgraph.behaviours = [() => leaves(client)];
      const request = requestOf(null, { interruption: new Interruption(client, 60_000) });
      await transport.execute({ ...query, request });
    }

    expect(transport.circuit?.isOpen).toBe(false);
  });

  async function waitInVain(): Promise<void> {
    subgraph.behaviours = [silence];
    for (let time = 0; time < circuit.failures; time += 1) {
      expect(transport.circuit?.isOpen).toBe(false);
      const request = requestOf(null, { interruption: new Interruption(null, 30) });
      await transport.execute({ ...query, request });
    }
  }

  test('trips the breaker by silence for as long as operations may take', async () => {
    await waitInVain();

    expect(transport.circuit?.isOpen).toBe(true);
  });

  test('does not trip the breaker where queries wait for their turn', async () => {
    await transport.stop();
    transport = subgraph.connect(30_000, circuit, { answersInTurn: true });
    await waitInVain();

    expect(transport.circuit?.isOpen).toBe(false);
  });
});

describe('a subgraph that is ready although its queries get no answer', () => {
  const circuit = { failures: 3, retryAfterMs: 60_000 };
  let client: EventEmitter & { destroyed: boolean };
  const leave: Behaviour = () => leaves(client);

  beforeEach(async () => {
    client = Object.assign(new EventEmitter(), { destroyed: false });
    transport = subgraph.connect(30_000, circuit);
    subgraph.server.removeAllListeners('request');
    subgraph.server.on('request', (request, response: ServerResponse) => {
      if (request.url === '/health/ready') response.end();
      else void subgraph.serve(request, response);
    });
  });

  const fail = async (times: number) => {
    subgraph.behaviours = [hangUp];
    for (let time = 0; time < times; time += 1) await ask(transport, mutation);
    subgraph.received = [];
  };

  const makeHealthy = async () => {
    subgraph.behaviours = [answer({ data: { __typename: 'Query' } })];
    const [check] = await transport.health();
    expect(check?.ok).toBe(true);
    subgraph.received = [];
  };

  const askWithin = (limitMs: number, operation: { query: string }) => {
    const request = requestOf(null, { interruption: new Interruption(client, limitMs) });
    return transport.execute({ ...operation, request });
  };

  test('gets a single query once it is found ready, and is used again when that is answered', async () => {
    await fail(3);
    await makeHealthy();
    expect(transport.circuit?.isOpen).toBe(true);
    let respond: (() => void) | undefined;
    subgraph.behaviours = [
      (response, request) => (respond = () => answer({ data })(response, request)),
    ];

    const result = ask(transport, query);
    await until(
      () => subgraph.received,
      ({ length }) => length === 1,
    );
    expect(await ask(transport, query)).toEqual(unreachable);
    expect(subgraph.received).toHaveLength(1);
    respond?.();
    expect(await result).toEqual({ data });

    expect(transport.circuit?.isOpen).toBe(false);
  });

  test('gets another query when the client of the first leaves before it is answered', async () => {
    await fail(3);
    await makeHealthy();
    subgraph.behaviours = [leave];

    await askWithin(60_000, query);
    expect(transport.circuit?.isOpen).toBe(true);
    subgraph.behaviours = [answer({ data })];

    expect(await ask(transport, query)).toEqual({ data });
    expect(transport.circuit?.isOpen).toBe(false);
  });

  test('has failed as often as before when a query had little of its operation’s time', async () => {
    await fail(2);
    const almostOver = Object.assign(new Interruption(client, 50), { limitMs: 60_000 });
    subgraph.behaviours = [silence];

    await transport.execute({ ...query, request: requestOf(null, { interruption: almostOver }) });
    expect(transport.circuit?.isOpen).toBe(false);

    await fail(1);
    expect(transport.circuit?.isOpen).toBe(true);
  });

  test('has failed when a mutation whose client has left gets no answer', async () => {
    await fail(2);
    subgraph.behaviours = [
      (response, request) => {
        leave(response, request);
        hangUp(response, request);
      },
    ];

    await askWithin(60_000, mutation);

    expect(transport.circuit?.isOpen).toBe(true);
  });
});
