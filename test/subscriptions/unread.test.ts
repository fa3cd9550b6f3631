import { request } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import type { SocketClient } from './socket-client.ts';
import { startStreams, type StreamScene, type StreamSceneOptions } from './stream-scene.ts';

/** Events that wait in memory because clients do not read them. */

let scene: StreamScene;

async function start(options?: StreamSceneOptions): Promise<void> {
  scene = await startStreams(options);
}

afterEach(() => scene.stop());

const query = 'subscription { filed(unit: 1) { position application { number } } }';

const ended = (protocol: string) =>
  scene.metric(`graphql_subscriptions_ended_total{protocol="${protocol}",reason="slow"}`);
const queuedBytes = () => scene.metric('graphql_subscription_queued_bytes');

/** A client with a subscription of its own id: it shares no bytes with others. */
async function subscribed(subject: string, id = subject): Promise<SocketClient> {
  const socket = await scene.socket({ token: await scene.token({ subject }) });
  socket.subscribe(id, query);
  await socket.positioned(id);
  return socket;
}

/** Adds events of a size, one after the other, until a condition holds. Each is read by one client before the next. */
async function addUntil(holds: () => Promise<boolean>, reader: SocketClient, bytes: number) {
  await until(
    async () => {
      const { log } = scene.small;
      log.add({ unit: '1', number: `${log.length} `.padEnd(bytes, 'x') });
      await reader.payloads('next', log.length);
      return holds();
    },
    (isOver) => isOver,
  );
}

test('what waits for all clients is limited: the largest queues end with their cursors, and others go on', async () => {
  const queueBytesOfAll = 1_000_000;
  const count = 6;
  await start({
    subscriptionLimits: { queueBytes: 900_000, queueBytesPerViewer: 950_000, queueBytesOfAll },
  });
  const reader = await subscribed('reader');
  const unread: SocketClient[] = [];
  for (let index = 0; index < count; index += 1) unread.push(await subscribed(`unread ${index}`));
  for (const { socket } of unread) socket.pause();
  let most = 0;
  await addUntil(
    async () => {
      most = Math.max(most, await queuedBytes());
      return (await ended('websocket')) > 0;
    },
    reader,
    100_000,
  );
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(2 * queueBytesOfAll);
  // Each of them could hold most of the limit alone.
  const left = await ended('websocket');
  expect(left).toBeLessThan(count);
  for (const { socket } of unread) socket.resume();
  const codes = await until(
    async () => unread.filter(({ socket }) => socket.readyState === WebSocket.CLOSED),
    ({ length }) => length >= left,
  );
  for (const closed of codes) {
    expect(await closed.closedWith()).toEqual({
      code: 4413,
      reason: { code: 'TOO_SLOW', cursor: cursorAt(closed.of('next').length) },
    });
  }
  expect(reader.socket.readyState).toBe(WebSocket.OPEN);
  await until(queuedBytes, (bytes) => bytes === 0);
});

test('what waits for one viewer is limited, over whatever connections, and ends nothing of another', async () => {
  await start({ subscriptionLimits: { queueBytes: 400_000, queueBytesPerViewer: 500_000 } });
  const reader = await subscribed('reader');
  const other = await subscribed('other');
  const own = await Promise.all(['1', '2', '3', '4'].map((id) => subscribed('own', id)));
  for (const { socket } of [other, ...own]) socket.pause();
  await addUntil(
    async () => (await queuedBytes()) > 0 && (await ended('websocket')) > 0,
    reader,
    50_000,
  );

  other.socket.resume();
  await other.payloads('next', scene.small.log.length);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
  expect(await ended('websocket')).toBeLessThan(own.length);
});

test('a large event arrives at clients that read, whatever follows it at once', async () => {
  await start({ subscriptionLimits: { queueBytes: 10_000 } });
  const socket = await subscribed('reader');
  const sse = await scene.read({ accept: 'sse', query, token: await scene.token() });
  const multipart = await scene.read({ accept: 'multipart', query, token: await scene.token() });
  await sse.waitForPiece(({ id }) => id !== undefined);
  await multipart.waitForPiece(({ data }) => data !== undefined);
  const numbers = ['x'.repeat(7_000_000), '2', '3'];
  scene.small.log.add(...numbers.map((number) => ({ unit: '1', number })));

  const expected = numbers.map((number) =>
    expect.objectContaining({
      data: { filed: expect.objectContaining({ application: { number } }) },
    }),
  );
  expect(await socket.payloads('next', 3)).toEqual(expected);
  for (const reader of [sse, multipart]) expect(await reader.waitForEvents(3)).toEqual(expected);
});

test('a stream that is not read is ended, and counted until it is', async () => {
  await start({ subscriptionLimits: { queueBytes: 200_000, endMs: 100 } });
  const reader = await subscribed('reader');
  const unread = request(`${scene.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${await scene.token()}`,
      'content-type': 'application/json',
    },
  });
  unread.end(JSON.stringify({ query }));
  await once(unread, 'response');
  let most = 0;
  await addUntil(
    async () => {
      most = Math.max(most, await queuedBytes());
      return (await ended('sse')) === 1;
    },
    reader,
    50_000,
  );

  expect(most).toBeGreaterThan(0);
  // The first, and what may wait behind it.
  expect(most).toBeLessThan(300_000);
  await until(queuedBytes, (bytes) => bytes === 0);
  unread.destroy();
});
