import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer, json, text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from './http-server.ts';
import { createLogger } from '../process/logger.ts';
import { createHttpMetrics } from './metrics.ts';
import type { RouteHandler } from './route.ts';
import { type RoutesOptions, serveRoutes } from './routes.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
const viewerOf = () => ({ subject: 'x', role: 'ADMIN', citizenId: null, unitId: null }) as const;
const idleMs = 100;
/** Too long to elapse in a test. */
const never = 3_600_000;

let server: FastifyInstance;
let url: string;

afterEach(() => server.close());

async function start(
  handler: RouteHandler,
  options: Partial<Pick<RoutesOptions, 'viewerOf' | 'admit'>> = {},
): Promise<void> {
  const health = async () => [];
  server = await createHttpServer({
    logger,
    metrics: createHttpMetrics(),
    corsOrigins: [],
    maxBodyBytes: 1_000,
    limits: { headersTimeoutMs: never, bodyTimeoutMs: never, idleTimeoutMs: never },
    health,
  });
  const routes = { 'POST /things': handler, 'GET /things': handler };
  await serveRoutes(server, { routes, viewerOf, logger, idleMs, ...options });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
}

/** Resolves once a connection has been silent for the idle time; it is told to the server after the routes. */
const idleTimeHasPassed = () => once(server.server, 'timeout');

/** A request whose body the test writes. */
function open() {
  const outgoing = request(`${url}/things`, { method: 'POST' });
  const response = once(outgoing, 'response').then(([message]) => message as IncomingMessage);
  response.catch(() => {}); // some tests wait for none
  return { outgoing, response };
}

const answered = { status: 200, headers: {}, body: 'done' };

describe('a client that stops sending', () => {
  const late = {
    errors: [
      {
        message: 'The rest of the request did not arrive.',
        extensions: { code: 'LIMIT_EXCEEDED', field: 'body' },
      },
    ],
  };

  test('gets an error, which the reader of its body gets, too', async () => {
    const seen: { failure?: unknown; gone?: boolean } = {};
    await start(async ({ body, signal }) => {
      await buffer(body).catch((failure: unknown) => {
        Object.assign(seen, { failure, gone: signal.aborted });
        throw failure;
      });
      return answered;
    });
    const { outgoing, response } = open();
    outgoing.on('error', () => {}); // it is cut off later
    outgoing.write('first');

    const message = await response;

    expect(message.statusCode).toBe(408);
    expect(await json(message)).toEqual(late);
    expect(seen).toMatchObject({
      failure: { code: 'LIMIT_EXCEEDED', details: { field: 'body' }, kind: 'TIMEOUT' },
      gone: false,
    });
    outgoing.destroy();
  });

  test('is cut off if nobody reads its body', async () => {
    await start(({ signal }) => once(signal, 'abort').then(() => answered));
    const { outgoing } = open();
    outgoing.write('first');

    // By the timeout of the routes, not by the server's limits.
    await expect(once(outgoing, 'close')).rejects.toThrow('socket hang up');
  });

  test('because nobody reads, is not idle', async () => {
    await start(async ({ body }) => {
      await idleTimeHasPassed();
      return { ...answered, body: String((await buffer(body)).length) };
    });
    const { outgoing, response } = open();
    const rest = 1_000_000;
    outgoing.write(Buffer.alloc(rest)); // more than is read ahead
    await idleTimeHasPassed();
    outgoing.end('end');

    expect(await text(await response)).toBe(String(rest + 3));
  });
});

describe('a client that waits for the server is not idle', () => {
  test('before its answer begins', async () => {
    await start(async ({ body }) => {
      await buffer(body);
      await idleTimeHasPassed();
      return answered;
    });
    const { outgoing, response } = open();
    outgoing.end('all');

    expect(await text(await response)).toBe('done');
  });

  test('in the middle of its answer', async () => {
    const pieces = async function* () {
      yield 'first, ';
      await idleTimeHasPassed();
      yield 'second';
    };
    await start(async () => ({ ...answered, body: Readable.from(pieces()) }));

    const response = await fetch(`${url}/things`);

    expect(await response.text()).toBe('first, second');
  });
});

test('a client that does not read its answer is cut off', async () => {
  const cut = Promise.withResolvers<boolean>();
  const endless = async function* () {
    for (;;) yield Buffer.alloc(100_000);
  };
  await start(async ({ signal }) => {
    signal.addEventListener('abort', () => cut.resolve(true));
    return { ...answered, body: Readable.from(endless()) };
  });
  const { outgoing, response } = open();
  outgoing.end('all');

  const message = await response; // paused, since nothing listens

  expect(await cut.promise).toBe(true);
  await expect(buffer(message)).rejects.toThrow('aborted');
});

test('a client that disconnects while its token is verified occupies no place', async () => {
  const verifying = Promise.withResolvers<void>();
  const verified = Promise.withResolvers<void>();
  let admitted = 0;
  await start(async () => answered, {
    async viewerOf() {
      verifying.resolve();
      await verified.promise;
      return viewerOf();
    },
    async admit() {
      admitted += 1;
      return () => {};
    },
  });
  const connected = once(server.server, 'connection');
  const { outgoing } = open();
  outgoing.on('error', () => {}); // the client disconnects
  outgoing.flushHeaders();
  const [socket] = await connected;
  await verifying.promise;

  const closed = Promise.withResolvers<void>();
  (socket as Socket).once('close', closed.resolve); // an error of half a request comes before
  outgoing.destroy();
  await closed.promise;
  verified.resolve();
  await server.close();

  expect(admitted).toBe(0);
});

test('HEAD gets the headers of GET, and the body is destroyed unread', async () => {
  const seen: { method?: string; pieces: number } = { pieces: 0 };
  const body = Readable.from(
    (function* () {
      seen.pieces += 1;
      yield 'piece';
    })(),
  );
  await start(async ({ method }) => {
    seen.method = method;
    return { status: 200, headers: { 'content-length': '5', 'content-type': 'text/x-tea' }, body };
  });

  const response = await fetch(`${url}/things`, { method: 'HEAD' });

  expect({ status: response.status, body: await response.text() }).toEqual({
    status: 200,
    body: '',
  });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-length': '5',
    'content-type': 'text/x-tea',
  });
  expect({ ...seen, isDestroyed: body.destroyed }).toEqual({
    method: 'HEAD',
    pieces: 0,
    isDestroyed: true,
  });
});
