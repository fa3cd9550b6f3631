import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Buckets } from '../../lib/kit/buckets.ts';
import { createHttpServer } from '../../lib/platform/http/http-server.ts';
import { createHttpMetrics } from '../../lib/platform/http/metrics.ts';
import { serveRoutes } from '../../lib/platform/http/routes.ts';
import { type Budgets, defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { ownerOfRequest } from '../../lib/platform/operations/owner-of-request.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { until } from '../../test/support/wait.ts';
import { createFileCharges } from './charge-files.ts';

/** What is left in a bucket that does not refill, after routes that send 20 MB: a thousand times what costs 1. */

const budget = { operation: 600, available: 2_000, restoreRate: 200 };
const budgets: Budgets = { ...defaultBudgets, ANALYST: budget };
const viewer = { subject: 'x', role: 'ANALYST', citizenId: null, unitId: null } as const;
const key = ownerOfRequest({ viewer, clientAddress: '192.0.2.1' });
const logger = createLogger({ level: 'silent', name: 'test' });

let buckets: Buckets;
let charged: PromiseWithResolvers<void>;
let letGo: PromiseWithResolvers<void>;
let held: number;
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  buckets = new Buckets(() => 0);
  const charge = createFileCharges({ buckets, budgets });
  server = await createHttpServer({
    logger,
    metrics: createHttpMetrics(),
    corsOrigins: [],
    maxBodyBytes: 1_000,
    health: async () => [],
  });
  const large = function* () {
    for (let piece = 0; piece < 200; piece += 1) yield Buffer.alloc(100_000);
  };
  const send = async () => ({ status: 200, headers: {}, body: Readable.from(large()) });
  charged = Promise.withResolvers<void>();
  letGo = Promise.withResolvers<void>();
  held = 0;
  const hold = async () => {
    held += 1;
    await letGo.promise;
    return { status: 200, headers: {}, body: 'held' };
  };
  await serveRoutes(server, {
    routes: { 'POST /export': send, 'GET /file': send, 'GET /held': hold },
    viewerOf: () => viewer,
    logger,
    async admit(...request) {
      const leave = await charge(...request);
      return () => {
        leave();
        charged.resolve();
      };
    },
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  letGo.resolve(); // also after a failure
  const closed = server.close();
  // Clients keep theirs for the next request, and one that just had its answer is not idle yet.
  server.server.closeAllConnections();
  await closed;
});

const left = () => buckets.statusOf(key, budget).currentlyAvailable;

/** Resolves once an answer has been read and charged. */
async function ask(method: 'POST' | 'GET', path: string) {
  charged = Promise.withResolvers<void>();
  const response = await fetch(`${url}${path}`, { method });
  if (response.status !== 200) return { status: response.status, body: await response.json() };
  const { byteLength } = await response.arrayBuffer();
  await charged.promise;
  return { status: response.status, byteLength };
}

const sent = { status: 200, byteLength: 20_000_000 };

test('the bytes of an export leave enough for any operation, and for what continues it', async () => {
  expect(await ask('POST', '/export')).toEqual(sent);
  // 500, and of 1,000 for its bytes as much as leaves 600.
  expect(left()).toBe(600);

  expect(await ask('POST', '/export')).toEqual(sent);
  expect(left()).toBe(100);

  expect(await ask('POST', '/export')).toEqual({
    status: 429,
    body: {
      errors: [
        {
          message: 'The request costs 500, more than is available now. Try again in 2 s.',
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ],
    },
  });
  expect(left()).toBe(100);
});

test('the bytes of a file are charged in full', async () => {
  expect(await ask('GET', '/file')).toEqual(sent);
  expect(left()).toBe(949); // 50, and 1,000 for its bytes and a little for its headers
  expect(await ask('GET', '/file')).toEqual(sent);
  expect(left()).toBe(-101);
});

test('six files of a viewer are transferred at once', async () => {
  const first = Array.from({ length: 6 }, () => fetch(`${url}/held`));
  await until(
    () => held,
    (count) => count === 6,
  );
  const seventh = await fetch(`${url}/held`);

  expect([seventh.status, seventh.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await seventh.json()).toMatchObject({
    errors: [{ message: '6 of your files are being transferred already. Try again in 1 s.' }],
  });
  letGo.resolve();
  const answers = await Promise.all(first);
  expect(answers.map(({ status }) => status)).toEqual(first.map(() => 200));
  await Promise.all(answers.map((answer) => answer.text()));
  expect(held).toBe(6);
});
