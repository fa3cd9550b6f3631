import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type IncomingMessage, request } from 'node:http';
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
import { startGraph, type TestGraph, transport } from '../support/graph.ts';

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
      'x-request-id, retry-after, content-disposition, content-range, accept-ranges, etag, www-authenticate',
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
        'authorization, content-type, x-request-id, last-event-id, range, if-range, if-none-match, x-graphql-cost, apollo-require-preflight, apollographql-client-name, apollographql-client-version, x-apollo-operation-name, x-apollo-operation-id, traceparent, tracestate, baggage, sentry-trace',
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
