import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphClient } from '../support/client.ts';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;
let token: string;
/** What each text that is not known waits for. */
let held: Promise<void> | undefined;
let holding = 0;

beforeAll(async () => {
  scene = await startStreams({
    subscriptionLimits: { heartbeatMs: 100, connectionsPerViewer: 3 },
    policy: {
      beforeParsing() {
        if (held) holding += 1;
        return held;
      },
    },
  });
  token = await scene.token();
});

afterAll(() => scene.stop());

afterEach(async () => {
  scene.disconnect();
  await until(
    () => scene.small.log.followers,
    (followers) => followers === 0,
  );
});

const query = 'subscription { filed(unit: 1) { position } }';

test('a subscription without a streaming response is refused, with the ways to send it', async () => {
  const client = new GraphClient(`${scene.url}/graphql`);
  const socket = await scene.socket({ token });
  socket.subscribe('s', query);
  await socket.positioned('s');
  for (const each of ['first', 'repeated']) {
    const { status, errors } = await client.ask(query, { token });
    expect({ each, status, errors }).toEqual({
      each,
      status: 200,
      errors: [
        {
          message:
            'A subscription needs a WebSocket, or a request that accepts `text/event-stream` or `multipart/mixed;subscriptionSpec=1.0`.',
          extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION' },
        },
      ],
    });
  }
});

test('a query is answered as usual although a stream is accepted', async () => {
  const { data } = await scene.client.ask('{ units }', {
    headers: { accept: 'multipart/mixed;subscriptionSpec=1.0, application/json' },
  });

  expect(data).toEqual({ units: null });
});

test.each([
  ['sse', 'text/event-stream; charset=utf-8'],
  ['multipart', 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0'],
] as const)('%s has the type that clients compare', async (accept, type) => {
  const reader = await scene.read({ accept, query, token });
  expect(reader.response.headers.get('content-type')).toBe(type);
  reader.close();
});

describe.each(['sse', 'multipart'] as const)('%s', (accept) => {
  test('is refused with a status before the stream begins', async () => {
    const statusOf = async (ask: object) =>
      (await scene.read({ accept, query, token, ...ask })).response.status;

    expect(await statusOf({ query: 'subscription { nothing }' })).toBe(400);
    expect(await statusOf({ token: 'a.b.c' })).toBe(401);
    const many = Array.from({ length: 1_001 }, (_, index) => `a${index}: position`).join(' ');
    expect(await statusOf({ query: `subscription { filed(unit: 1) { ${many} } }` })).toBe(400);
    expect(
      await statusOf({ token: undefined, query: 'subscription { evaluated { position } }' }),
    ).toBe(401);
  });

  test('shows progress while nothing matches', async () => {
    const reader = await scene.read({ accept, query, token });
    await until(
      () => reader.text,
      (text) => text.includes('at-'),
    );
    scene.small.log.add({ unit: 'other', number: '1' });
    const cursor = cursorAt(scene.small.log.length);

    await reader.waitForPiece(
      accept === 'sse'
        ? ({ id, event }) => id === cursor && event === undefined
        : ({ data }) => JSON.stringify(data) === JSON.stringify({ extensions: { cursor } }),
    );
    expect(reader.events).toEqual([]);
  });

  test('ends with the code when the cursor has expired', async () => {
    const { log } = scene.small;
    log.expiredUpTo = log.length;
    log.add({ unit: '1', number: '1' });
    const reader = await scene.read({
      accept,
      query,
      token,
      extensions: { after: cursorAt(log.expiredUpTo - 1) },
    });
    await reader.ended;
    log.expiredUpTo = 0;

    expect(reader.text).toContain('"extensions":{"code":"CURSOR_EXPIRED"}');
  });

  test('is complete when its source is', async () => {
    const reader = await scene.read({ accept, query, token });
    await until(
      () => scene.small.log.followers,
      (followers) => followers === 1,
    );
    scene.small.log.end();
    await reader.ended;

    expect(reader.text).toMatch(
      accept === 'sse' ? /event: complete\ndata:\n\n$/ : /\{"payload":null\}\r\n--graphql--\r\n$/,
    );
  });
});

test('a WebSocket gets the progress of each subscription in pings', async () => {
  const socket = await scene.socket({ token });
  socket.subscribe('s', query);
  await socket.positioned('s');
  scene.small.log.add({ unit: 'other', number: '1' });
  const cursor = cursorAt(scene.small.log.length);
  const payload = await until(
    () => socket.of('ping').at(-1)?.payload,
    (latest) => JSON.stringify(latest ?? null).includes(`"${cursor}"`),
  );

  expect(payload).toEqual({ cursors: { s: cursor } });
});

test('a WebSocket that answers nothing is disconnected', async () => {
  const socket = await scene.socket({ token, answersPings: false });

  expect((await socket.closed()).code).toBe(1006);
});

test('a viewer has a limited number of connections', async () => {
  for (let count = 0; count < 3; count += 1) await scene.read({ accept: 'sse', query, token });
  const refused = await scene.read({ accept: 'sse', query, token });
  expect(refused.response.status).toBe(429);
  const socket = await scene.socket({ token });

  expect(await socket.closedWith()).toEqual({
    code: 4430,
    reason: { code: 'TOO_MANY_CONNECTIONS' },
  });
  const other = await scene.socket({ token: await scene.token({ subject: 'another' }) });
  expect(other.of('connection_ack')).toHaveLength(1);
});

test('clients that leave while their subscriptions are planned take no places', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  const own = await scene.token({ subject: 'who leaves' });
  const leaving = new AbortController();
  const left = [1, 2, 3].map((count) =>
    fetch(`${scene.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${own}`,
      },
      body: JSON.stringify({ query: `subscription Left${count} { filed(unit: 1) { position } }` }),
      signal: leaving.signal,
    }),
  );
  await until(
    () => holding,
    (count) => count === left.length,
  );
  leaving.abort();
  await Promise.allSettled(left);
  await fetch(`${scene.url}/metrics`); // by then the server knows
  held = undefined;
  resolve();

  const status = await until(
    async () => (await scene.read({ accept: 'sse', query, token: own })).response.status,
    (found) => found === 200,
  );
  expect(status).toBe(200);
});
