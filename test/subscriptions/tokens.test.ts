import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import {
  createAccessTokenVerifier,
  signAccessToken,
} from '../../lib/platform/identity/access-keys.ts';
import { unavailable } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { generateKeys } from '../../lib/platform/identity/keys.ts';
import { issuer, testToken } from '../support/graph.ts';
import { openTestLog } from '../support/log.ts';
import { until } from '../support/wait.ts';
import { deniedFrom, startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;
const deniedIds = new Set<string>();
const denied = deniedFrom(deniedIds);

beforeAll(async () => {
  scene = await startStreams({ denied });
});

afterAll(() => scene.stop());

afterEach(() => scene.disconnect());

const query = 'subscription { filed(unit: 1) { position } }';

interface Pong {
  renewed: boolean;
  expiresAt?: string;
  errors?: { extensions: { code: string } }[];
}

describe('when the access token expires', () => {
  test('a WebSocket is closed with the last cursor', async () => {
    const socket = await scene.socket({ token: await scene.token({}, { lifetimeSeconds: 2 }) });
    socket.subscribe('s', query);
    const cursor = await socket.positioned('s');

    expect(await socket.closedWith()).toEqual({
      code: 4403,
      reason: { code: 'UNAUTHENTICATED', cursor },
    });
    expect(socket.of('ping').at(-1)).toMatchObject({ payload: { cursors: { s: cursor } } });
  });

  test.each(['sse', 'multipart'] as const)(
    '%s ends with an error and the last cursor',
    async (accept) => {
      const token = await scene.token({}, { lifetimeSeconds: 2 });
      const reader = await scene.read({ accept, query, token });
      await reader.ended;

      expect(reader.text).toMatch(
        /"extensions":\{"code":"UNAUTHENTICATED","cursor":"at-\d+"\}\}\]/,
      );
      expect(reader.text).toMatch(
        accept === 'sse' ? /event: complete\ndata:\n\n$/ : /--graphql--\r\n$/,
      );
    },
  );

  test('a subscription with a token of its own ends, and its siblings go on', async () => {
    const socket = await scene.socket({ token: await scene.token() });
    socket.subscribe('long', query);
    const own = await scene.token({}, { lifetimeSeconds: 2 });
    socket.subscribe('short', query, { extensions: { authorization: `Bearer ${own}` } });

    expect(await socket.next('error', 'short')).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED', cursor: expect.stringMatching(/^at-/) } },
    ]);
    scene.small.log.add({ unit: '1', number: '1' });
    await socket.next('next', 'long');
  });
});

test('subscriptions with tokens of their own go on when that of their connection has expired', async () => {
  const socket = await scene.socket({ token: await scene.token({}, { lifetimeSeconds: 2 }) });
  socket.subscribe('of the connection', query);
  const cursor = await socket.positioned('of the connection');
  const authorization = `Bearer ${await scene.token({ subject: 'another' })}`;
  socket.subscribe('own', query, { extensions: { authorization } });
  await socket.positioned('own');

  expect(await socket.next('error', 'of the connection')).toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED', cursor } },
  ]);
  scene.small.log.add({ unit: '1', number: '1' });
  await socket.next('next', 'own');
  socket.send({ id: 'own', type: 'complete' });
  expect((await socket.closedWith()).code).toBe(4403);
});

test('a denied token of a connection is of no use, also while others on it go on', async () => {
  const token = await scene.token({ subject: 'robbed' }, { id: 'denied-beside-others' });
  const socket = await scene.socket({ token });
  socket.subscribe('of the connection', query);
  await socket.positioned('of the connection');
  const authorization = `Bearer ${await scene.token({ subject: 'another' })}`;
  socket.subscribe('own', query, { extensions: { authorization } });
  await socket.positioned('own');
  const refused = [{ extensions: { code: 'UNAUTHENTICATED' } }];

  deniedIds.add('denied-beside-others');
  socket.subscribe('at once', query);
  expect(await socket.next('error', 'at once')).toMatchObject(refused);
  expect(await socket.next('error', 'of the connection')).toMatchObject(refused);
  socket.subscribe('later', query);
  expect(await socket.next('error', 'later')).toMatchObject(refused);
  const newer = `Bearer ${await scene.token({ subject: 'robbed' })}`;
  socket.send({ type: 'ping', payload: { authorization: newer } });
  expect(await socket.next('pong')).toMatchObject({ renewed: false, errors: refused });

  scene.small.log.add({ unit: '1', number: '1' });
  await socket.next('next', 'own');
});

test('while tokens cannot be verified, what ends is counted apart from refused tokens', async () => {
  const viewer = { subject: 'somebody', role: 'EVALUATOR', citizenId: null, unitId: null } as const;
  let isKnown = true;
  const verify = () => {
    if (isKnown) return viewer;
    throw unavailable(say`The verification of access tokens`);
  };
  const verifyAccessToken = Object.assign(verify, { known: () => null });
  const unsure = await startStreams({ verifyAccessToken });
  const socket = await unsure.socket({ token: await unsure.token() });
  socket.subscribe('s', query);
  const cursor = await socket.positioned('s');
  isKnown = false;

  expect(await socket.closedWith()).toEqual({
    code: 1013,
    reason: { code: 'UNAVAILABLE', cursor },
  });
  const ended = (reason: string) =>
    unsure.metric(`graphql_subscriptions_ended_total{protocol="websocket",reason="${reason}"}`);
  expect(await ended('unverified')).toBe(1);
  expect(await ended('unauthenticated')).toBe(0);
  await unsure.stop();
});

test('a connection counts for every viewer who has a subscription on it', async () => {
  const limited = await startStreams({ subscriptionLimits: { connectionsPerViewer: 2 } });
  const authorization = `Bearer ${await limited.token({ subject: 'everywhere' })}`;
  const open = async (subject: string) =>
    limited.socket({ token: await limited.token({ subject }) });
  const [first, second, third] = [await open('a'), await open('b'), await open('c')];
  for (const [socket, id] of [
    [first, 's'],
    [first, 't'],
    [second, 's'],
  ] as const) {
    socket.subscribe(id, query, { extensions: { authorization } });
    await socket.positioned(id);
  }
  const tryThird = async (id: string) => {
    third.subscribe(id, query, { extensions: { authorization } });
    return third.next('error', id);
  };
  const refused = [{ extensions: { code: 'LIMIT_EXCEEDED' } }];
  expect(await tryThird('1')).toMatchObject(refused);
  first.send({ id: 's', type: 'complete' });
  expect(await tryThird('2')).toMatchObject(refused);
  first.send({ id: 't', type: 'complete' });
  first.send({ type: 'ping' });
  await first.next('pong');
  third.subscribe('3', query, { extensions: { authorization } });
  await third.positioned('3');
  // They also end with their connection.
  third.close();
  let attempt = 0;
  await until(
    async () => {
      attempt += 1;
      const id = String(attempt);
      first.subscribe(id, query, { extensions: { authorization } });
      const begun = first.positioned(id).then(() => true);
      return Promise.race([begun, first.next('error', id).then(() => false)]);
    },
    (hasBegun) => hasBegun,
  );
  await limited.stop();
});

test('a connection counts for its viewer as long as one of their subscriptions lives by another token', async () => {
  const limited = await startStreams({ subscriptionLimits: { connectionsPerViewer: 1 } });
  const bearer = async (lifetimeSeconds: number) =>
    `Bearer ${await limited.token({}, { lifetimeSeconds })}`;
  const socket = await limited.socket({ token: await limited.token({}, { lifetimeSeconds: 5 }) });
  socket.subscribe('of the connection', query);
  // It expires before that of the connection.
  socket.subscribe('own', query, { extensions: { authorization: await bearer(3) } });
  await socket.positioned('own');
  socket.send({ type: 'ping', payload: { id: 'own', authorization: await bearer(60) } });
  expect(await socket.next('pong')).toMatchObject({ renewed: true });
  const closedWhenOpened = async () => {
    const other = await limited.socket({ token: await limited.token() });
    return (await other.closed()).code;
  };

  await socket.next('error', 'of the connection');
  expect(await closedWhenOpened()).toBe(4430);
  socket.subscribe('later', query, { extensions: { authorization: await bearer(60) } });
  await socket.positioned('later');
  socket.send({ id: 'own', type: 'complete' });
  expect(await closedWhenOpened()).toBe(4430);
  await limited.stop();
});

test('no event is delivered for a token that has expired, also before that is checked', async () => {
  const viewer = { subject: 'somebody', role: 'EVALUATOR', citizenId: null, unitId: null } as const;
  const verifyAccessToken = Object.assign(() => viewer, { known: () => viewer });
  const trusting = await startStreams({ verifyAccessToken });
  const token = await trusting.token({}, { lifetimeSeconds: -60 });
  const socket = await trusting.socket({ token });
  socket.subscribe('s', query);
  const cursor = await socket.positioned('s');
  trusting.small.log.add({ unit: '1', number: '1' });
  await until(
    () => socket.socket.readyState === WebSocket.CLOSED || socket.of('next').length > 0,
    (isDecided) => isDecided,
  );

  expect(socket.of('next')).toEqual([]);
  expect(await socket.closedWith()).toEqual({
    code: 4403,
    reason: { code: 'UNAUTHENTICATED', cursor },
  });
  await trusting.stop();
});

test('a subscription may bring its token as a header among its extensions, as GraphiQL does', async () => {
  const socket = await scene.socket();
  const headers = { Authorization: `Bearer ${await scene.token()}` };
  socket.subscribe('s', 'subscription { evaluated { position } }', { extensions: { headers } });

  expect(await socket.positioned('s')).toMatch(/^at-/);
});

describe('renewing the access token in an open socket', () => {
  test('lets subscriptions go on beyond the end of the first one', async () => {
    const socket = await scene.socket({ token: await scene.token({}, { lifetimeSeconds: 2 }) });
    socket.subscribe('s', query);
    await socket.positioned('s');
    const doomed = await scene.socket({ token: await scene.token({}, { lifetimeSeconds: 2 }) });
    const renewed = await scene.token();
    socket.send({ type: 'ping', payload: { authorization: `Bearer ${renewed}` } });
    const pong = (await socket.next('pong')) as Pong;
    expect(pong).toEqual({ renewed: true, expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    await doomed.closed();
    scene.small.log.add({ unit: '1', number: '1' });

    expect(await socket.next('next', 's')).toMatchObject({ data: { filed: {} } });
  });

  test('by another subscription lets all go on', async () => {
    const socket = await scene.socket({ token: await scene.token({}, { lifetimeSeconds: 2 }) });
    socket.subscribe('s', query);
    await socket.positioned('s');
    const doomed = await scene.socket({ token: await scene.token({}, { lifetimeSeconds: 2 }) });
    const extensions = { authorization: `Bearer ${await scene.token()}` };
    socket.subscribe('t', query, { extensions });
    await socket.positioned('t');
    await doomed.closed();
    scene.small.log.add({ unit: '1', number: '1' });

    expect(await socket.next('next', 's')).toMatchObject({ data: { filed: {} } });
    expect(await socket.next('next', 't')).toMatchObject({ data: { filed: {} } });
  });

  test.each([
    ['of another subject', { subject: 'another' }],
    ['of another role', { role: 'ANALYST' }],
    ['of an officer', { role: 'OFFICER', unitId: '12345678' }],
  ] as const)('is refused for a token %s, and changes nothing', async (_, viewer) => {
    const socket = await scene.socket({ token: await scene.token() });
    socket.subscribe('s', query);
    await socket.positioned('s');
    const authorization = `Bearer ${await scene.token(viewer)}`;
    socket.send({ type: 'ping', payload: { authorization } });
    const refused = [{ extensions: { code: 'FORBIDDEN' } }];

    expect(await socket.next('pong')).toMatchObject({ renewed: false, errors: refused });
    // A subscription with a token of its own renews nothing.
    socket.subscribe('t', query, { extensions: { authorization } });
    await socket.positioned('t');
    scene.small.log.add({ unit: '1', number: '1' });
    await socket.next('next', 's');
  });

  test('is refused for a subscription that does not exist', async () => {
    const socket = await scene.socket({ token: await scene.token() });
    const good = await scene.token();
    socket.send({ type: 'ping', payload: { id: 'none', authorization: `Bearer ${good}` } });

    expect(await socket.next('pong')).toMatchObject({
      id: 'none',
      renewed: false,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('is refused for a token that is not valid, and changes nothing', async () => {
    const socket = await scene.socket({ token: await scene.token() });
    socket.subscribe('s', query);
    await socket.positioned('s');
    socket.send({ type: 'ping', payload: { authorization: 'Bearer a.b.c' } });

    expect(await socket.next('pong')).toMatchObject({
      renewed: false,
      errors: [
        {
          message: 'The access token is malformed or its signature is not ours.',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
    scene.small.log.add({ unit: '1', number: '1' });
    await socket.next('next', 's');
  });
});

test('a token that is denied ends its subscriptions', async () => {
  const token = await scene.token({}, { id: 'denied-later' });
  const socket = await scene.socket({ token });
  socket.subscribe('s', query);
  const cursor = await socket.positioned('s');
  const sse = await scene.read({ accept: 'sse', query, token });
  deniedIds.add('denied-later');

  expect(await socket.closedWith()).toEqual({
    code: 4403,
    reason: { code: 'UNAUTHENTICATED', cursor },
  });
  await sse.ended;
  expect(sse.text).toContain('UNAUTHENTICATED');
});

test('a key that is removed from its address ends its subscriptions soon, without any request', async () => {
  const [removed, next] = await Promise.all([generateKeys(), generateKeys()]);
  let published = removed;
  const server = createServer((_request, response) => {
    response.end(JSON.stringify(published.accessTokenKeys));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server
  const now = jest.spyOn(Date, 'now');
  const settings = { ...issuer, ACCESS_TOKEN_JWKS_URL: `http://127.0.0.1:${port}/keys` };
  const verifyAccessToken = createAccessTokenVerifier(settings, next, openTestLog().logger);
  const own = await startStreams({ verifyAccessToken });
  const viewer = { subject: 'e', role: 'EVALUATOR', citizenId: null, unitId: null } as const;
  const token = await signAccessToken(viewer, removed, testToken);
  const socket = await own.socket({ token });
  socket.subscribe('s', query);
  await socket.positioned('s');
  const reader = await own.read({ accept: 'sse', query, token });
  published = next;
  // Time stands still before the half minute after which requests have them read.
  now.mockReturnValue(Date.now() + 10_000);
  try {
    expect((await socket.closedWith()).code).toBe(4403);
    await reader.ended;
    expect(reader.text).toContain('"code":"UNAUTHENTICATED"');
  } finally {
    now.mockRestore();
  }
  await own.stop();
  server.closeAllConnections();
  server.close();
});
