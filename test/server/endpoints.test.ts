import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { once } from 'node:events';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { apiSchemaPath } from '../../gateway/supergraph.ts';
import { examples, subscriptionExamples } from '../../examples/index.ts';
import { onceInTheSuite, startGraph, type TestGraph, transport } from '../support/graph.ts';
import { openRaw, rawRequest } from '../support/raw-socket.ts';
import { until } from '../support/wait.ts';

const ourSite = 'https://basvuru.example';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph({ corsOrigins: [ourSite] });
});

afterAll(() => graph?.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${graph.url}${path}`, { headers });

describe('/health', () => {
  test('/live says that the process runs', async () => {
    const response = await get('/health/live');

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  test('/ready lists the dependencies, and that they are available', async () => {
    const needed = {
      'in-process': [
        'institution-directory: mongodb',
        'institution-directory: directory in memory',
        'citizen: mongodb',
        'application: mongodb',
        'application: unit tree',
        'application: calendar',
      ],
      http: [
        'institution-directory: institution-directory subgraph',
        'citizen: citizen subgraph',
        'application: application subgraph',
      ],
    };

    const response = await get('/health/ready');

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      checks: needed[transport].map((name) => ({ name, ok: true })),
    });
  });
});

test('/metrics has the requests, the fetches and the process, in the format of Prometheus', async () => {
  await graph.client.data('{ provinces { code } }');
  await get('/nothing/here');

  const response = await get('/metrics');
  const text = await response.text();

  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const series of [
    'http_request_duration_seconds_count{method="POST",route="/graphql",status="200"}',
    'http_request_duration_seconds_count{method="GET",route="none",status="404"}',
    'subgraph_fetch_duration_seconds_count{subgraph="institution-directory",outcome="ok"}',
    'process_resident_memory_bytes',
    ...(transport === 'in-process' ? ['event_stream_live'] : []),
  ]) {
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    expect(Number(line?.slice(series.length))).toBeGreaterThan(0);
  }
});

describe('a request', () => {
  const idOf = (response: Response) => response.headers.get('x-request-id');

  test('gets a unique id of ours, whatever id the client sends', async () => {
    const headers = { 'x-request-id': 'mine' };
    const ids = [idOf(await get('/health/live')), idOf(await get('/health/live', headers))];

    expect(ids).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid)]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test.each([
    ['an operation', '/graphql', { method: 'POST', body: '{"query":"{ provinces { code } }"}' }],
    ['a refused request', '/graphql', { method: 'POST', body: 'nonsense' }],
    ['an unknown path', '/nothing', {}],
    ['a malformed path', '/%zz', {}],
  ])('has its id in the answer to %s', async (_what, path, init) => {
    const headers = { 'content-type': 'application/json' };

    expect(idOf(await fetch(`${graph.url}${path}`, { ...init, headers }))).toMatch(uuid);
  });
});

describe('a web page', () => {
  const cors = (response: Response) =>
    Object.fromEntries(
      [...response.headers].filter(([name]) => name.startsWith('access-control-allow')),
    );
  const ask = (origin: string) =>
    fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ query: '{ viewer { role } }' }),
    });
  const preflight = (origin: string) =>
    fetch(`${graph.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  test('of a configured site may read the answers, and the id of its request', async () => {
    const response = await ask(ourSite);

    expect(cors(response)).toEqual({ 'access-control-allow-origin': ourSite });
    expect(response.headers.get('access-control-expose-headers')).toBe(
      'x-request-id, retry-after, content-disposition, content-range, accept-ranges, etag',
    );
    expect(response.headers.get('vary')).toMatch(/\bOrigin\b/i);
    expect(await response.json()).toEqual({ data: { viewer: null } });
  });

  test('of a configured site may send tokens and JSON', async () => {
    const response = await preflight(ourSite);

    expect(response.status).toBe(204);
    expect(cors(response)).toEqual({
      'access-control-allow-origin': ourSite,
      'access-control-allow-methods': 'GET, HEAD, POST, DELETE, OPTIONS',
      'access-control-allow-headers':
        'authorization, content-type, x-request-id, last-event-id, range, if-range, x-graphql-cost, apollo-require-preflight, apollographql-client-name, apollographql-client-version, x-apollo-operation-name, traceparent, tracestate, baggage, sentry-trace',
    });
  });

  test.each([
    'https://other.example',
    `${ourSite}.other.example`,
    'http://basvuru.example',
    'null',
  ])('of another site (%s) is allowed nothing', async (origin) => {
    const answers = [await ask(origin), await preflight(origin)];

    expect(answers.map((answer) => answer.headers.get('access-control-allow-origin'))).toEqual([
      null,
      null,
    ]);
  });
});

describe('an unknown path', () => {
  test.each([
    ['GET', '/nothing/here'],
    ['GET', '/graphql/'],
    ['GET', '/..%2f..%2fetc/passwd'],
    ['GET', '/%zz'],
    ['POST', '/'],
  ])('answers %s %s in the form of an error', async (method, path) => {
    const response = await fetch(`${graph.url}${path}`, { method });

    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(await response.json()).toEqual({
      errors: [{ message: 'There is nothing at this address.', extensions: { code: 'NOT_FOUND' } }],
    });
  });
});

/** The landing page as it is sent; fetch would decompress it. */
async function landingPage(headers: OutgoingHttpHeaders): Promise<[IncomingHttpHeaders, Buffer]> {
  const asked = request(graph.url, { headers }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage]; // by node:http
  return [response.headers, await buffer(response)];
}

onceInTheSuite('the landing page', () => {
  test.each([
    ['gzip, deflate, br', true],
    ['br;q=1.0, gzip;q=0.8', true],
    ['*', true],
    ['identity', false],
    ['br, gzip;q=0', false],
  ])('GraphiQL is compressed for clients that accept it: %s', async (codings, isPacked) => {
    const [headers, body] = await landingPage({ 'accept-encoding': codings });

    expect([headers['content-encoding'], headers.vary]).toEqual([
      isPacked ? 'gzip' : undefined,
      expect.stringContaining('accept-encoding'),
    ]);
    const page = isPacked ? gunzipSync(body) : body;
    expect(page.toString()).toContain('"endpoint":"/graphql"');
  });

  test('GraphiQL is held in memory once, even if many clients do not read their responses', async () => {
    const [, page] = await landingPage({});
    const before = process.memoryUsage().arrayBuffers;
    const clients = await Promise.all(Array.from({ length: 60 }, () => openRaw(graph.url)));
    const sockets = () => [...graph.gateway.server.connections.sockets];
    const known = new Set(clients.map(({ socket }) => socket.localPort));

    for (const client of clients) client.write(rawRequest('/'));
    await until(
      () => sockets().filter((socket) => known.has(socket.remotePort) && socket.bytesWritten > 0),
      (answered) => answered.length === 60,
    );
    const held = process.memoryUsage().arrayBuffers - before;
    for (const { socket } of clients) socket.destroy();

    expect(page.length).toBeGreaterThan(1_000_000);
    expect(held).toBeLessThan(3 * page.length);
  });

  test('GraphiQL may run its own script, ask this server, and be framed by nobody', async () => {
    const [headers, body] = await landingPage({});
    const scripts = [...body.toString('utf8').matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
    const hashes = scripts.map(
      ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    );

    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        `script-src ${hashes.join(' ')}`,
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(hashes.length).toBeGreaterThan(0);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  test('GraphiQL is one page that loads nothing from elsewhere', async () => {
    const [headers, body] = await landingPage({});
    const page = body.toString('utf8');

    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    // Addresses in its program text are not loaded; those in its markup and its styles would be.
    const markup = page.replaceAll(/(<script[^>]*>)[\s\S]*?<\/script>/g, '$1');
    const styles = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, style]) => style);
    const loaded = [
      ...markup.matchAll(/<[^>]*\b(?:src|srcset|href|action|data)\s*=\s*["']?([^"'\s>]+)/g),
      ...styles.join('\n').matchAll(/(?:url\(|@import)\s*["']?([^"')\s]+)/g),
      ...page.matchAll(/\b(?:import|importScripts|fetch|Worker|URL)\(\s*["'`]([^"'`]+)["'`]/g),
    ].map(([, address = '']) => address);
    expect(loaded).toContainEqual(expect.stringMatching(/^data:image\//)); // the pattern has the icon
    expect(loaded.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
    expect(page).toContain('"endpoint":"/graphql"');
    expect(styles.join('\n')).toContain('.graphiql-tab { transform: none !important; }');
    // Once in the tab, once in the settings with which the page opens.
    const opening = `"variables":${JSON.stringify(JSON.stringify(examples[0]?.variables, null, 2))}`;
    expect(page.split(opening)).toHaveLength(3);
  });

  test('GraphiQL has a subscription, which it sends to this server over a WebSocket', async () => {
    const [, body] = await landingPage({});
    const page = body.toString('utf8');

    expect(page).toContain('"subscriptionsProtocol":"WS"');
    for (const { query } of subscriptionExamples) expect(page).toContain(JSON.stringify(query));
  });
});

test('the schema is published as introspection shows it, compressed where the client accepts that', async () => {
  const response = await get('/schema.graphql');
  const data = await graph.client.data(
    getIntrospectionQuery({ specifiedByUrl: true, schemaDescription: true }),
  );
  const introspected = buildClientSchema(data as unknown as IntrospectionQuery); // the form of the introspection query
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { 'accept-encoding': 'gzip' };
  request(`${graph.url}/schema.graphql`, { headers }, resolve).on('error', reject).end();
  const packed = await promise;

  const sdl = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; charset=utf-8',
  ]);
  expect(sdl).toBe(readFileSync(apiSchemaPath, 'utf8'));
  expect(`${printSchema(lexicographicSortSchema(introspected))}\n`).toBe(
    `${printSchema(lexicographicSortSchema(buildSchema(sdl)))}\n`,
  );
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(await buffer(packed)).toString()).toBe(sdl);
  expect((await get('/schema.graphql', { authorization: 'Bearer x' })).status).toBe(401);
});
