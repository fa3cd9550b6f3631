import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { UnsecuredJWT } from 'jose';
import { WebSocket } from 'ws';
import { createSubgraphServer, type SubgraphServer } from '../../lib/federation/server.ts';
import { unauthenticated } from '../../lib/kit/errors.ts';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { createClientAddressVerifier } from '../../lib/platform/identity/client-address-token.ts';
import {
  createInternalTokenSigner,
  createInternalTokenVerifier,
} from '../../lib/platform/identity/internal-token.ts';
import type { CachingTokenVerifier } from '../../lib/platform/identity/token-verifier.ts';
import { generateKeys } from '../../lib/platform/identity/keys.ts';
import { testOverHttp } from '../support/graph.ts';
import { openTestLog } from '../support/log.ts';
import { until } from '../support/wait.ts';
import { SocketClient } from './socket-client.ts';
import { startStreams, type StreamScene, type StreamSceneOptions } from './stream-scene.ts';

/** Messages that are sent to take the server's time or memory. */

let scene: StreamScene;

async function start(options?: StreamSceneOptions): Promise<void> {
  scene = await startStreams(options);
}

afterEach(() => scene.stop());

/** Of the bucket of an address for its requests and messages. */
const available = 500;
const costOfHandshake = 25;
const costOfFault = 25;
/** What a WebSocket may send between two heartbeats free of charge, with its `connection_init`. */
const free = { messages: 50, bytes: 10_000 };
const initialisation = JSON.stringify({ type: 'connection_init' });

const smallBucket = {
  mode: 'enforce',
  budgets: {
    ...defaultBudgets,
    ANONYMOUS: { operation: 500, available, restoreRate: 0.001 },
  },
} as const;

const exhausted = { code: 4431, reason: { code: 'TOO_MANY_MESSAGES' } };

/** Knows no token, and counts those that it refuses. */
const refusingTokens = (count: () => void): CachingTokenVerifier => {
  const refuse = (): never => {
    count();
    throw unauthenticated();
  };
  return Object.assign(refuse, { known: () => null });
};

const tooManyTokens = [
  { extensions: { code: 'LIMIT_EXCEEDED', throttleStatus: { currentlyAvailable: 0 } } },
];

const invalid = { authorization: 'Bearer a.b.c' };

describe('an address is charged', () => {
  test('for the size of each message, before it is parsed', async () => {
    await start({ demand: smallBucket });
    const socket = await scene.socket();
    const ping = JSON.stringify({ type: 'ping', payload: { padding: 'x'.repeat(1_000) } });
    const costOfPing = 1 + Math.floor(ping.length / 100);
    for (let count = 0; count < 100; count += 1) socket.send(ping);

    expect(await socket.closedWith()).toEqual(exhausted);
    const freePings = Math.floor((free.bytes - initialisation.length) / ping.length);
    const paid = Math.floor((available - costOfHandshake) / costOfPing);
    expect(socket.of('pong')).toHaveLength(freePings + paid);
  });

  test('for pings of the WebSocket itself', async () => {
    await start({ demand: smallBucket });
    const socket = await scene.socket();
    let pongs = 0;
    socket.socket.on('pong', () => (pongs += 1));
    for (let count = 0; count < 600; count += 1) socket.socket.ping();

    expect(await socket.closedWith()).toEqual(exhausted);
    expect(pongs).toBe(free.messages - 1 + available - costOfHandshake);
  });

  test('for each WebSocket', async () => {
    await start({ demand: smallBucket });
    const most = available / costOfHandshake;
    for (let count = 0; count < most; count += 1) {
      await scene.socket({ initialise: false });
    }
    const refused = await scene.socket({ initialise: false });

    expect((await refused.closed()).code).toBe(1006);
  });

  test.each([
    ['a ping', 'pong', () => ({ type: 'ping', payload: invalid })],
    [
      'a subscription',
      'error',
      (index: number) => ({
        id: String(index),
        type: 'subscribe',
        payload: { query: 'subscription { ticks }', extensions: invalid },
      }),
    ],
  ] as const)('for each token in %s that is not valid', async (_, answer, message) => {
    let verified = 0;
    await start({
      demand: smallBucket,
      verifyAccessToken: refusingTokens(() => (verified += 1)),
    });
    const socket = await scene.socket();
    for (let index = 0; index < 40; index += 1) socket.send(message(index));
    const answers = await socket.payloads(answer, 40);

    // The others are refused unread, and end nothing else.
    expect(verified).toBe((available - costOfHandshake) / costOfFault);
    expect(JSON.stringify(answers).match(/"code":"LIMIT_EXCEEDED"/g)).toHaveLength(40 - verified);
    expect(answers.at(-1)).toMatchObject(
      answer === 'pong' ? { renewed: false, errors: tooManyTokens } : tooManyTokens,
    );
    socket.subscribe('s', 'subscription { filed(unit: 1) { position } }');
    await socket.positioned('s');
  });
});

test('a viewer is charged for their own messages, and not for those of others at their address', async () => {
  await start({ demand: smallBucket });
  const token = await scene.token();
  const own = await scene.socket({ token });
  const other = await scene.socket();
  const ping = JSON.stringify({ type: 'ping', payload: { padding: 'x'.repeat(1_000) } });
  for (let count = 0; count < 100; count += 1) other.send(ping);
  expect(await other.closedWith()).toEqual(exhausted);

  const headers = { authorization: `Bearer ${token}` };
  const later = await scene.socket({ headers });
  expect(later.of('connection_ack')).toHaveLength(1);
  for (const socket of [own, later]) {
    for (let count = 0; count < 60; count += 1) socket.send(ping);
    await until(
      () => socket.of('pong').length,
      (pongs) => pongs === 60,
    );
  }
  const unknown = await scene.socket({ token: await scene.token(), initialise: false });
  expect((await unknown.closed()).code).toBe(1006);
});

test('a viewer who sends too many messages is disconnected, and others at their address are not', async () => {
  const budgets = { ...defaultBudgets, EVALUATOR: smallBucket.budgets.ANONYMOUS };
  await start({ demand: { mode: 'enforce', budgets } });
  const socket = await scene.socket({ token: await scene.token() });
  const other = await scene.socket();
  const ping = JSON.stringify({ type: 'ping', payload: { padding: 'x'.repeat(1_000) } });
  for (let count = 0; count < 100; count += 1) socket.send(ping);

  expect(await socket.closedWith()).toEqual(exhausted);
  other.send(ping);
  await other.next('pong');
});

test('a viewer whose bucket is empty keeps subscriptions, answers heartbeats and renews the token', async () => {
  const budgets = { ...defaultBudgets, EVALUATOR: smallBucket.budgets.ANONYMOUS };
  await start({ demand: { mode: 'enforce', budgets }, subscriptionLimits: { heartbeatMs: 100 } });
  const token = await scene.token({}, { lifetimeSeconds: 60 });
  const socket = await scene.socket({ token });
  socket.subscribe('s', 'subscription { filed(unit: 1) { position } }');
  await socket.positioned('s');
  await until(
    () => scene.client.post('no JSON', { authorization: `Bearer ${token}` }),
    ({ status }) => status === 429,
  );
  const pings = socket.of('ping').length;
  await socket.payloads('ping', pings + 5);
  const authorization = `Bearer ${await scene.token()}`;
  socket.send({ type: 'ping', payload: { authorization } });

  expect(await socket.next('pong')).toMatchObject({ renewed: true });
  scene.small.log.add({ unit: '1', number: '1' });
  await socket.next('next', 's');
});

describe('a client that does not read', () => {
  test('is not read from, and then disconnected', async () => {
    let read = 0;
    await start({
      subscriptionLimits: { messagesPerHeartbeat: Infinity, heartbeatMs: 200 },
      policy: {
        beforeParsing() {
          read += 1;
        },
      },
    });
    const socket = await scene.socket();
    socket.subscribe('s', 'subscription { filed(unit: 1) { position } }');
    await socket.positioned('s');
    socket.socket.pause();
    const sent = 30_000;
    const wrong = 'x'.repeat(1_000);
    for (let index = 0; index < sent; index += 1) {
      socket.subscribe(String(index), wrong);
      socket.send({ type: 'pong' });
    }

    await until(
      () =>
        scene.metric(
          'graphql_subscriptions_ended_total{protocol="websocket",reason="disconnected"}',
        ),
      (ended) => ended === 1,
    );
    expect(read).toBeLessThan(sent);
  });

  test('is disconnected though it sends messages', async () => {
    await start({ subscriptionLimits: { heartbeatMs: 100 } });
    const socket = await scene.socket({ answersPings: false });

    await until(
      () => {
        socket.send({ type: 'ping' });
        return socket.socket.readyState;
      },
      (state) => state === WebSocket.CLOSED,
    );
    expect((await socket.closed()).code).toBe(1006);
  });
});

test('a WebSocket without a subscription is closed after a while, one with a subscription stays', async () => {
  await start({ subscriptionLimits: { heartbeatMs: 50 } });
  const [idle, used] = [await scene.socket(), await scene.socket()];
  used.subscribe('s', 'subscription { filed(unit: 1) { position } }');

  expect(await idle.closedWith()).toEqual({ code: 4432, reason: { code: 'IDLE' } });
  expect(used.socket.readyState).toBe(WebSocket.OPEN);
});

test('thousands of levels of `headers` are a message like others', async () => {
  await start({ subscriptionLimits: { messageBytes: 1_000_000 } });
  const socket = await scene.socket();
  const levels = 80_000;
  const payload = `${'{"headers":'.repeat(levels)}{}${'}'.repeat(levels)}`;
  socket.send(`{"type":"ping","payload":${payload}}`);

  expect(await socket.next('pong')).toBeUndefined();
  socket.send(`{"type":"subscribe","id":"s","payload":{"extensions":${payload}}}`);
  expect(await socket.next('error', 's')).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

describe('a subscription that the client ends before it has begun', () => {
  const ofUnit = (unit: number) => `subscription { filed(unit: ${unit}) { position } }`;

  async function startHeld() {
    const { promise, resolve } = Promise.withResolvers<void>();
    await start({
      subscriptionLimits: { perConnection: 3 },
      policy: { beforeParsing: () => promise },
    });
    return { socket: await scene.socket(), release: resolve };
  }

  test('counts until it is planned', async () => {
    const { socket, release } = await startHeld();
    for (const id of ['1', '2', '3', '4', '5']) {
      socket.subscribe(id, ofUnit(1));
      socket.send({ id, type: 'complete' });
    }
    await socket.payloads('error', 2);
    release();

    expect(socket.of('error').map(({ id }) => id)).toEqual(['4', '5']);
  });

  test('does not take the place of the next with its id', async () => {
    const { socket, release } = await startHeld();
    socket.subscribe('s', ofUnit(1));
    socket.send({ id: 's', type: 'complete' });
    socket.subscribe('s', ofUnit(2));
    release();
    await socket.positioned('s');
    scene.small.log.add({ unit: '1', number: '1' }, { unit: '2', number: '2' });

    expect(await socket.next('next', 's')).toMatchObject({ data: { filed: { position: 2 } } });
  });
});

describe('the server of a subgraph', () => {
  testOverHttp('requires a token for the upgrade', async () => {
    await start();
    const [{ server }] = [...scene.servers.values()] as [SubgraphServer]; // started above
    const { port } = server.server.address() as AddressInfo; // it listens on a port
    const socket = await SocketClient.open(`http://127.0.0.1:${port}`, { initialise: false });

    expect(await socket.closed()).toEqual({ code: 1006, reason: '' });
  });

  test('has the limits of clients for tokens other than those of a gateway', async () => {
    await start();
    const keys = await generateKeys();
    const server = await createSubgraphServer({
      subgraph: scene.small.start('application'),
      verifyInternalToken: createInternalTokenVerifier('application', keys),
      verifyClientAddress: createClientAddressVerifier('application', keys),
      verifyAccessToken: () => null,
      logger: openTestLog().logger,
      maxBodyBytes: 1_000_000,
    });
    const url = (await server.listen({ host: '127.0.0.1', port: 0 })).replace(/\/graphql$/, '');
    const signed = createInternalTokenSigner(keys)(null, 'application');
    const open = (token: string) =>
      SocketClient.open(url, { token, headers: { authorization: `Bearer ${token}` } });
    const gateway = await open(signed);
    const client = await open(`${new UnsecuredJWT({}).encode()}c2ln`);
    for (const socket of [gateway, client]) {
      for (let id = 1; id <= 51; id += 1) socket.subscribe(String(id), 'subscription { ticks }');
    }

    expect(await client.next('error', '51')).toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED', limit: 50 } },
    ]);
    await until(
      () => scene.small.log.followers,
      (followers) => followers === 101,
    );
    expect(gateway.of('error')).toEqual([]);
    client.close();
    gateway.close();
    await server.stop();
  });
});

describe('before `connection_init`', () => {
  test.each([
    ['a pong is not parsed', 'pong', 4401, 'NOT_INITIALISED'],
    ['a ping with a token is not answered', 'ping', 4401, 'NOT_INITIALISED'],
  ])('%s', async (_, type, code, name) => {
    let verified = 0;
    await start({ verifyAccessToken: refusingTokens(() => (verified += 1)) });
    const socket = await scene.socket({ initialise: false });
    socket.send({ type, payload: invalid });

    expect(await socket.closedWith()).toEqual({ code, reason: { code: name } });
    expect({ verified, received: socket.received }).toEqual({ verified: 0, received: [] });
  });

  test('a large message is refused, of any type', async () => {
    await start();
    for (const type of ['connection_init', 'pong']) {
      const socket = await scene.socket({ initialise: false });
      socket.send({ type, payload: { padding: 'x'.repeat(8_000) } });

      expect(await socket.closedWith()).toEqual({
        code: 1009,
        reason: { code: 'MESSAGE_TOO_LARGE' },
      });
    }
  });
});
