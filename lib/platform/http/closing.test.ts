import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from '@jest/globals';
import { BareServer } from '../../../test/support/bare-server.ts';
import { type RawClient, rawRequest } from '../../../test/support/raw-socket.ts';
import { until } from '../../../test/support/wait.ts';
import type { CloseLimits } from './closing.ts';

/** Too long to elapse in a test. */
const never = 600_000;

let bare: BareServer;
let server: FastifyInstance;
/** How many requests were cut, and how many answers were begun. */
const counts = { cut: 0, begun: 0 };
let answer: PromiseWithResolvers<string>;

async function serve(closeLimits: CloseLimits): Promise<void> {
  Object.assign(counts, { cut: 0, begun: 0 });
  answer = Promise.withResolvers();
  bare = await BareServer.create({
    closeLimits,
    onCut: (requests) => void (counts.cut += requests),
  });
  ({ server } = bare);
  server.get('/released', async () => {
    counts.begun += 1;
    return answer.promise;
  });
  server.get('/endless', (_request, reply) => {
    counts.begun += 1;
    const body = new PassThrough();
    body.write('begun');
    return reply.send(body);
  });
  server.post('/echo', async ({ body }) => body);
  await bare.listen();
}

async function send(text: string): Promise<RawClient> {
  const client = await bare.open();
  client.write(text);
  return client;
}

const untilBegun = (count: number) =>
  until(
    () => counts.begun,
    (begun) => begun === count,
  );

afterEach(() => bare.stop());

test('clients that send or read for too long are cut, and requests that have arrived are answered', async () => {
  await serve({ clientMs: 60, answersMs: never });
  const slow = [
    await send(rawRequest('/echo', { body: '{"a":1}', headers: { 'content-length': '100' } })),
    await send('GET /endless HTTP/1.1\r\nhost: here\r\n\r\n'),
    await send('GET /endless HTTP/1.1\r\nhost:'),
  ];
  const owed = await send('GET /released HTTP/1.1\r\nhost: here\r\n\r\n');
  await untilBegun(2);
  await until(
    () => [...server.connections.open.keys()].filter(({ bytesRead }) => bytesRead > 0).length,
    (count) => count === 4,
  );

  const closed = server.close();
  const [half, begun, incomplete] = await Promise.all(slow.map((client) => client.untilEnd()));
  answer.resolve('released');

  expect([half, incomplete]).toEqual(['', '']);
  expect(begun).toContain('begun');
  expect(await owed.untilEnd()).toMatch(/^HTTP\/1\.1 200 [^]*released$/);
  await closed;
  expect(counts.cut).toBe(2); // the headers of the third never were a request
});

test('requests that are not answered in time are cut, and reported', async () => {
  await serve({ clientMs: 20, answersMs: 60 });
  const owed = await send('GET /released HTTP/1.1\r\nhost: here\r\n\r\n');
  await untilBegun(1);

  await server.close();

  expect(await owed.untilEnd()).toBe('');
  expect(counts.cut).toBe(1);
});

test('nothing is reported where nothing was in progress', async () => {
  await serve({ clientMs: 20, answersMs: never });
  const idle = await send('GET /health/live HTTP/1.1\r\nhost: here\r\n\r\n');
  await idle.read(/"ok"/);

  await server.close();

  expect(await idle.untilEnd()).toContain('"ok"');
  expect(counts.cut).toBe(0);
});
