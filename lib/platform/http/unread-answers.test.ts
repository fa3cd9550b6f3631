import { afterEach, expect, test } from '@jest/globals';
import { BareServer } from '../../../test/support/bare-server.ts';
import { type RawClient, rawRequest } from '../../../test/support/raw-socket.ts';
import { until } from '../../../test/support/wait.ts';

const page = Buffer.alloc(40_000_000, 'x');

let bare: BareServer;

afterEach(() => bare.stop());

/** Requests the page, and does not read it. */
async function request(): Promise<RawClient> {
  const client = await bare.open();
  client.write(rawRequest('/page'));
  return client;
}

async function untilCut(count: number): Promise<void> {
  const line = `http_connections_cut_total{limit="answer"} ${count}\n`;
  await until(
    async () => (await bare.metrics.render()).text,
    (text) => text.includes(line),
  );
}

const untilClosed = () =>
  until(
    () => bare.server.connections.open.size,
    (size) => size === 0,
  );

test.each([
  ['one address', { unreadBytesPerAddress: 50_000_000 }],
  ['all clients', { unreadBytes: 50_000_000, unreadBytesPerAddress: Infinity }],
])('responses that wait for %s are bounded: the latest stay', async (_, limits) => {
  bare = await BareServer.create({ limits });
  bare.server.get('/page', (_request, reply) => reply.send(page));
  await bare.listen();
  await Promise.all([request(), request(), request()]);
  await untilCut(2);
  const late = await request();
  await untilCut(3);
  let received = 0;
  late.socket.on('data', ({ length }: Buffer) => (received += length));
  await until(
    () => received,
    (bytes) => bytes > page.length,
  );

  expect(bare.server.connections.open.size).toBe(1);
});

test('responses that wait on one connection, of requests sent at once, count together', async () => {
  bare = await BareServer.create({ limits: { unreadBytesPerAddress: 50_000_000 } });
  const part = page.subarray(0, 1_000_000);
  bare.server.get('/page', (_request, reply) => reply.send(part));
  await bare.listen();
  const client = await bare.open();
  client.write(rawRequest('/page').repeat(100));
  await untilCut(1);
  expect(await untilClosed()).toBe(0);
});

test('a request behind a stream of events, which has no end, closes the connection', async () => {
  bare = await BareServer.create({});
  const { connections } = bare.server;
  bare.server.get('/stream', (request, reply) => {
    connections.stream(request.raw);
    reply.hijack();
    reply.raw.writeHead(200).write(':\n\n');
  });
  bare.server.get('/page', (_request, reply) => reply.send(page));
  await bare.listen();
  const client = await bare.open();
  client.write(rawRequest('/stream'));
  await client.read(/:\n\n/);
  client.write(rawRequest('/page'));
  await client.untilEnd();
  expect(await untilClosed()).toBe(0);
});
