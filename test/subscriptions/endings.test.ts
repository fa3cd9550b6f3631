import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { signTokenNow } from '../../lib/platform/identity/access-token.ts';
import {
  createInternalTokenSigner,
  internalIssuer,
  type InternalTokenSigner,
  internalType,
} from '../../lib/platform/identity/internal-token.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { testOverHttp } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import { startStreams, type StreamScene, type StreamSceneOptions } from './stream-scene.ts';

/** How subscriptions end, or go on, when something else ends. */

let scene: StreamScene;
let token: string;

async function start(options?: StreamSceneOptions): Promise<void> {
  scene = await startStreams(options);
  token = await scene.token();
}

afterEach(() => scene.stop());

/** How many subscriptions have ended for a reason. */
const ended = (protocol: string, reason: string) =>
  scene.metric(`graphql_subscriptions_ended_total{protocol="${protocol}",reason="${reason}"}`);

interface Event {
  extensions: { cursor: string };
}

const query = 'subscription { filed(unit: 1) { position application { subject } } }';

describe('when the server stops', () => {
  test('each client gets its last cursor', async () => {
    await start();
    const socket = await scene.socket({ token });
    socket.subscribe('s', query);
    socket.subscribe('t', query);
    await socket.positioned('s');
    await socket.positioned('t');
    const sse = await scene.read({ accept: 'sse', query, token });
    const multipart = await scene.read({ accept: 'multipart', query, token });
    scene.small.log.add({ unit: '1', number: '1' });
    await socket.payloads('next', 2);
    await sse.waitForEvents(1);
    await multipart.waitForEvents(1);
    const stopping = scene.gateway.stop();
    const cursor = cursorAt(1);

    expect(await socket.closedWith()).toEqual({
      code: 1001,
      reason: { code: 'GOING_AWAY', cursor },
    });
    expect(socket.of('ping').at(-1)?.payload).toEqual({ cursors: { s: cursor, t: cursor } });
    await Promise.all([sse.ended, multipart.ended, stopping]);
    expect(sse.pieces.at(-1)).toEqual({ id: cursor });
    expect(sse.text).not.toContain('complete');
    expect(multipart.text).not.toContain('--graphql--');
    expect(multipart.pieces.at(-1)).toEqual({ data: { extensions: { cursor } } });
  });
});

test('the reason of a close has no cursor if one of its subscriptions has none', async () => {
  await start();
  const socket = await scene.socket({ token });
  socket.subscribe('s', query);
  socket.subscribe('without positions', 'subscription { ticks }');
  const cursor = await socket.positioned('s');
  await until(
    () => scene.small.log.followers,
    (followers) => followers === 2,
  );
  const stopping = scene.gateway.stop();

  expect((await socket.closedWith()).reason).toEqual({ code: 'GOING_AWAY' });
  expect(socket.of('ping').at(-1)?.payload).toEqual({ cursors: { s: cursor } });
  await stopping;
});

describe('a client that does not read', () => {
  const padding = 'x'.repeat(50_000);

  test('is closed with its last cursor once its queue is full, and others go on', async () => {
    await start({ subscriptionLimits: { queueBytes: 10_000 } });
    const slow = await scene.socket({ token });
    const other = await scene.socket({ token: await scene.token({ subject: 'other' }) });
    for (const socket of [slow, other]) {
      socket.subscribe('s', query);
      await socket.positioned('s');
    }
    slow.socket.pause();
    let added = 0;
    await until(
      async () => {
        scene.small.log.add({ unit: '1', number: `${added} ${padding}` });
        added += 1;
        await other.payloads('next', added, 's');
        return ended('websocket', 'slow');
      },
      (count) => count === 1,
    );
    slow.socket.resume();
    const { code, reason } = await slow.closed();
    const { cursor } = JSON.parse(reason) as { cursor: string };

    expect(code).toBe(4413);
    expect(cursor).toBe(cursorAt(slow.of('next').length));
    expect(slow.of('next').length).toBeLessThan(added);
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
  });
});

test('a stream that has ended is closed though its client does not read the rest', async () => {
  const subscriptionLimits = { queueBytes: 10_000, endMs: 100, connectionsPerViewer: 1 };
  await start({ subscriptionLimits });
  const unread = request(`${scene.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
  });
  unread.end(JSON.stringify({ query }));
  await once(unread, 'response');
  await until(
    () => {
      scene.small.log.add({ unit: '1', number: 'x'.repeat(50_000) });
      return ended('sse', 'slow');
    },
    (count) => count === 1,
  );

  // The connection counts until it is closed.
  const next = await until(
    () => scene.read({ accept: 'sse', query, token }),
    ({ response }) => response.status === 200,
  );
  expect(next.response.status).toBe(200);
  unread.destroy();
});

test('events are charged to each viewer, and an empty bucket ends the subscription', async () => {
  const budget = { operation: 1_000, available: 1_000, restoreRate: 0.001 };
  await start({ demand: { mode: 'enforce', budgets: { ...defaultBudgets, EVALUATOR: budget } } });
  const socket = await scene.socket({ token });
  socket.subscribe('s', query);
  await socket.positioned('s');
  const other = await scene.socket({ token: await scene.token({ subject: 'other' }) });
  other.subscribe('s', query);
  await other.positioned('s');
  const count = 1_000;
  for (let number = 0; number < count; number += 1) {
    scene.small.log.add({ unit: '1', number: String(number) });
  }

  const refused = await socket.next('error', 's');
  const delivered = socket.of('next', 's').length;
  expect(refused).toMatchObject([
    { extensions: { code: 'LIMIT_EXCEEDED', cursor: cursorAt(delivered) } },
  ]);
  expect(delivered).toBeGreaterThan(0);
  expect(delivered).toBeLessThan(count);
});

test('behind a proxy, a WebSocket counts towards the limit of its address until it is closed', async () => {
  await start({ trustProxy: () => true, httpLimits: { maxConnectionsPerAddress: 1 } });
  const headers = { 'x-forwarded-for': '192.0.2.1' };
  const first = await scene.socket({ token, headers });
  const second = await scene.socket({ initialise: false, headers });
  expect((await second.closed()).code).toBe(1006);
  first.close();

  await until(
    async () => {
      const next = await scene.socket({ initialise: false, headers });
      return next.socket.readyState;
    },
    (state) => state === WebSocket.OPEN,
  );
});

describe('when the server of a subgraph ends', () => {
  testOverHttp('subscriptions resume after the last cursor, and miss nothing', async () => {
    await start();
    const socket = await scene.socket({ token });
    socket.subscribe('s', query);
    await socket.positioned('s');
    scene.small.log.add({ unit: '1', number: '1' });
    await socket.next('next', 's');
    await scene.servers.get('application')?.stop();
    scene.small.log.add({ unit: '1', number: '2' }, { unit: '1', number: '3' });
    await scene.restart('application');
    const events = await socket.payloads('next', 3, 's');

    expect(events.map((event) => (event as Event).extensions)).toEqual(
      [1, 2, 3].map((position) => ({ cursor: cursorAt(position) })),
    );
    expect(scene.small.log.begun).toEqual([null, cursorAt(1)]);
  });

  testOverHttp('those of a server that stays away end with their last cursor', async () => {
    await start({ unreachableMs: 200 });
    const socket = await scene.socket({ token });
    socket.subscribe('s', query);
    await socket.positioned('s');
    const sse = await scene.read({ accept: 'sse', query, token });
    const multipart = await scene.read({ accept: 'multipart', query, token });
    scene.small.log.add({ unit: '1', number: '1' });
    await socket.next('next', 's');
    await sse.waitForEvents(1);
    await multipart.waitForEvents(1);
    await scene.servers.get('application')?.stop();
    const cursor = cursorAt(1);

    expect(await socket.next('error', 's')).toMatchObject([
      { extensions: { code: 'UNAVAILABLE', cursor } },
    ]);
    await Promise.all([sse.ended, multipart.ended]);
    for (const { text } of [sse, multipart]) {
      expect(text).toContain(`"extensions":{"code":"UNAVAILABLE","cursor":"${cursor}"}`);
    }
    expect(await ended('websocket', 'failed')).toBe(1);
    // The socket goes on, and so do subscriptions once the server is back.
    await scene.restart('application');
    socket.subscribe('again', query, { extensions: { after: cursor } });
    scene.small.log.add({ unit: '1', number: '2' });
    expect(await socket.next('next', 'again')).toMatchObject({
      extensions: { cursor: cursorAt(2) },
    });
  });

  testOverHttp('the tokens are those of a viewer who is left', async () => {
    await start({ renewMs: 50 });
    const officer = (subject: string) =>
      scene.token({ subject, role: 'OFFICER', unitId: '12345678' });
    const withViewer = 'subscription { filed(unit: 1) { viewerUnit } }';
    const first = await scene.socket({ token: await officer('first') });
    first.subscribe('s', withViewer);
    await first.positioned('s');
    const second = await scene.socket({ token: await officer('second') });
    second.subscribe('s', withViewer);
    await second.positioned('s');
    first.close();
    let added = 0;

    await until(
      async () => {
        scene.small.log.add({ unit: '1', number: String(added) });
        added += 1;
        await second.payloads('next', added, 's');
        return scene.small.subjects;
      },
      (subjects) => subjects.at(-1) === 'second',
    );
    expect(second.of('error')).toEqual([]);
    const cursors = second.of('next').map(({ payload }) => (payload as Event).extensions.cursor);
    expect(new Set(cursors)).toEqual(
      new Set(Array.from({ length: added }, (_, index) => cursorAt(index + 1))),
    );
  });

  testOverHttp('an expired token between the processes ends nobody’s subscription', async () => {
    await start({ internalTokens: expiringAtFirst, renewMs: 600_000 });
    const socket = await scene.socket({ token });
    socket.subscribe('s', query);
    const cursor = await socket.positioned('s');
    await until(
      () => scene.small.log.begun,
      ({ length }) => length > 1,
    );
    scene.small.log.add({ unit: '1', number: '1' });

    expect(await socket.next('next', 's')).toMatchObject({ extensions: { cursor: cursorAt(1) } });
    expect(scene.small.log.begun).toEqual([null, cursor]);
    expect(socket.of('error')).toEqual([]);
  });

  testOverHttp('those without positions end, since events might be missed', async () => {
    await start();
    const socket = await scene.socket({ token });
    socket.subscribe('s', 'subscription { ticks }');
    await until(
      () => scene.small.log.followers,
      (followers) => followers === 1,
    );
    await scene.servers.get('application')?.stop();

    expect(await socket.next('error', 's')).toMatchObject([
      { extensions: { code: 'UNAVAILABLE' } },
    ]);
  });

  testOverHttp('all subscriptions of a gateway have one connection to it', async () => {
    await start();
    const socket = await scene.socket({ token });
    for (const unit of [1, 2, 3]) {
      socket.subscribe(String(unit), `subscription { filed(unit: ${unit}) { position } }`);
      await socket.positioned(String(unit));
    }
    expect(scene.small.log.followers).toBe(3);
    expect(await scene.metric('subgraph_subscription_connections{subgraph="application"}')).toBe(1);
    socket.close();
    await until(
      () => scene.small.log.followers,
      (followers) => followers === 0,
    );
  });
});

/** The first token of a viewer expires soon, as if the gateway had had no time to renew it. */
function expiringAtFirst(keys: Keys): InternalTokenSigner {
  const usual = createInternalTokenSigner(keys);
  let isFirst = true;
  return (viewer, audience) => {
    const { gateway: key } = keys.internalSigningKeys;
    if (!viewer || !isFirst || !key) return usual(viewer, audience);
    isFirst = false;
    return signTokenNow(viewer, {
      key: createPrivateKey({ key, format: 'jwk' }),
      keyId: 'gateway',
      issuer: internalIssuer,
      audience,
      lifetimeSeconds: 3,
      type: internalType,
    });
  };
}
