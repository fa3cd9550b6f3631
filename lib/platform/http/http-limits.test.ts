import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { BareServer } from '../../../test/support/bare-server.ts';
import { rawRequest } from '../../../test/support/raw-socket.ts';
import { until } from '../../../test/support/wait.ts';
import { parseTrustedProxies } from './client-address.ts';
import type { HttpLimits } from './http-limits.ts';
import type { HttpServerOptions } from './http-server.ts';
import { createLogger } from '../process/logger.ts';
import { serveRoutes } from './routes.ts';
import { securityHeaders } from './security-headers.ts';

const logger = createLogger({ level: 'silent', name: 'test' });

/** Too long to elapse in a test. */
const never = 600_000;
const patient: Partial<HttpLimits> = {
  headersTimeoutMs: never,
  bodyTimeoutMs: never,
  idleTimeoutMs: never,
  answerTimeoutMs: never,
};

let bare: BareServer;
let server: FastifyInstance;

/** Serves with every time limit out of reach, except for those given. */
async function serve(
  limits: Partial<HttpLimits>,
  options: Partial<HttpServerOptions> = {},
): Promise<void> {
  bare = await BareServer.create({ limits: { ...patient, ...limits }, ...options });
  ({ server } = bare);
  server.post('/echo', async ({ body }) => body);
}

const listen = () => bare.listen();

afterEach(() => bare.stop());

const open = () => bare.open();

const connections = () => server.connections.open.size;

async function cuts(limit: string): Promise<number> {
  const { text: all } = await bare.metrics.render();
  const line = all.split('\n').find((each) => each.includes(`cut_total{limit="${limit}"}`));
  return Number(line?.split(' ')[1] ?? 0);
}

/** The raw response, whatever caused it. */
const refusal = (status: number, code = 'LIMIT_EXCEEDED') =>
  new RegExp(`^HTTP/1\\.1 ${status} [^]*\\r\\n\\r\\n\\{"errors":\\[.*"code":"${code}"`);

const halfBody = rawRequest('/echo', { body: '{"a":1}', headers: { 'content-length': '1000' } });

describe('time limits', () => {
  test('late headers and silent connections time out', async () => {
    await serve({ headersTimeoutMs: 200 });
    await listen();
    const [half, silent] = [await open(), await open()];
    half.write('GET /health/live HTTP/1.1\r\nhost:');

    expect(await half.untilEnd()).toMatch(refusal(408));
    expect(await silent.untilEnd()).toMatch(refusal(408));
    expect(await cuts('headers')).toBe(2);
  });

  test('none of 1,500 half-sent bodies remains, including those that continue byte by byte', async () => {
    await serve({ headersTimeoutMs: 500, bodyTimeoutMs: 500, maxConnectionsPerAddress: 2_000 });
    await listen();
    for (let batch = 0; batch < 15; batch += 1) {
      await Promise.all(Array.from({ length: 100 }, async () => (await open()).write(halfBody)));
    }
    const dripping = setInterval(() => {
      for (const { socket } of bare.clients.slice(0, 100)) if (socket.writable) socket.write(' ');
    }, 20);

    const answers = await Promise.all(bare.clients.map((client) => client.untilEnd()));
    clearInterval(dripping);

    // A client that was writing at that moment may have lost the response.
    const answered = answers.filter((answer) => answer !== '');
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.filter((answer) => !refusal(408).test(answer))).toEqual([]);
    await until(connections, (count) => count === 0);
    // A body whose client was slow to begin counts as late headers.
    expect((await cuts('body')) + (await cuts('headers'))).toBe(1_500);
  });

  test('a route with its own limits is exempt from the body limit, but its connection is not afterwards', async () => {
    await serve({ headersTimeoutMs: 100, bodyTimeoutMs: 100 });
    await serveRoutes(server, {
      routes: {
        'POST /file': async ({ body }) => ({ status: 200, headers: {}, body: await text(body) }),
      },
      viewerOf: () => null,
      logger,
    });
    await listen();
    const [upload, body] = [await open(), await open()];
    upload.write(rawRequest('/file', { body: 'ab', headers: { 'content-length': '4' } }));

    // A request begun later has timed out already.
    body.write(halfBody);
    await body.untilEnd();
    upload.write('cd');

    expect(await upload.read(/abcd$/)).toMatch(/^HTTP\/1\.1 200 /);
    upload.write(halfBody);
    expect(await upload.untilEnd()).toMatch(/abcdHTTP\/1\.1 408 /);
  });

  test('a connection without a request is closed after a while', async () => {
    await serve({ idleTimeoutMs: 100 });
    await listen();
    const client = await open();
    client.write(rawRequest('/health/live'));

    expect(await client.untilEnd()).toMatch(/^HTTP\/1\.1 200 .*"ok"\}$/s);
  });

  test('a response that nobody reads is cut', async () => {
    await serve({ answerTimeoutMs: 200 });
    const page = Buffer.alloc(20_000_000, 'x');
    server.get('/page', (_request, reply) => reply.send(page));
    await listen();
    for (let count = 0; count < 20; count += 1) (await open()).write(rawRequest('/page'));

    // Regardless of how many are cut while others are opened.
    await until(
      () => cuts('answer'),
      (count) => count === 20,
    );
    await until(connections, (count) => count === 0);
    expect(await cuts('answer')).toBe(20);
  });

  test('a response that is read steadily must still be complete within a longer time', async () => {
    await serve({ longestAnswerMs: 300 });
    server.get('/endless', (_request, reply) => {
      const body = new PassThrough();
      const writing = setInterval(() => body.write('x'), 10);
      body.on('close', () => clearInterval(writing));
      return reply.send(body);
    });
    await listen();
    const client = await open();
    client.write(rawRequest('/endless'));

    expect(await client.untilEnd()).toMatch(/x/);
    expect(await cuts('answer')).toBe(1);
  });

  test('waiting for a response may take longer than any of the limits', async () => {
    await serve({
      headersTimeoutMs: 100,
      bodyTimeoutMs: 100,
      answerTimeoutMs: 100,
      idleTimeoutMs: 100,
    });
    let answer = () => {};
    server.get('/slow', (_request, reply) => {
      answer = () => void reply.send('answered');
    });
    await listen();
    const [waiting, other] = [await open(), await open()];
    waiting.write(rawRequest('/slow'));
    // Another request times out several times over.
    for (let count = 0; count < 3; count += 1) {
      const client = count === 0 ? other : await open();
      client.write(halfBody);
      await client.untilEnd();
    }
    answer();

    expect(await waiting.read(/answered$/)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('the number of connections', () => {
  test('is limited for each address, and closed connections no longer count', async () => {
    await serve({ maxConnectionsPerAddress: 3 });
    await listen();
    const [first] = [await open(), await open(), await open()];

    const refused = await (await open()).untilEnd();
    first.socket.destroy();
    await until(connections, (count) => count === 2);
    const admitted = await open();
    admitted.write(rawRequest('/health/live'));

    expect(refused).toMatch(refusal(429));
    expect(refused).toMatch(/\r\nretry-after: 1\r\n/);
    expect(await admitted.read(/"ok"/)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await cuts('address')).toBe(1);
  });

  test('is limited in total', async () => {
    await serve({ maxConnections: 2 });
    await listen();
    await open();
    await open();

    expect(await (await open()).untilEnd()).toMatch(refusal(503));
    expect(await cuts('connections')).toBe(1);
  });

  test('is not limited per trusted proxy; the requests of each of its clients are', async () => {
    await serve(
      { maxConnectionsPerAddress: 2 },
      { trustProxy: parseTrustedProxies('loopback') ?? null },
    );
    const answers: (() => void)[] = [];
    server.get('/slow', (_request, reply) => {
      answers.push(() => void reply.send('answered'));
    });
    await listen();
    const ask = async (client: string) => {
      const connection = await open();
      connection.write(rawRequest('/slow', { headers: { 'x-forwarded-for': client } }));
      return connection;
    };
    const begun = [await ask('203.0.113.1'), await ask('203.0.113.1'), await ask('203.0.113.2')];
    await until(
      () => answers.length,
      (count) => count === 3,
    );

    const refused = await (await ask('203.0.113.1')).read(/\}$/);
    for (const answer of answers) answer();
    for (const client of begun) await client.read(/answered$/);
    await ask('203.0.113.1');
    await until(
      () => answers.length,
      (count) => count === 4,
    );

    expect(refused).toMatch(refusal(429));
    expect(refused).toMatch(/\r\nretry-after: 1\r\n/);
  });

  test('does not depend on what a client claims', async () => {
    await serve({ maxConnectionsPerAddress: 1 });
    await listen();
    await open();
    const client = await open();
    client.write(rawRequest('/health/live', { headers: { 'x-forwarded-for': '203.0.113.1' } }));

    expect(await client.untilEnd()).toMatch(refusal(429));
  });
});

/** The raw response before the body. */
const headersOf = (answer: string) =>
  Object.fromEntries(
    (answer.split('\r\n\r\n')[0] ?? '')
      .split('\r\n')
      .slice(1)
      .map((line) => [line.split(': ')[0], line.split(': ').slice(1).join(': ')]),
  );

/** Sends a text on a separate connection. @returns the whole response. */
async function answerTo(text: string): Promise<string> {
  const client = await open();
  client.write(text);
  return client.untilEnd();
}

const longAddress = (length: number) => `/health/live?${'x'.repeat(length)}`;

describe('a response from outside of the routes has the security headers of all others', () => {
  const close = { connection: 'close' };
  const afterRequest = rawRequest('/health/live');

  test.each<[what: string, status: number, sent: string]>([
    ['no HTTP', 400, 'nonsense\r\n\r\n'],
    ['invalid HTTP after a request', 400, `${afterRequest}nonsense\r\n\r\n`],
    ['no host', 400, 'GET /health/live HTTP/1.1\r\n\r\n'],
    ['two lengths', 400, rawRequest('/echo', { body: '', headers: { 'content-length': '1, 2' } })],
    ['an unknown method', 400, 'BREW / HTTP/1.1\r\nhost: a\r\n\r\n'],
    [
      'excessively long headers',
      431,
      rawRequest('/', { headers: { 'x-long': 'x'.repeat(20_000) } }),
    ],
    ['an address that is too long', 414, rawRequest(longAddress(9_000), { headers: close })],
    ['an address that Node does not read', 414, rawRequest(longAddress(20_000))],
    ['an unsupported expectation', 417, rawRequest('/', { headers: { expect: 'tea', ...close } })],
    [
      'an upgrade',
      404,
      rawRequest('/', { headers: { connection: 'upgrade, close', upgrade: 'h2c' } }),
    ],
    ['a URL that cannot be decoded', 404, rawRequest('/%ff', { headers: close })],
    [
      'an excessively large body',
      413,
      rawRequest('/echo', { body: 'x'.repeat(100_001), headers: close }),
    ],
    ['a body that does not arrive', 408, halfBody],
    ['headers that do not arrive', 408, 'GET / HTTP/1.1\r\nhost:'],
  ])('%s', async (_what, status, sent) => {
    await serve({ headersTimeoutMs: 300, bodyTimeoutMs: 300 });
    await listen();

    const answers = (await answerTo(sent)).split(/(?=HTTP\/1\.1 \d)/);

    expect(answers.at(-1)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    for (const answer of answers) expect(headersOf(answer)).toMatchObject(securityHeaders);
    expect(answers.at(-1)).toMatch(/\r\n\r\n\{"errors":\[\{"message":"[^]*"code":"[A-Z_]+"/);
  });

  test('a tunnel is not answered at all', async () => {
    await serve({});
    await listen();

    expect(await answerTo('CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n')).toBe('');
  });

  test('100-continue is answered, and a client of HTTP/1.0 need not name a host', async () => {
    await serve({});
    await listen();
    const body = '{"a":1}';
    const headers = { expect: '100-continue', connection: 'close' };

    expect(await answerTo(rawRequest('/echo', { body, headers }))).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 [^]*\{"a":1\}$/,
    );
    expect(await answerTo('GET /health/live HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('a connection beyond the limit, of an address or in total', async () => {
    await serve({ maxConnections: 2, maxConnectionsPerAddress: 1 });
    await listen();
    await open();
    expect(headersOf(await (await open()).untilEnd())).toMatchObject(securityHeaders);
    await server.close();

    await serve({ maxConnections: 1 });
    await listen();
    await open();
    expect(headersOf(await (await open()).untilEnd())).toMatchObject(securityHeaders);
  });
});

test('invalid HTTP is answered in the form of every error', async () => {
  await serve({});
  await listen();
  const [nonsense, long] = [await open(), await open()];
  nonsense.write('nonsense\r\n\r\n');
  long.write(rawRequest('/health/live', { headers: { 'x-long': 'x'.repeat(20_000) } }));

  expect(await nonsense.untilEnd()).toMatch(refusal(400, 'BAD_USER_INPUT'));
  expect(await long.untilEnd()).toMatch(refusal(431));
});
