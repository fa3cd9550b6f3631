import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClientError } from '../../kit/errors.ts';
import { itemsOfTurn } from '../../kit/paced.ts';
import type { Viewer } from '../../kit/viewer.ts';
import type { StreamFailure } from '../../platform/operations/engine.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import { until } from '../../../test/support/wait.ts';
import { createUpstream } from './upstream.ts';

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: { readonly id?: string };
}

let server: WebSocketServer;
let upstream: ReturnType<typeof createUpstream>;

afterEach(() => {
  upstream.stop();
  server.close();
});

const viewerAt = (index: number): Viewer => ({
  subject: `s-${index}`,
  role: 'EVALUATOR',
  citizenId: null,
  unitId: null,
});

/** A server that acknowledges connections, and passes on everything else that it is sent. */
async function serve(take: (message: Message, socket: WebSocket) => void): Promise<string> {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      else take(message, socket);
    });
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a subscription that is too large for the server fails by itself', async () => {
  const begun: string[] = [];
  const answered = Promise.withResolvers<void>();
  let connections = 0;
  const url = await serve(({ id, type }) => {
    if (type !== 'subscribe') return;
    begun.push(id ?? '');
    if (begun.length === 2) answered.resolve();
  });
  server.on('connection', () => (connections += 1));
  upstream = createUpstream({ name: 'application', url, timeoutMs: 10_000, signToken: () => '' });
  const failures: StreamFailure['errors'][] = [];
  const subscribe = (query: string) =>
    upstream.subscribe(
      { query },
      { after: 'c', request: () => ({ viewer: viewerAt(1), language: 'en' }) as GraphRequest },
      {
        take: () => undefined,
        completed: () => {},
        failed: ({ errors }) => void failures.push(errors),
      },
    );
  subscribe('subscription { before }');
  subscribe(`subscription { ${'x'.repeat(1_000_000)} }`);
  subscribe('subscription { after }');
  await answered.promise;
  await until(
    () => failures.length,
    (count) => count > 0,
  );

  expect(failures).toEqual([
    [
      expect.objectContaining({
        code: 'LIMIT_EXCEEDED',
        details: { quantity: 'fetchBytes', limit: 1_000_000 },
      }),
    ],
  ]);
  expect({ begun, connections }).toEqual({ begun: ['1', '3'], connections: 1 });
});

test('the tokens of many subscriptions are signed a few in one turn of the event loop', async () => {
  const count = 5 * itemsOfTurn;
  const begun = new Set<string>();
  const renewed = new Set<string>();
  const allBegun = Promise.withResolvers<void>();
  const allRenewed = Promise.withResolvers<void>();
  const url = await serve(({ id, type, payload }) => {
    if (type === 'subscribe' && id !== undefined) begun.add(id);
    if (type === 'ping' && payload?.id !== undefined) renewed.add(payload.id);
    if (begun.size === count) allBegun.resolve();
    if (renewed.size === count) allRenewed.resolve();
  });
  let signed = 0;
  let signedInTurn = 0;
  let mostInTurn = 0;
  upstream = createUpstream({
    name: 'application',
    url,
    timeoutMs: 10_000,
    renewMs: 200,
    signToken(viewer) {
      if (viewer) {
        if (signedInTurn === 0) setImmediate(() => (signedInTurn = 0));
        signedInTurn += 1;
        mostInTurn = Math.max(mostInTurn, signedInTurn);
      }
      signed += 1;
      return `token-${signed}`;
    },
  });
  for (let index = 0; index < count; index += 1) {
    const request = () => ({ viewer: viewerAt(index), language: 'en' }) as GraphRequest;
    const receiver = { take: () => undefined, completed: () => {}, failed: () => {} };
    upstream.subscribe({ query: 'subscription { s }' }, { after: 'c', request }, receiver);
  }
  await allBegun.promise;
  await allRenewed.promise;

  // The first renewals may begin while the last subscriptions do.
  expect(mostInTurn).toBeGreaterThanOrEqual(itemsOfTurn);
  expect(mostInTurn).toBeLessThanOrEqual(2 * itemsOfTurn);
});

describe('a subgraph that acknowledges connections', () => {
  /** A subscription that begins after a cursor. @returns the codes of its errors once it fails. */
  function subscribe(url: string, times: { renewMs?: number; unreachableMs: number }) {
    const failed = Promise.withResolvers<unknown[]>();
    upstream = createUpstream({ name: 'application', url, timeoutMs: 10_000, signToken, ...times });
    const request = () => ({ viewer: viewerAt(1), language: 'en' }) as GraphRequest;
    const receiver = {
      take: () => undefined,
      completed: () => {},
      failed: ({ errors }: StreamFailure) =>
        failed.resolve(errors.map((error) => (error as ClientError).code)),
    };
    upstream.subscribe({ query: 'subscription { s }' }, { after: 'c', request }, receiver);
    return failed.promise;
  }
  const signToken = () => 'token';

  test('and breaks each at once, ends its subscriptions', async () => {
    let connections = 0;
    const url = await serve((_message, socket) => {
      connections += 1;
      socket.terminate();
    });

    expect(await subscribe(url, { unreachableMs: 300 })).toEqual(['UNAVAILABLE']);
    expect(connections).toBeGreaterThan(1);
  });

  const events = (id?: string) => JSON.stringify({ id, type: 'next', payload: { data: {} } });
  const cursors = (id = '') =>
    JSON.stringify({ type: 'ping', payload: { cursors: { [id]: 'c' } } });

  test.each([
    ['sends an event', 'subscribe', 24, events],
    ['sends cursors', 'subscribe', 24, cursors],
    ['keeps each for the time between renewals', 'ping', 12, null],
  ])('and %s before it breaks it, is waited for anew', async (_case, last, times, sign) => {
    let connections = 0;
    const isServed = Promise.withResolvers<string>();
    const url = await serve(({ id, type }, socket) => {
      if (type !== last) return;
      connections += 1;
      if (connections === times) isServed.resolve('served');
      if (sign) socket.send(sign(id));
      socket.close();
    });
    // The pauses before these connections, and the renewals, take longer in sum.
    const failed = subscribe(url, { renewMs: 50, unreachableMs: 500 });

    expect(await Promise.race([isServed.promise, failed])).toBe('served');
  });
});
