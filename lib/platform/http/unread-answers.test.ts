import { afterEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { openRaw, type RawClient, rawRequest } from '../../../test/support/raw-socket.ts';
import { until } from '../../../test/support/wait.ts';
import { createLogger } from '../process/logger.ts';
import { createHttpServer } from './http-server.ts';
import { createHttpMetrics, type HttpMetrics } from './metrics.ts';

const page = Buffer.alloc(40_000_000, 'x');

let metrics: HttpMetrics;
let server: FastifyInstance;
let clients: RawClient[];

afterEach(async () => {
  for (const { socket } of clients) socket.destroy();
  await server.close();
  metrics.stop();
});

/** Requests the page, and does not read it. */
async function request(url: string): Promise<RawClient> {
  const client = await openRaw(url);
  clients.push(client);
  client.write(rawRequest('/page'));
  return client;
}

async function untilCut(count: number): Promise<void> {
  const line = `http_connections_cut_total{limit="answer"} ${count}\n`;
  await until(
    async () => (await metrics.render()).text,
    (text) => text.includes(line),
  );
}

test.each([
  ['one address', { unreadBytesPerAddress: 50_000_000 }],
  ['all clients', { unreadBytes: 50_000_000, unreadBytesPerAddress: Infinity }],
])('responses that wait for %s are bounded: the latest stay', async (_, limits) => {
  clients = [];
  metrics = createHttpMetrics();
  server = await createHttpServer({
    logger: createLogger({ level: 'silent', name: 'test' }),
    metrics,
    corsOrigins: [],
    maxBodyBytes: 1_000,
    health: async () => [],
    limits,
  });
  server.get('/page', (_request, reply) => reply.send(page));
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  await Promise.all([request(url), request(url), request(url)]);
  await untilCut(2);
  const late = await request(url);
  await untilCut(3);
  let received = 0;
  late.socket.on('data', ({ length }: Buffer) => (received += length));
  await until(
    () => received,
    (bytes) => bytes > page.length,
  );

  expect(server.connections.open.size).toBe(1);
});
