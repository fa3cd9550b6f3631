import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect } from '@jest/globals';
import {
  startGraph,
  type TestGraph,
  onceInTheSuite as describe,
  testOnceInTheSuite as test,
} from '../support/graph.ts';

/** Answers are compressed for clients that accept it. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph({ corsOrigins: ['https://basvuru.example'] });
});

afterAll(() => graph?.stop());

interface Received {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  /** As it was sent; fetch would decompress it. */
  bytes: Buffer;
}

async function post(query: string, headers: Record<string, string> = {}): Promise<Received> {
  const asked = request(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
  }).end(JSON.stringify({ query }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage]; // by node:http
  return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
}

const long = '{ provinces { code name districts { code name } } }';

const unpacked = { br: brotliDecompressSync, gzip: gunzipSync, none: (bytes: Buffer) => bytes };

describe('an answer of more than 1 kB', () => {
  test.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['BR', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0, br;q=0', 'none'],
    ['*;q=0', 'none'],
    ['identity', 'none'],
    ['gzip;q=0.5, identity', 'none'],
    ['deflate', 'none'],
    ['gzip;q=x', 'none'],
    ['', 'none'],
  ] as const)('is compressed as the client accepts: %s', async (codings, coding) => {
    const plain = await post(long);

    // Once by Apollo Server at least, and once by the direct path.
    for (let time = 0; time < 3; time += 1) {
      const { status, headers, bytes } = await post(long, { 'accept-encoding': codings });

      expect([status, headers['content-encoding'] ?? 'none', headers['content-length']]).toEqual([
        200,
        coding,
        String(bytes.length),
      ]);
      expect(unpacked[coding](bytes)).toEqual(plain.bytes);
      if (coding !== 'none') expect(bytes.length).toBeLessThan(plain.bytes.length / 2);
    }
  });

  test('is sent as it is to a client that does not say what it accepts', async () => {
    const { headers } = await post(long);

    expect(headers['content-encoding']).toBeUndefined();
  });

  test('varies by what the client accepts, beside the origin of a page', async () => {
    const answers = [
      await post(long, { 'accept-encoding': 'br' }),
      await post('{ viewer { role } }'),
      await post('{ nothing }'),
    ];

    expect(answers.map(({ headers }) => headers.vary)).toEqual(
      Array(3).fill('Origin, accept, accept-encoding'),
    );
  });

  test('is compressed if it is an error', async () => {
    const query = `{ viewer { ${'nothing '.repeat(90)} } } ${'# '.repeat(100)}`;
    const { headers, bytes } = await post(query, { 'accept-encoding': 'gzip' });
    const isLong = gunzipIf(headers, bytes).length > 1_000;

    expect([isLong, headers['content-encoding']]).toEqual([true, 'gzip']);
  });

  test('of many kB is compressed beside the event loop, and sent as it is while many others are', async () => {
    const query =
      '{ administrativeUnits(first: 100) { nodes { path ancestors { path province { code name } } } } }';
    const { bytes: plain } = await post(query);
    const packed = await post(query, { 'accept-encoding': 'br' });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => post(query, { 'accept-encoding': 'gzip' })),
    );

    expect(plain.length).toBeGreaterThan(40_000);
    expect(brotliDecompressSync(packed.bytes).toString()).toBe(plain.toString());
    expect(answers.map(({ headers }) => headers['content-encoding'])).toContain('gzip');
    const others = answers.filter(({ headers, bytes }) => !gunzipIf(headers, bytes).equals(plain));
    expect(others.map(({ status, headers }) => ({ status, headers }))).toEqual([]);
  });
});

const gunzipIf = (headers: IncomingHttpHeaders, bytes: Buffer) =>
  headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;

test('a short answer is sent as it is', async () => {
  const { headers, bytes } = await post('{ viewer { role } }', { 'accept-encoding': 'br, gzip' });

  expect([headers['content-encoding'], bytes.toString()]).toEqual([
    undefined,
    '{"data":{"viewer":null}}\n',
  ]);
});
