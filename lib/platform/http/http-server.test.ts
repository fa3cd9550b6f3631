import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { InjectOptions } from 'fastify';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until } from '../../../test/support/wait.ts';
import { backgroundHeader } from './background-header.ts';
import { createHttpServer } from './http-server.ts';
import { createLogger } from '../process/logger.ts';
import { createHttpMetrics } from './metrics.ts';
import { pino } from 'pino';

const metrics = createHttpMetrics();
const agent = new Agent({ keepAlive: true });

afterEach(() => {
  agent.destroy();
  metrics.stop();
});

test('closing waits for a response that had begun, and for nothing after it', async () => {
  const server = await createHttpServer({
    logger: createLogger({ level: 'silent', name: 'test' }),
    metrics,
    corsOrigins: [],
    maxBodyBytes: 1_000,
    health: async () => [],
  });
  const body = new PassThrough();
  server.get('/slow', (_request, reply) => reply.send(body));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const asked = request(`${address}/slow`, { agent }).end();
  body.write('begun, ');
  const [response] = (await once(asked, 'response')) as [IncomingMessage]; // the arguments of the event

  const closed = server.close();
  await until(
    () => server.server.listening,
    (listening) => !listening,
  );
  body.end('ended');

  expect(response.headers.connection).toBe('keep-alive');
  expect(await text(response)).toBe('begun, ended');
  await closed;
});

describe('the id of a request', () => {
  /** The log of a request to which its client, or gateway, gave this id. */
  async function logged(id: string, { takesRequestIds = false } = {}) {
    const lines: string[] = [];
    const server = await createHttpServer({
      logger: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
      metrics,
      corsOrigins: [],
      maxBodyBytes: 1_000,
      monitored: 'NOTHING',
      health: async () => [],
      takesRequestIds,
    });
    server.get('/here', async () => 'ok');
    const answer = await server.inject({ url: '/here', headers: { 'x-request-id': id } });
    const line = await until(
      () => lines.find((each) => each.includes('"answered"')),
      (each) => each !== undefined,
    );
    await server.close();
    const { requestId, clientRequestId } = JSON.parse(line ?? '{}');
    expect(answer.headers['x-request-id']).toBe(requestId);
    return { requestId, clientRequestId };
  }

  const ours = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);

  test.each(['abc-123', 'a', 'trace:0.1_2', 'x'.repeat(100)])(
    'is generated here, and the client’s %j is logged beside it',
    async (id) => {
      expect(await logged(id)).toEqual({ requestId: ours, clientRequestId: id });
    },
  );

  test.each(['', 'a b', 'a"b', '{"$gt":""}', '\u00e7', 'x'.repeat(101)])(
    'is generated here, and the unsafe %j is not logged',
    async (id) => {
      expect(await logged(id)).toEqual({ requestId: ours, clientRequestId: undefined });
      expect(await logged(id, { takesRequestIds: true })).toMatchObject({ requestId: ours });
    },
  );

  test('is that of the gateway for requests from a gateway', async () => {
    expect(await logged('a-b', { takesRequestIds: true })).toEqual({ requestId: 'a-b' });
  });
});

describe('the log', () => {
  /** The lines about answers, of a server for gateways, by their levels. */
  async function linesOf(level: 'info' | 'debug', requests: readonly InjectOptions[]) {
    const lines: string[] = [];
    const server = await createHttpServer({
      logger: pino({ level }, { write: (line) => void lines.push(line) }),
      metrics,
      corsOrigins: [],
      maxBodyBytes: 1_000,
      health: async () => [],
      takesRequestIds: true,
    });
    server.get('/here', async () => 'ok');
    server.get('/broken', async (_request, reply) => reply.code(500).send('broken'));
    for (const request of requests) await server.inject(request);
    await server.close();
    metrics.stop();
    return lines.map((line) => {
      const { level: number, route } = JSON.parse(line) as { level: number; route: string }; // of pino
      return `${pino.levels.labels[number]} ${route}`;
    });
  }

  const polled = { headers: { [backgroundHeader]: 'true' } };
  const requests = [
    { url: '/here' },
    { url: '/here', ...polled },
    { url: '/broken', ...polled },
    { url: '/health/ready' },
    { url: '/health/live' },
    { url: '/metrics' },
  ];

  test('has a line for each answer, but for polling only while it fails', async () => {
    expect(await linesOf('info', requests)).toEqual(['info /here', 'info /broken']);
  });

  test('has every answer where debugging is logged', async () => {
    expect(await linesOf('debug', requests)).toEqual([
      'info /here',
      'debug /here',
      'info /broken',
      'debug /health/ready',
      'debug /health/live',
      'debug /metrics',
    ]);
  });

  test('has no address with its query, whatever becomes of the request', async () => {
    const lines: string[] = [];
    const server = await createHttpServer({
      logger: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
      metrics,
      corsOrigins: [],
      maxBodyBytes: 1_000,
      health: async () => [],
    });
    server.get('/here', async () => 'ok');
    server.get('/broken', async () => {
      throw new Error('broken');
    });
    const secret = 'E31N-2Z13-03EP';
    const paths = ['/here', '/broken', '/nothing', '/%zz', '/health/ready', '/metrics'];
    const statuses: number[] = [];
    for (const path of paths) {
      statuses.push((await server.inject(`${path}?trackingCode=${secret}`)).statusCode);
    }
    const long = await server.inject(`/here?trackingCode=${secret}${'x'.repeat(8_000)}`);
    const counted = await metrics.registry.metrics();
    await server.close();

    expect([...statuses, long.statusCode]).toEqual([200, 500, 404, 404, 200, 200, 414]);
    expect(lines.length).toBeGreaterThan(paths.length);
    expect(lines.join('')).not.toContain('E31N');
    expect(counted).not.toContain('E31N');
  });
});

describe('an answer that needs a token, or another one, says which', () => {
  test.each([
    [401, undefined, 'Bearer realm="graph"'],
    [401, 'Basic YTpi', 'Bearer realm="graph"'],
    [401, 'Bearer x', 'Bearer realm="graph", error="invalid_token"'],
    [403, 'bearer x', 'Bearer realm="graph", error="insufficient_scope"'],
    [404, 'Bearer x', undefined],
    [200, undefined, undefined],
  ])('%s to the authorization %s', async (status, authorization, challenge) => {
    const server = await createHttpServer({
      logger: createLogger({ level: 'silent', name: 'test' }),
      metrics,
      corsOrigins: [],
      maxBodyBytes: 1_000,
      health: async () => [],
    });
    server.get('/', async (_request, reply) => reply.code(status).send('answer'));

    const answer = await server.inject({
      url: '/',
      headers: authorization === undefined ? {} : { authorization },
    });
    await server.close();

    expect(answer.headers['www-authenticate']).toBe(challenge);
  });
});
