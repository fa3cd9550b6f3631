import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { resumingClient } from '../../examples/clients/graphql-ws.ts';
import { unavailable } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { until } from '../support/wait.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

/** The token of a WebSocket that subscriptions with tokens of their own keep open. */

const query = 'subscription { filed(unit: 1) { position } }';

test.each(['ping', 'subscribe'] as const)(
  'a newer token in a message of type %s takes the place of that of the connection, also once it has expired',
  async (type) => {
    const limited = await startStreams({ subscriptionLimits: { connectionsPerViewer: 1 } });
    const socket = await limited.socket({ token: await limited.token({}, { lifetimeSeconds: 3 }) });
    socket.subscribe('of the connection', query);
    await socket.positioned('of the connection');
    const anothers = `Bearer ${await limited.token({ subject: 'another' })}`;
    socket.subscribe('own', query, { extensions: { authorization: anothers } });
    await socket.positioned('own');
    await socket.next('error', 'of the connection');
    socket.subscribe('too early', query);
    expect(await socket.next('error', 'too early')).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);

    const authorization = `Bearer ${await limited.token()}`;
    if (type === 'ping') {
      socket.send({ type, payload: { authorization } });
      expect(await socket.next('pong')).toMatchObject({ renewed: true });
    } else {
      socket.subscribe('renewing', query, { extensions: { authorization } });
      await socket.positioned('renewing');
      socket.send({ id: 'renewing', type: 'complete' });
    }
    // It counts for its viewer again.
    const other = await limited.socket({ token: await limited.token() });
    expect((await other.closed()).code).toBe(4430);
    socket.subscribe('again', query);
    await socket.positioned('again');
    await limited.stop();
  },
);

test('a connection goes on with its token once that can be verified again', async () => {
  const of = (subject: string) =>
    ({ subject, role: 'EVALUATOR', citizenId: null, unitId: null }) as const;
  let isKnown = true;
  let token = '';
  const verify = (given: string) => {
    if (given !== token) return of('another');
    if (isKnown) return of('somebody');
    throw unavailable(say`The verification of access tokens`);
  };
  const unsure = await startStreams({
    verifyAccessToken: Object.assign(verify, { known: () => null }),
  });
  token = await unsure.token();
  const socket = await unsure.socket({ token });
  socket.subscribe('of the connection', query);
  await socket.positioned('of the connection');
  const authorization = `Bearer ${await unsure.token({ subject: 'another' })}`;
  socket.subscribe('own', query, { extensions: { authorization } });
  await socket.positioned('own');
  isKnown = false;
  expect(await socket.next('error', 'of the connection')).toMatchObject([
    { extensions: { code: 'UNAVAILABLE' } },
  ]);
  isKnown = true;
  socket.subscribe('again', query);

  await socket.positioned('again');
  await unsure.stop();
});

describe('the client for graphql-ws', () => {
  const clientOf = ({ url }: StreamScene, token: () => Promise<string>) =>
    resumingClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
      webSocketImpl: WebSocket,
    });

  const unexpected = (reason: unknown) => {
    throw new Error(`The client failed: ${JSON.stringify(reason)}`);
  };

  test('sends a new token when that of the connection has expired', async () => {
    const scene = await startStreams();
    let tokens = 0;
    const client = clientOf(scene, () => {
      tokens += 1;
      return scene.token({}, tokens === 1 ? { lifetimeSeconds: 3 } : {});
    });
    const own = { authorization: `Bearer ${await scene.token({ subject: 'another' })}` };
    const received = { own: 0, ofConnection: 0 };
    for (const [name, extensions] of [
      ['own', own],
      ['ofConnection', {}],
    ] as const) {
      client.subscribe(
        { query, extensions },
        { next: () => (received[name] += 1), error: unexpected, complete: () => {} },
      );
    }
    const open = () => scene.metric('graphql_subscriptions_active{protocol="websocket"}');
    await until(open, (count) => count === 2);
    await until(open, (count) => count === 1);
    await until(open, (count) => count === 2);
    scene.small.log.add({ unit: '1', number: '1' });
    await until(
      () => received,
      (count) => count.own + count.ofConnection === 2,
    );

    expect({ received, tokens }).toEqual({ received: { own: 1, ofConnection: 1 }, tokens: 2 });
    const ended = 'graphql_subscriptions_ended_total{protocol="websocket",reason="disconnected"}';
    expect(await scene.metric(ended)).toBe(0);
    await client.dispose();
    await scene.stop();
  });

  test('ends a subscription whose own token is refused', async () => {
    const scene = await startStreams();
    const client = clientOf(scene, () => scene.token());
    const { promise: refused, resolve: error } = Promise.withResolvers<unknown>();
    const extensions = { authorization: 'Bearer a.b.c' };
    client.subscribe({ query, extensions }, { next: unexpected, error, complete: () => {} });

    expect(await refused).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await client.dispose();
    await scene.stop();
  });
});
