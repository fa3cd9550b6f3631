import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { newId } from '../../lib/kit/public-id.ts';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;
let token: string;

beforeAll(async () => {
  scene = await startStreams({
    subscriptionLimits: { initialisationMs: 300, perConnection: 3, messageBytes: 2_000 },
  });
  token = await scene.token();
});

afterAll(() => scene.stop());

afterEach(() => scene.disconnect());

const query = 'subscription { filed(unit: 1) { application { number } } }';

test('the client library of the protocol receives events, and resumes after a cursor', async () => {
  const client = createClient({
    url: `${scene.url}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: `Bearer ${token}` },
  });
  scene.small.log.add({ unit: '1', number: 'old' });
  const events = client.iterate({ query, extensions: { after: 'at-0' } });

  expect(await events.next()).toEqual({
    done: false,
    value: {
      data: { filed: { application: { number: 'old' } } },
      extensions: { cursor: 'at-1' },
    },
  });
  await events.return?.();
  await client.dispose();
});

const ended = (reason: string) =>
  scene.metric(`graphql_subscriptions_ended_total{protocol="websocket",reason="${reason}"}`);

describe('a connection is closed', () => {
  test.each([
    ['for a message that is not JSON', 'no JSON', 4400, 'MALFORMED_MESSAGE'],
    ['for JSON that is not an object', '[]', 4400, 'MALFORMED_MESSAGE'],
    ['for a type that is not known', '{"type":"start"}', 4400, 'MALFORMED_MESSAGE'],
    ['for a subscription without an id', '{"type":"subscribe"}', 4400, 'MALFORMED_MESSAGE'],
    ['for a second initialisation', '{"type":"connection_init"}', 4429, 'INITIALISED_TWICE'],
  ])('%s', async (_, message, code, name) => {
    const socket = await scene.socket({ token });
    socket.send(message);

    const closed = await socket.closedWith();
    expect({ code: closed.code, reason: closed.reason }).toEqual({
      code,
      reason: expect.objectContaining({ code: name }),
    });
  });

  test('for binary data', async () => {
    const socket = await scene.socket({ token });
    socket.socket.send(Buffer.from('{"type":"ping"}'));

    expect((await socket.closedWith()).code).toBe(4400);
  });

  test('for too many messages', async () => {
    const socket = await scene.socket({ token });
    for (let count = 0; count < 1_000; count += 1) socket.send({ type: 'pong' });

    expect(await socket.closedWith()).toEqual({
      code: 4431,
      reason: { code: 'TOO_MANY_MESSAGES' },
    });
  });

  test('for a message that is too large', async () => {
    const socket = await scene.socket({ token });
    socket.send({ type: 'ping', payload: { padding: 'x'.repeat(3_000) } });

    expect((await socket.closed()).code).toBe(1009);
  });

  test('for a subscription before the initialisation', async () => {
    const socket = await scene.socket({ initialise: false });
    socket.subscribe('s', query);

    expect(await socket.closedWith()).toEqual({ code: 4401, reason: { code: 'NOT_INITIALISED' } });
  });

  test('when the initialisation takes too long', async () => {
    const socket = await scene.socket({ initialise: false });

    expect(await socket.closedWith()).toEqual({
      code: 4408,
      reason: { code: 'NOT_INITIALISED_IN_TIME' },
    });
  });

  test('for an access token that is not valid', async () => {
    const socket = await scene.socket({ token: 'a.b.c' });

    expect(await socket.closedWith()).toEqual({
      code: 4403,
      reason: {
        code: 'UNAUTHENTICATED',
        message: 'The access token is malformed or its signature is not ours.',
      },
    });
  });

  test('for an id that is in use, and no other connection with it', async () => {
    const socket = await scene.socket({ token });
    const other = await scene.socket({ token });
    for (const each of [socket, other]) each.subscribe('s', query);
    for (const each of [socket, other]) await each.positioned('s');
    const misused = await ended('misused');
    socket.subscribe('s', query);

    const cursor = cursorAt(scene.small.log.length);
    expect(await socket.closedWith()).toEqual({
      code: 4409,
      reason: { code: 'REPEATED_ID', cursor },
    });
    expect(socket.of('ping').at(-1)?.payload).toEqual({ cursors: { s: cursor } });
    expect(await ended('misused')).toBe(misused + 1);
    scene.small.log.add({ unit: '1', number: '1' });
    await other.next('next', 's');
  });
});

test('an upgrade with an invalid token is refused as a request', async () => {
  const socket = new WebSocket(
    `${scene.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
    {
      headers: { authorization: 'Bearer a.b.c' },
    },
  );
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode));

  expect(await promise).toBe(401);
  socket.on('error', () => {});
  socket.terminate();
});

test('another path, and another protocol to upgrade to, are requests like others', async () => {
  const response = await fetch(`${scene.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ units }"}',
  });

  expect(await response.json()).toEqual({ data: { units: null } });
});

test('an error of the source has the path that the client gave it', async () => {
  const socket = await scene.socket({ token });
  const shown =
    'fragment Shown on Subscription { mine: filed(unit: "1", after: "x") { position } }';
  socket.subscribe('s', `subscription { ...Shown } ${shown}`);
  expect(await socket.next('error', 's')).toMatchObject([
    { path: ['mine'], extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

describe('a subscription alone is refused', () => {
  const several = 'subscription A { filed(unit: 1) { position } } subscription B { ticks }';
  test.each([
    ['that is a query', { query: '{ units }' }, 'BAD_USER_INPUT', /not a subscription/],
    ['that cannot be parsed', { query: 'subscription {' }, 'BAD_USER_INPUT', /Syntax Error/],
    ['that is not valid', { query: 'subscription { nothing }' }, 'BAD_USER_INPUT', /Cannot query/],
    ['without a text', {}, 'BAD_USER_INPUT', /no `query`/],
    ['of several without a name', { query: several }, 'BAD_USER_INPUT', /several operations/],
    [
      'by a name that does not occur',
      { query: several, operationName: 'C' },
      'BAD_USER_INPUT',
      /no operation named "C"/,
    ],
    [
      'with variables that are not an object',
      { query, variables: [] },
      'BAD_USER_INPUT',
      /`variables`/,
    ],
    [
      'with a cursor that is not a text',
      { query, extensions: { after: 1 } },
      'BAD_USER_INPUT',
      /`extensions.after`/,
    ],
    [
      'with a cursor that the source does not know',
      { query, extensions: { after: 'x' } },
      'BAD_USER_INPUT',
      /no cursor of this log/,
    ],
    [
      'with an access token that is not valid',
      { query, extensions: { authorization: 'Bearer a.b.c' } },
      'UNAUTHENTICATED',
      /The access token is malformed/,
    ],
    [
      'without a required variable',
      { query: 'subscription ($unit: ID!) { filed(unit: $unit) { position } }' },
      'BAD_USER_INPUT',
      /\$unit/,
    ],
    [
      'with a condition that excludes its field',
      {
        query: 'subscription ($is: Boolean!) { ticks @include(if: $is) }',
        variables: { is: false },
      },
      'BAD_USER_INPUT',
      /./,
    ],
  ])('%s, and its siblings go on', async (_, payload, code, message) => {
    const socket = await scene.socket({ token });
    socket.subscribe('good', query);
    await socket.positioned('good');
    socket.send({ id: 'bad', type: 'subscribe', payload });

    expect(await socket.next('error', 'bad')).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        extensions: expect.objectContaining({ code }),
      }),
    ]);
    // It would be refused again.
    expect(JSON.stringify(socket.of('error', 'bad'))).not.toContain('"cursor"');
    scene.small.log.add({ unit: '1', number: '1' });
    await socket.next('next', 'good');
    expect(socket.of('error', 'good')).toEqual([]);
  });

  test('for which the role has no right', async () => {
    const citizen = await scene.token({ role: 'CITIZEN', citizenId: newId('citizen') });
    const anonymous = await scene.socket();
    const evaluated = 'subscription { evaluated { position } }';
    anonymous.subscribe('s', evaluated);
    expect(await anonymous.next('error', 's')).toMatchObject([
      { path: ['evaluated'], extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    const socket = await scene.socket({ token: citizen });
    socket.subscribe('s', evaluated);
    expect(await socket.next('error', 's')).toMatchObject([
      { path: ['evaluated'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  test('beyond the number that a connection can have', async () => {
    const socket = await scene.socket({ token });
    for (const id of ['1', '2', '3', '4']) socket.subscribe(id, query);

    expect(await socket.next('error', '4')).toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED', limit: 3 } },
    ]);
    socket.send({ id: '1', type: 'complete' });
    socket.subscribe('5', query);
    await socket.positioned('5');
  });
});

test('every start has one end', async () => {
  const active = () => scene.metric('graphql_subscriptions_active{protocol="websocket"}');
  await until(active, (count) => count === 0);
  const [unsubscribed, disconnected] = [await ended('unsubscribed'), await ended('disconnected')];
  const socket = await scene.socket({ token });
  for (const id of ['1', '2']) {
    socket.subscribe(id, query);
    await socket.positioned(id);
  }
  expect(await active()).toBe(2);
  socket.send({ id: '1', type: 'complete' });
  await until(active, (count) => count === 1);
  socket.close();
  await until(active, (count) => count === 0);

  expect(await ended('unsubscribed')).toBe(unsubscribed + 1);
  expect(await ended('disconnected')).toBe(disconnected + 1);
});
