import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, json } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from '../../platform/http/http-server.ts';
import {
  createInternalTokenSigner,
  createInternalTokenVerifier,
} from '../../platform/identity/internal-token.ts';
import { generateKeys, type Keys } from '../../platform/identity/keys.ts';
import { createLogger } from '../../platform/process/logger.ts';
import { createHttpMetrics } from '../../platform/http/metrics.ts';
import type { RouteName } from '../../platform/http/route.ts';
import { serveRoutes } from '../../platform/http/routes.ts';
import type { Viewer } from '../../kit/viewer.ts';
import { type ForwardedRoutes, forwardRoutes } from './forwarded-routes.ts';

/** Routes of a subgraph, played by a bare server, through a gateway's server. */

const viewer: Viewer = { subject: 'ayşe', role: 'ADMIN', citizenId: null, unitId: null };
const routes: RouteName[] = ['POST /things', 'GET /things/:id', 'DELETE /things/:id'];
const logger = createLogger({ level: 'silent', name: 'test' });

let keys: Keys;
let subgraph: Server;
let gateway: FastifyInstance;
let forwarded: ForwardedRoutes;
let url: string;

beforeAll(async () => {
  keys = await generateKeys();
});

afterEach(async () => {
  await gateway.close();
  await forwarded.stop();
  subgraph.closeAllConnections();
  await new Promise((resolve) => subgraph.close(resolve));
});

type Answer = (...args: Parameters<RequestListener>) => unknown;

async function start(answer: Answer, { timeoutMs = 5_000, idleMs = 30_000 } = {}): Promise<void> {
  subgraph = createServer((incoming, answered) => void answer(incoming, answered));
  subgraph.listen(0, '127.0.0.1');
  await once(subgraph, 'listening');
  const { port } = subgraph.address() as AddressInfo; // listening on a port
  const metrics = createHttpMetrics();
  forwarded = forwardRoutes({
    breaker: { isRefusing: false },
    name: 'citizen',
    origin: `http://127.0.0.1:${port}`,
    timeoutMs,
    signToken: createInternalTokenSigner(keys),
    routes,
  });
  gateway = await createHttpServer({
    logger,
    metrics,
    corsOrigins: [],
    maxBodyBytes: 1_000,
    health: async () => [],
  });
  const viewerOf = () => viewer;
  await serveRoutes(gateway, { routes: forwarded.routes, viewerOf, logger, idleMs });
  url = await gateway.listen({ host: '127.0.0.1', port: 0 });
}

const away = {
  errors: [
    {
      message: 'A part of the system cannot be reached at the moment. Try again later.',
      extensions: { code: 'UNAVAILABLE' },
    },
  ],
};

/** A request whose body the test writes. */
function open(method: 'POST' | 'GET', path: string) {
  const outgoing = request(`${url}${path}`, { method });
  const response = once(outgoing, 'response').then(([message]) => message as IncomingMessage);
  response.catch(() => {}); // a client that disconnects does not await it
  outgoing.on('error', () => {});
  return { outgoing, response };
}

test('the headers of the client are forwarded, with an internal token in place of its own', async () => {
  let seen: IncomingMessage | null = null;
  await start((incoming, answer) => {
    seen = incoming;
    answer.end();
  });

  await fetch(`${url}/things/a%20b%2Fc?d=e&f`, {
    headers: {
      accept: 'application/pdf',
      'accept-encoding': 'gzip',
      range: 'bytes=0-1',
      'if-range': '"a"',
      authorization: 'Bearer mine',
      cookie: 'a=b',
      'x-forwarded-for': '1.2.3.4',
      'x-request-id': 'given',
    },
  });

  const { url: path, headers } = seen as unknown as IncomingMessage; // received above
  const { authorization = '', host: _, connection: __, ...rest } = headers;
  expect(path).toBe('/things/a%20b%2Fc?d=e&f');
  expect(rest).toEqual({
    accept: 'application/pdf',
    'accept-encoding': 'gzip, identity', // as `fetch` completes it for a range
    'accept-language': '*',
    range: 'bytes=0-1',
    'if-range': '"a"',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
  });
  const verify = createInternalTokenVerifier('citizen', keys);
  expect(await verify(authorization.slice('Bearer '.length))).toEqual(viewer);
});

test('the response of the subgraph is forwarded, except for headers meant for the gateway', async () => {
  await start((_incoming, answer) => {
    answer.writeHead(418, {
      'content-type': 'text/x-tea',
      'content-disposition': 'attachment',
      'set-cookie': ['a=b', 'c=d'],
      'keep-alive': 'timeout=1',
      'x-request-id': 'of the subgraph',
    });
    answer.end('tea');
  });

  const response = await fetch(`${url}/things/1`);

  expect(response.status).toBe(418);
  expect(await response.text()).toBe('tea');
  expect(response.headers.getSetCookie()).toEqual(['a=b', 'c=d']);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/x-tea',
    'content-disposition': 'attachment',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
  });
  expect(response.headers.get('keep-alive')).not.toBe('timeout=1');
});

test('a request for headers alone is forwarded as such', async () => {
  let seen: IncomingMessage | null = null;
  await start((incoming, answer) => {
    seen = incoming;
    answer.writeHead(200, { 'content-length': '1000', 'content-type': 'text/x-tea' }).end();
  });

  const response = await fetch(`${url}/things/1`, { method: 'HEAD' });

  expect((seen as unknown as IncomingMessage).method).toBe('HEAD'); // received above
  expect({ status: response.status, body: await response.text() }).toEqual({
    status: 200,
    body: '',
  });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-length': '1000',
    'content-type': 'text/x-tea',
  });
});

test('a request to delete is forwarded without a body, and an empty response comes back', async () => {
  let seen: IncomingMessage | null = null;
  await start((incoming, answer) => {
    seen = incoming;
    answer.writeHead(204).end();
  });

  const response = await fetch(`${url}/things/1`, { method: 'DELETE', body: 'ignored' });

  const { method, headers } = seen as unknown as IncomingMessage; // received above
  expect({ method, length: headers['content-length'], type: headers['content-type'] }).toEqual({
    method: 'DELETE',
    length: undefined,
    type: undefined,
  });
  expect({ status: response.status, body: await response.text() }).toEqual({
    status: 204,
    body: '',
  });
});

describe('a body passes through', () => {
  test('as a stream of the request', async () => {
    const pieces = Promise.withResolvers<IncomingMessage>();
    await start(async (incoming, answer) => {
      pieces.resolve(incoming);
      answer.end(String((await buffer(incoming)).length));
    });
    const { outgoing, response } = open('POST', '/things');

    outgoing.write('first');
    const [first] = await once(await pieces.promise, 'data'); // the second has not been sent
    outgoing.end('second');

    expect(String(first)).toBe('first');
    expect((await response).statusCode).toBe(200);
  });

  test('as a stream of the response', async () => {
    const goOn = Promise.withResolvers<void>();
    await start(async (_incoming, answer) => {
      answer.write('first');
      await goOn.promise;
      answer.end('second');
    });
    const { outgoing, response } = open('GET', '/things/1');
    outgoing.end();

    const message = await response;
    const [first] = await once(message, 'data'); // the second is not sent yet
    goOn.resolve();

    expect(String(first)).toBe('first');
    expect(String(await buffer(message))).toBe('second');
  });

  test('however large it is', async () => {
    await start(async (incoming, answer) => {
      let bytes = 0;
      for await (const piece of incoming) bytes += piece.length;
      answer.end(JSON.stringify({ bytes, length: incoming.headers['content-length'] }));
    });

    const response = await fetch(`${url}/things`, { method: 'POST', body: new Uint8Array(5e7) });

    expect(await response.json()).toEqual({ bytes: 5e7, length: '50000000' });
  });
});

describe('when the client disconnects', () => {
  test('while sending, the request to the subgraph is cancelled', async () => {
    const arrived = Promise.withResolvers<IncomingMessage>();
    await start((incoming) => arrived.resolve(incoming));
    const { outgoing } = open('POST', '/things');
    outgoing.write('first');
    const incoming = await arrived.promise;
    const ended = once(incoming.resume(), 'end');

    outgoing.destroy();

    await expect(ended).rejects.toThrow('aborted');
  });

  test('while reading, the subgraph stops writing', async () => {
    const closed = Promise.withResolvers<boolean>();
    await start((_incoming, answer) => {
      answer.on('close', () => closed.resolve(answer.writableFinished));
      answer.write('first');
    });
    const { outgoing, response } = open('GET', '/things/1');
    outgoing.end();
    const message = await response;
    await once(message, 'data');

    message.destroy();

    expect(await closed.promise).toBe(false);
  });
});

test('a client that stops sending gets an error, and the request to the subgraph is cancelled', async () => {
  const arrived = Promise.withResolvers<IncomingMessage>();
  await start((incoming) => arrived.resolve(incoming), { idleMs: 100 });
  const { outgoing, response } = open('POST', '/things');
  outgoing.write('first');
  const ended = once((await arrived.promise).resume(), 'end');
  ended.catch(() => {}); // asserted below

  const message = await response;

  expect(message.statusCode).toBe(408);
  expect(await json(message)).toMatchObject({ errors: [{ extensions: { field: 'body' } }] });
  await expect(ended).rejects.toThrow('aborted');
  outgoing.destroy();
});

describe('a subgraph that', () => {
  const answerOf = async (path = '/things/1', init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, body: await response.json() };
  };

  test('is unreachable is reported', async () => {
    await start(() => {});
    subgraph.closeAllConnections();
    await new Promise((resolve) => subgraph.close(resolve));

    expect(await answerOf()).toEqual({ status: 503, body: away });
    expect(await answerOf('/things', { method: 'POST', body: 'x' })).toEqual({
      status: 503,
      body: away,
    });
  });

  test('does not respond times out', async () => {
    await start((incoming) => incoming.resume(), { timeoutMs: 200 });

    expect(await answerOf()).toEqual({ status: 503, body: away });
    expect(await answerOf('/things', { method: 'POST', body: 'x' })).toEqual({
      status: 503,
      body: away,
    });
  });

  test.each([502, 504])(
    'is unreachable behind a proxy that answers %i is reported',
    async (status) => {
      await start((_incoming, answer) => answer.writeHead(status).end('<html>Bad gateway</html>'));

      expect(await answerOf()).toEqual({ status: 503, body: away });
    },
  );

  test('resets the connection is retried once for a request without a body', async () => {
    let times = 0;
    await start((incoming, answer) => {
      times += 1;
      if (times === 1) incoming.socket.destroy();
      else answer.end('there');
    });

    const response = await fetch(`${url}/things/1`);

    expect(await response.text()).toBe('there');
  });

  test('resets the connection is not retried for a request with a body', async () => {
    let times = 0;
    await start((incoming) => {
      times += 1;
      incoming.socket.destroy();
    });

    expect(await answerOf('/things', { method: 'POST', body: 'x' })).toEqual({
      status: 503,
      body: away,
    });
    expect(times).toBe(1);
  });

  test('aborts its response leaves the client with an incomplete one', async () => {
    await start((_incoming, answer) => {
      answer.writeHead(200, { 'content-length': '100' });
      answer.write('half', () => answer.destroy());
    });

    await expect(fetch(`${url}/things/1`).then((response) => response.text())).rejects.toThrow(
      /terminated/,
    );
  });

  test('answers before the body is complete has its response forwarded', async () => {
    await start((_incoming, answer) => {
      answer.writeHead(413, { 'content-type': 'application/json' }).end('{"errors":[]}');
    });
    const { outgoing, response } = open('POST', '/things');
    outgoing.write('first');

    const message = await response;

    expect(message.statusCode).toBe(413);
    expect(await json(message)).toEqual({ errors: [] });
    outgoing.destroy();
  });
});
