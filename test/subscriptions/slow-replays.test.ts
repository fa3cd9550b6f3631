import { type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import {
  deniedFrom,
  startStreams,
  type StreamScene,
  type StreamSceneOptions,
} from './stream-scene.ts';

/** Stored events for clients that read more slowly than they are read from the log. */

let scene: StreamScene;

async function start(options?: StreamSceneOptions): Promise<void> {
  scene = await startStreams(options);
}

afterEach(() => {
  scene.small.release();
  return scene.stop();
});

const query = 'subscription { filed(unit: 1) { position application { number } } }';
const after = { extensions: { after: cursorAt(0) } };

/** More than the system buffers of a connection. */
const count = 200;
const bytes = 100_000;
const smallQueue = { subscriptionLimits: { queueBytes: 150_000 } };

const cursors = Array.from({ length: count }, (_, index) => cursorAt(index + 1));

function addBacklog(events = count): void {
  for (let number = 1; number <= events; number += 1) {
    scene.small.log.add({ unit: '1', number: `${number} `.padEnd(bytes, 'x') });
  }
}

/** After how many events the client stops reading. What is left then is more than the system buffers hold. */
const pauses = [1, 40, 80];

/** @returns a listener for what arrives, which pauses when as many events have arrived. */
function pausing(countNow: () => number, pause: () => void): () => void {
  const left = [...pauses];
  return () => {
    if (countNow() < (left[0] ?? Infinity)) return;
    left.shift();
    pause();
  };
}

const queuedBytes = () => scene.metric('graphql_subscription_queued_bytes');
const isQueued = () => until(queuedBytes, (queued) => queued > 0);

/** How many subscriptions were ended by the server. */
async function ended(): Promise<number> {
  const response = await fetch(`${scene.url}/metrics`);
  const lines = (await response.text()).split('\n');
  return lines
    .filter((line) => /^graphql_subscriptions_ended_total.*"(slow|limited|failed)"/.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

interface Payload {
  extensions: { cursor: string };
}

const endedUnauthenticated =
  'graphql_subscriptions_ended_total{protocol="websocket",reason="unauthenticated"}';

const cursorOf = (payload: unknown) => (payload as Payload).extensions.cursor;

describe('a backlog that is larger than the queue arrives whole and in order', () => {
  test('over a WebSocket that stops reading several times, and so do live events of another subscription on it', async () => {
    await start(smallQueue);
    addBacklog();
    const socket = await scene.socket({ token: await scene.token() });
    socket.subscribe('live', 'subscription { filed(unit: 2) { position } }');
    await socket.positioned('live');
    const listener = pausing(
      () => socket.of('next', 's').length,
      () => socket.socket.pause(),
    );
    socket.socket.on('message', listener);
    socket.subscribe('s', query, after);
    let most = 0;
    for (const number of pauses) {
      await until(() => socket.socket.isPaused, Boolean);
      await isQueued();
      scene.small.log.add({ unit: '2', number: String(number) });
      most = Math.max(most, await queuedBytes());
      socket.socket.resume();
    }
    const events = await socket.payloads('next', count, 's');
    await socket.payloads('next', pauses.length, 'live');

    expect(events.map(cursorOf)).toEqual(cursors);
    // One, and the events of the other.
    expect(most).toBeLessThan(2 * bytes);
    expect([await ended(), socket.socket.readyState]).toEqual([0, WebSocket.OPEN]);
  });

  test('as a stream', async () => {
    await start(smallQueue);
    addBacklog();
    const stream = await streamOf(await scene.token());
    for (const _ of pauses) {
      await until(() => stream.response.isPaused(), Boolean);
      await isQueued();
      stream.response.resume();
    }
    await until(
      () => stream.cursors.length,
      (length) => length >= count,
    );

    expect(stream.cursors).toEqual(cursors);
    expect(await ended()).toBe(0);
    stream.response.destroy();
  });

  test('for several subscriptions of one WebSocket', async () => {
    await start(smallQueue);
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const ofEach = (2 * count) / ids.length;
    addBacklog(ofEach);
    const socket = await scene.socket({ token: await scene.token() });
    socket.socket.pause();
    for (const id of ids) {
      // A text of its own, so that they share no stream.
      socket.subscribe(id, query.replace('filed', `${id}: filed`), after);
    }
    await isQueued();
    socket.socket.resume();

    for (const id of ids) {
      const events = await socket.payloads('next', ofEach, id);
      expect(events.map(cursorOf)).toEqual(cursors.slice(0, ofEach));
    }
    expect(await ended()).toBe(0);
  });
});

test('a client that does not read holds nobody up who begins at the same position', async () => {
  await start(smallQueue);
  addBacklog();
  const [slow, other] = await Promise.all(
    ['slow', 'other'].map(async (subject) =>
      scene.socket({ token: await scene.token({ subject }) }),
    ),
  );
  if (!slow || !other) throw new Error('There are two.');
  slow.socket.pause();
  slow.subscribe('slow', query, after);
  other.subscribe('other', query, after);
  const events = await other.payloads('next', count, 'other');
  expect(events.map(cursorOf)).toEqual(cursors);

  slow.socket.resume();
  const late = await slow.payloads('next', count, 'slow');
  expect(late.map(cursorOf)).toEqual(cursors);
  expect(await ended()).toBe(0);
});

test('one that ends while others have gone on without it has the position that it has reached', async () => {
  const deniedIds = new Set<string>();
  await start({ ...smallQueue, denied: deniedFrom(deniedIds) });
  addBacklog();
  const token = await scene.token({ subject: 'slow' }, { id: 'of-the-slow' });
  const slow = await scene.socket({ token });
  const other = await scene.socket({ token: await scene.token({ subject: 'other' }) });
  slow.socket.pause();
  // Until both have begun at the same position, and so share a stream.
  scene.small.hold();
  const withName = query.replace('number', 'number applicant { name }');
  slow.subscribe('slow', withName, after);
  await until(
    () => scene.small.reading,
    (reading) => reading > 0,
  );
  other.subscribe('other', withName, after);
  await until(
    () => scene.metric('graphql_subscriptions_active{protocol="websocket"}'),
    (active) => active === 2,
  );
  scene.small.release();
  await other.payloads('next', count, 'other');
  deniedIds.add('of-the-slow');
  await until(
    () => scene.metric(endedUnauthenticated),
    (ended) => ended === 1,
  );

  slow.socket.resume();
  const { reason } = await slow.closedWith();
  const events = slow.of('next', 'slow');
  expect(events.length).toBeLessThan(count);
  expect(reason).toStrictEqual({
    code: 'UNAUTHENTICATED',
    cursor: cursorOf(events.at(-1)?.payload),
  });
});

test('one that reads nothing is disconnected as usual', async () => {
  await start({ subscriptionLimits: { ...smallQueue.subscriptionLimits, heartbeatMs: 200 } });
  addBacklog();
  const socket = await scene.socket({ token: await scene.token() });
  socket.socket.pause();
  socket.subscribe('s', query, after);

  const disconnected = await until(
    () =>
      scene.metric('graphql_subscriptions_ended_total{protocol="websocket",reason="disconnected"}'),
    (count) => count === 1,
  );
  expect([disconnected, await ended()]).toEqual([1, 0]);
});

test('stored events wait until their viewer can pay for them', async () => {
  const budget = { operation: 200, available: 200, restoreRate: 1_000 };
  await start({ demand: { mode: 'enforce', budgets: { ...defaultBudgets, EVALUATOR: budget } } });
  const many = 1_000;
  for (let number = 1; number <= many; number += 1) {
    scene.small.log.add({ unit: '1', number: String(number) });
  }
  const socket = await scene.socket({ token: await scene.token() });
  socket.subscribe('s', query, after);

  const events = await socket.payloads('next', many, 's');
  expect(events.map(cursorOf)).toEqual(
    Array.from({ length: many }, (_, index) => cursorAt(index + 1)),
  );
  expect(await ended()).toBe(0);
});

/** A stream of server-sent events whose reading the test stops and continues, with the cursors received. */
async function streamOf(token: string) {
  const asked = request(`${scene.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
  });
  asked.end(JSON.stringify({ query, ...after }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const received: string[] = [];
  const listener = pausing(
    () => received.length,
    () => response.pause(),
  );
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, cursor] = /^id: (.*)\nevent: next\n/.exec(block) ?? [];
      if (cursor !== undefined) received.push(cursor);
    }
    listener();
  });
  return { response, cursors: received };
}
