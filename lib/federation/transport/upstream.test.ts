import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { itemsOfTurn } from '../../kit/paced.ts';
import type { Viewer } from '../../kit/viewer.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
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

/** A server that acknowledges connections, and passes on everything that it is sent. */
async function serve(take: (message: Message) => void): Promise<string> {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      else take(message);
    });
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

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
