import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../../../test/support/wait.ts';
import { type DeniedTokens, followDeniedTokens } from './denied-tokens.ts';
import { createLogger } from '../process/logger.ts';

let server: Server;
let answer: { status: number; body: string };
let denied: DeniedTokens;

beforeEach(async () => {
  answer = { status: 503, body: '' };
  server = createServer((_request, response) => {
    response.writeHead(answer.status).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server
  const logger = createLogger({ level: 'silent', name: 'test' });
  denied = followDeniedTokens(new URL(`http://127.0.0.1:${port}/denied`), logger);
});

afterEach(async () => {
  await denied.stop();
  server.closeAllConnections();
  server.close();
});

test('a list is known after its first read, and the latest one stays in force', async () => {
  expect(denied.known).toBe(false);
  answer = { status: 200, body: 'a\r\nb since then\n# c\n\n  d # e' };

  await until(
    () => denied.known,
    (known) => known,
  );

  const has = () => ['a', 'b', 'c', 'd', 'e'].filter((id) => denied.has(id)).join('');
  expect(has()).toBe('abd');
  answer = { status: 404, body: 'c' };
  const asked = once(server, 'request');
  await asked;
  expect(has()).toBe('abd');
  answer = { status: 200, body: 'x'.repeat(4_000_001) };
  await once(server, 'request');
  await once(server, 'request'); // the previous response was processed by then
  expect(has()).toBe('abd');
  answer = { status: 200, body: 'c' };
  await until(has, (ids) => ids === 'c');
  expect(denied.known).toBe(true);
});
