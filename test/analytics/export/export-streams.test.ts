import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { constants, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { generateCopy } from '../../../bench/analytics/generated-copy.ts';
import { keyOf } from '../../../lib/kit/versioned-keys.ts';
import { createHttpServer } from '../../../lib/platform/http/http-server.ts';
import { createHttpMetrics } from '../../../lib/platform/http/metrics.ts';
import { serveRoutes } from '../../../lib/platform/http/routes.ts';
import { generateKeys } from '../../../lib/platform/identity/keys.ts';
import { createLogger } from '../../../lib/platform/process/logger.ts';
import {
  exportDirectory,
  openStore,
  type Store,
} from '../../../subgraphs/analytics/database/index.ts';
import {
  createExportRoutes,
  createExports,
  type Exports,
} from '../../../subgraphs/analytics/export/index.ts';
import { onceInTheSuite } from '../../support/graph.ts';
import { until } from '../../support/wait.ts';
import { parseCsv } from './csv.ts';
import { rowGroupsOfParquet, rowsOfNdjson, rowsOfParquet } from './exported.ts';

/** Exports of more rows than any buffer between client and copy holds. */

const applications = 200_000;
const mostPieceBytes = 64 * 1_024;
const logger = createLogger({ level: 'silent', name: 'test' });
const asOf = new Date();

onceInTheSuite('an export of many rows', () => {
  let directory: string;
  let path: string;
  let store: Store;
  let exports: Exports;
  let server: FastifyInstance;
  let url: string;
  let subject: string;
  let keys: Awaited<ReturnType<typeof generateKeys>>;
  const recorded: unknown[] = [];
  const options = () => ({ path, threads: 1, memoryMb: 256 });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'export-'));
    path = join(directory, 'copy.duckdb');
    await generateCopy(options(), applications);
    store = await openStore(options());
    keys = await generateKeys();
  });
  afterAll(async () => {
    await store?.close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    subject = 'analyst-1';
    return start();
  });
  afterEach(async () => {
    exports.stop();
    await server.close();
  });

  async function start(seconds = 600, idleMs = 30_000, atOnce = 1): Promise<void> {
    exports = createExports({
      copy: { read: (work) => store.read((from, closing) => work(from, asOf, closing)) },
      record: { write: async (question) => void recorded.push(question) },
      settings: { ANALYTICS_EXPORTS: atOnce, ANALYTICS_EXPORT_SECONDS: seconds },
      keys: keyOf(keys, 'analytics/export'),
      readFilter: (filter) => filter ?? null,
      directory: exportDirectory(path),
    });
    server = await createHttpServer({
      logger,
      metrics: createHttpMetrics(),
      corsOrigins: [],
      maxBodyBytes: 1_000,
      health: async () => [],
    });
    const viewerOf = () => ({ subject, role: 'ANALYST', citizenId: null, unitId: null }) as const;
    await serveRoutes(server, { routes: createExportRoutes(exports), viewerOf, logger, idleMs });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  }

  /** Starts again with other limits. */
  async function restart(seconds: number, idleMs?: number, atOnce?: number): Promise<void> {
    await server.close();
    await start(seconds, idleMs, atOnce);
  }

  function begin(body: object, headers: Record<string, string> = {}): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    request(`${url}/export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    })
      .on('response', resolve)
      .on('error', reject)
      .end(JSON.stringify(body));
    return promise;
  }

  /** The first bytes of an export, whose connection is then cut. */
  async function cutAfter(bytes: number, response: IncomingMessage): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      if (Buffer.concat(parts).length >= bytes) break; // destroys the connection
    }
    return Buffer.concat(parts);
  }

  const untilFree = () =>
    until(
      () => exports.running,
      (running) => running === 0,
    );

  const wholeLines = (text: string, end: string) =>
    text.slice(0, text.lastIndexOf(end) + end.length);

  test('has every row exactly once, also after two cuts', async () => {
    const body = { format: 'NDJSON', columns: ['filedOn', 'unitName', 'districtCode'] };
    let seen = '';
    for (const bytes of [3_000_000, 7_000_000]) {
      const after = rowsOfNdjson(seen).at(-1)?.['row'];
      seen += wholeLines(String(await cutAfter(bytes, await begin({ ...body, after }))), '\n');
      await untilFree();
    }
    const after = rowsOfNdjson(seen).at(-1)?.['row'];
    const rest = await begin({ ...body, after });
    const count = rowsOfNdjson(seen).length;
    expect(rest.headers['x-export-rows']).toBe(String(applications - count));
    const rows = rowsOfNdjson(seen + String(await buffer(rest)));
    expect(count).toBeGreaterThan(10_000);
    expect(rows).toHaveLength(applications);
    expect(new Set(rows.map(({ row }) => row)).size).toBe(applications);
    const ofDays = new Map<unknown, number>();
    for (const { filedOn } of rows) ofDays.set(filedOn, (ofDays.get(filedOn) ?? 0) + 1);
    expect([ofDays.size, new Set(ofDays.values())]).toEqual([1_000, new Set([200])]);
  });

  test('has what meets its filter all the while exactly once, and nothing twice', async () => {
    // A tenth of the applications of each type ceases to meet the filter, and as many begin to.
    const set = (type: string, remainder: number) =>
      store.writer.run(`UPDATE applications SET type = $1 WHERE app % 30 = $2`, [type, remainder]);
    await store.writer.run('UPDATE applications SET forwards = app % 30');
    const body = { format: 'NDJSON', columns: ['forwards'], filter: { types: ['REQUEST'] } };
    const begun = wholeLines(String(await cutAfter(1_000_000, await begin(body))), '\n');
    await untilFree();
    await set('COMPLAINT', 1);
    await set('REQUEST', 3);
    const after = rowsOfNdjson(begun).at(-1)?.['row'];
    const rows = rowsOfNdjson(begun + String(await buffer(await begin({ ...body, after }))));
    await untilFree();
    await set('REQUEST', 1);
    await set('COMPLAINT', 3);

    expect(new Set(rows.map(({ row }) => row)).size).toBe(rows.length);
    const found = (remainder: number) =>
      rows.filter(({ forwards }) => forwards === remainder).length;
    const all = (remainder: number) => Math.ceil((applications - remainder) / 30);
    const always = [4, 7, 10, 13, 16, 19, 22, 25, 28];
    expect(always.map(found)).toEqual(always.map(all));
    // Of these, it depends on where the cut was.
    for (const remainder of [1, 3]) {
      expect(found(remainder)).toBeGreaterThan(0);
      expect(found(remainder)).toBeLessThan(all(remainder));
    }
    expect(found(0)).toBe(0);
  });

  test('can be packed and cut: what has arrived can be unpacked, and the rest follows', async () => {
    const body = { columns: ['type', 'filedOn'] };
    const first = await begin(body, { 'accept-encoding': 'gzip' });
    const packed = await cutAfter(500_000, first);
    await untilFree();
    const finishFlush = constants.Z_SYNC_FLUSH;
    const begun = wholeLines(String(gunzipSync(packed, { finishFlush })), '\r\n');
    const after = parseCsv(begun).at(-1)?.[0];
    const rest = String(await buffer(await begin({ ...body, after })));
    const [head, ...rows] = parseCsv(begun + rest);
    expect(head).toEqual(['row', 'type', 'filedOn']);
    expect(new Set(rows.map(([row]) => row)).size).toBe(applications);
    expect(rows).toHaveLength(applications);
  });

  test('comes in an order that says nothing about when applications were filed', async () => {
    const filedOn = async () => {
      const begun = String(await cutAfter(100_000, await begin({ columns: ['filedOn'] })));
      await untilFree();
      return parseCsv(wholeLines(begun, '\r\n')).map(([, day]) => day);
    };
    const [one, other] = [await filedOn(), await filedOn()];
    expect(new Set(one.slice(1, 100)).size).toBeGreaterThan(50);
    expect(one.slice(1, 100)).not.toEqual(other.slice(1, 100));
  });

  test('makes cells inert that a spreadsheet would execute, and quotes names', async () => {
    const filter = { filedOn: { from: '2026-11-24' } };
    const response = await begin({ filter, columns: ['unitId', 'unitName', 'topicName'] });
    const [, ...rows] = parseCsv(String(await buffer(response)));
    expect(Object.fromEntries(rows.map(([, id, name]) => [id, name]))).toEqual({
      10000000: 'Merkez',
      10000001: 'A, "B" Müdürlüğü',
      10000002: "'=1+1",
      10000003: "'-Birim",
      10000004: 'İçişleri\nBakanlığı',
    });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '\uFF0B1'])(
    'makes a name inert: %j',
    async (name) => {
      await store.writer.run(`UPDATE topics SET name = $1 WHERE topic = 'topic-7'`, [name]);
      const body = { filter: { topicIds: ['topic-7'] }, columns: ['topicName'] };
      const csv = String(await buffer(await begin(body)));
      expect(new Set(parseCsv(csv).map(([, cell]) => cell))).toEqual(
        new Set(['topicName', `'${name}`]),
      );
      const lines = String(await buffer(await begin({ ...body, format: 'NDJSON' })));
      expect(rowsOfNdjson(lines)[0]?.['topicName']).toBe(name);
    },
  );

  test('as Parquet has every row, and leaves no file', async () => {
    const response = await begin({ format: 'PARQUET', columns: ['filedOn', 'unitName', 'rating'] });
    const rows = await rowsOfParquet(await buffer(response));
    expect(rows).toHaveLength(applications);
    const ids = rows.map(({ row }) => String(row));
    expect(new Set(ids).size).toBe(applications);
    expect(ids).toEqual(ids.toSorted());
    expect(rows.filter(({ rating }) => rating !== null)).toHaveLength(21_429);
    await untilFree();
    expect(await readdir(exportDirectory(path))).toEqual([]);
  });

  test('is made piece by piece, and only a few of them before they are read', async () => {
    const viewer = { subject, role: 'ANALYST', citizenId: null, unitId: null } as const;
    const client = new AbortController();
    const { content } = await exports.start({
      viewer,
      body: { columns: ['unitName', 'topicName', 'districtName'] },
      field: 'a test',
      packer: null,
      signal: client.signal,
    });
    const held = () => content.readableLength + (content as PassThrough).writableLength;
    await until(
      () => (content as PassThrough).writableNeedDrain,
      (isFull) => isFull,
    );
    expect(held()).toBeLessThan(4 * mostPieceBytes);
    let bytes = 0;
    for await (const piece of content as AsyncIterable<Buffer>) {
      bytes += piece.length;
      expect(held()).toBeLessThan(4 * mostPieceBytes);
    }
    expect(bytes).toBeGreaterThan(100 * mostPieceBytes);
    await untilFree();
  });

  test('as Parquet has groups of rows that are small', async () => {
    const response = await begin({ format: 'PARQUET', columns: ['filedOn'] });
    const groups = await rowGroupsOfParquet(await buffer(response));
    expect(groups.reduce((sum, rows) => sum + rows, 0)).toBe(applications);
    expect(groups.length).toBeGreaterThan(1);
    expect(Math.max(...groups)).toBeLessThan(50_000);
    await untilFree();
  });

  test('as Parquet leaves no file when the client disconnects', async () => {
    const response = await begin({ format: 'PARQUET', columns: ['filedOn', 'unitName'] });
    response.destroy();
    await untilFree();
    expect(await readdir(exportDirectory(path))).toEqual([]);
  });

  test('is on record before its first byte', async () => {
    recorded.length = 0;
    const response = await begin({ columns: ['type'] });
    expect(recorded).toMatchObject([{ field: 'POST /export', subject, rows: applications }]);
    response.destroy();
    await untilFree();
  });

  const body = { format: 'NDJSON', columns: ['type', 'unitName', 'topicName', 'filedOn', 'stage'] };

  test('occupies its place until its client disconnects', async () => {
    const first = await begin(body);
    const refused = await begin(body);
    expect([refused.statusCode, JSON.parse(String(await buffer(refused)))]).toMatchObject([
      429,
      { errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 1 } }] },
    ]);
    first.destroy();
    await untilFree();
    const next = await begin(body);
    expect(next.statusCode).toBe(200);
    next.destroy();
    await untilFree();
  });

  test('leaves places to other viewers', async () => {
    await restart(600, undefined, 2);
    const refusal = async () => {
      const response = await begin(body);
      const { errors } = JSON.parse(String(await buffer(response))) as {
        errors: { message: string; extensions: object }[];
      };
      const [error] = errors;
      return [response.statusCode, error?.message, error?.extensions];
    };
    const first = await begin(body);
    const limited = { code: 'LIMIT_EXCEEDED' };
    expect(await refusal()).toMatchObject([
      429,
      expect.stringMatching(/^1 of your exports/),
      { ...limited, limit: 1 },
    ]);
    subject = 'analyst-2';
    const other = await begin(body);
    expect(other.statusCode).toBe(200);
    subject = 'analyst-3';
    expect(await refusal()).toMatchObject([
      429,
      expect.stringMatching(/^2 exports are/),
      { ...limited, limit: 2 },
    ]);
    first.destroy();
    other.destroy();
    await untilFree();
  });

  test.each([
    ['does not read', 600, 3_000],
    ['is slow', 3, 30_000],
  ])('is cut off when its client %s', async (_what, seconds, idleMs) => {
    await restart(seconds, idleMs);
    const response = await begin(body);
    expect(response.statusCode).toBe(200);
    await untilFree();
    await expect(buffer(response)).rejects.toThrow('aborted');
  });

  test.each([{}, { 'accept-encoding': 'gzip' }])(
    'does not keep the copy from being closed, with %j, though its client reads nothing',
    async (headers) => {
      await restart(600, 600_000);
      const response = await begin(body, headers);
      await store.close(); // what comes first when it is built anew
      expect(exports.running).toBe(0);
      await expect(buffer(response)).rejects.toThrow('aborted');
      store = await openStore(options());
    },
  );

  test('is cut off when its process stops', async () => {
    const response = await begin(body);
    exports.stop();
    await untilFree();
    await expect(buffer(response)).rejects.toThrow('aborted');
  });

  test('continues for the same person, request and copy alone', async () => {
    const begun = String(await cutAfter(100_000, await begin(body)));
    await untilFree();
    const after = rowsOfNdjson(wholeLines(begun, '\n')).at(-1)?.['row'];
    const answer = async (more: object) => {
      const response = await begin({ ...body, after, ...more });
      const { errors } = JSON.parse(String(await buffer(response))) as {
        errors: { extensions: object }[];
      };
      await untilFree();
      return { status: response.statusCode, ...errors[0]?.extensions };
    };
    const notIssued = { status: 400, field: 'after', reason: 'CURSOR' };
    expect(await answer({ columns: ['type'] })).toMatchObject(notIssued);
    expect(await answer({ filter: { open: true } })).toMatchObject(notIssued);
    expect(await answer({ format: 'CSV' })).toMatchObject(notIssued);
    subject = 'analyst-2';
    expect(await answer({})).toMatchObject(notIssued);
    subject = 'analyst-1';
    await store.writer.run(`UPDATE state SET build = 'second'`);
    expect(await answer({})).toMatchObject({ status: 410, code: 'CURSOR_EXPIRED', field: 'after' });
  });
});
