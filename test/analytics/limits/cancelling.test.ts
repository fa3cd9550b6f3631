import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { constants, gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGraph, type TestGraph, testOverHttp, transport } from '../../support/graph.ts';
import { valuesOf } from '../../support/metrics.ts';
import { openRaw, rawRequest } from '../../support/raw-socket.ts';
import { until } from '../../support/wait.ts';
import { pathOf, rebuild } from '../copy/copy-requests.ts';

/** DuckDB stops working for those who have gone or whose time is over, through the gateway and on both transports. */

/** What DuckDB has opened in this process, by the paths of its files. */
const opened = new Map<string, DuckDBInstance>();
const create = DuckDBInstance.create.bind(DuckDBInstance);

/** Graphs whose questions end by nothing but what is tested. */
async function start(
  execution: { operationTimeoutMs: number },
  exportSeconds: number,
): Promise<TestGraph> {
  const graph = await startGraph({
    analytics: true,
    execution,
    settings: { ANALYTICS_TIMEOUT_MS: 600_000, ANALYTICS_EXPORT_SECONDS: exportSeconds },
  });
  const citizen = await graph.data.citizen();
  const filedAt = new Date('2026-03-02T09:00:00Z');
  const timeline = [{ event: 'FILED' as const, at: filedAt }];
  await graph.data.application({ citizen, fields: { filedAt }, timeline });
  await rebuild(graph);
  await makeTopicsEndless(graph);
  return graph;
}

/** Whatever reads the topics of the copy would take hours. */
async function makeTopicsEndless(graph: TestGraph): Promise<void> {
  const connection = await opened.get(pathOf(graph))?.connect();
  if (!connection) throw new Error('the copy is open');
  await connection.run('ALTER TABLE topics RENAME TO kept');
  await connection.run(`CREATE VIEW topics AS SELECT kept.* FROM kept WHERE 0 = (
    SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b WHERE a.range + b.range = -1)`);
  connection.closeSync();
}

beforeAll(() => {
  DuckDBInstance.create = async (path = '', ...more) => {
    const instance = await create(path, ...more);
    opened.set(path, instance);
    return instance;
  };
});
afterAll(() => {
  DuckDBInstance.create = create;
});

const endless = `{ applicationStatistics(filter: { topicIds: ["any"] }, groupBy: [TYPE]) { totalCount } }`;
const answered = '{ applicationStatistics(groupBy: [TYPE]) { totalCount } }';

/** How much DuckDB is working on. */
async function running({
  url,
  servers,
}: TestGraph): Promise<{ questions: number; exports: number }> {
  const of = transport === 'http' ? servers.get('analytics')?.server.listeningOrigin : url;
  const questions = await valuesOf(of ?? '', 'analytics_questions_running');
  const exports = await valuesOf(of ?? '', 'analytics_exports_running');
  return {
    questions: questions['kind="restricted"'] ?? Number.NaN,
    exports: exports[''] ?? Number.NaN,
  };
}

const untilRunning = (graph: TestGraph, expected: { questions: number; exports: number }) =>
  until(
    () => running(graph),
    // Waits for a shorter time than any other limit.
    ({ questions, exports }) => questions === expected.questions && exports === expected.exports,
  );

const nothing = { questions: 0, exports: 0 };

/** The latest entry of the record, which has no rows for what was not answered. */
async function recorded({ data }: TestGraph) {
  const entry = await data
    .database('analytics')
    .collection('questions')
    .findOne({}, { sort: { _id: -1 } });
  return { field: entry?.['field'] as unknown, rows: entry?.['rows'] as unknown };
}

/** Sends a request to export. @returns the answer, once it has begun, and how the client disconnects. */
function beginExport({ url }: TestGraph, token: string, format: 'CSV' | 'PARQUET') {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  promise.catch(() => {}); // some clients disconnect before
  const outgoing = request(`${url}/export`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-encoding': 'gzip',
      authorization: `Bearer ${token}`,
    },
  });
  outgoing.on('response', resolve).on('error', reject);
  outgoing.end(JSON.stringify({ format, columns: ['topicName'] }));
  return { response: promise, disconnect: () => outgoing.destroy() };
}

describe('when its client disconnects', () => {
  let graph: TestGraph;
  let token: string;

  beforeAll(async () => {
    graph = await start({ operationTimeoutMs: 300_000 }, 600);
    token = await graph.token({ role: 'ANALYST' });
  });
  afterAll(() => graph?.stop());

  test('a question is interrupted, and the next one has its place', async () => {
    const client = await openRaw(graph.url);
    const headers = { authorization: `Bearer ${token}` };
    client.write(rawRequest('/graphql', { body: JSON.stringify({ query: endless }), headers }));
    await untilRunning(graph, { questions: 1, exports: 0 });

    client.socket.destroy();

    await untilRunning(graph, nothing);
    expect(await recorded(graph)).toEqual({ field: 'applicationStatistics', rows: null });
    expect(await graph.client.data(answered, { token })).toEqual({
      applicationStatistics: { totalCount: 1 },
    });
  });

  test('an export is interrupted while it is prepared', async () => {
    const { disconnect } = beginExport(graph, token, 'PARQUET');
    await untilRunning(graph, { questions: 0, exports: 1 });

    disconnect();

    await untilRunning(graph, nothing);
    expect(await recorded(graph)).toEqual({ field: 'POST /export', rows: null });
  });

  test('an export is interrupted while it is sent', async () => {
    const { response } = beginExport(graph, token, 'CSV');
    expect((await response).statusCode).toBe(200);
    expect(await running(graph)).toEqual({ questions: 0, exports: 1 });

    (await response).destroy();

    await untilRunning(graph, nothing);
  });

  testOverHttp('an export whose server ends is cut off, never as if it were complete', async () => {
    const message = await beginExport(graph, token, 'CSV').response;
    expect(message.headers['content-encoding']).toBe('gzip');
    const arrived: Buffer[] = [];
    const read = (async () => {
      for await (const part of message as AsyncIterable<Buffer>) arrived.push(part);
    })();
    read.catch(() => {}); // asserted below
    await until(
      () => arrived.length,
      (count) => count > 0,
    );

    graph.servers.get('analytics')?.server.server.closeAllConnections();

    await expect(read).rejects.toThrow('aborted');
    const packed = Buffer.concat(arrived);
    expect(() => gunzipSync(packed)).toThrow('unexpected end of file');
    expect(String(gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }))).toBe(
      'row,topicName\r\n',
    );
    await untilRunning(graph, nothing);
  });
});

describe('when its time is over', () => {
  let graph: TestGraph;
  let token: string;

  beforeAll(async () => {
    graph = await start({ operationTimeoutMs: 3_000 }, 1);
    token = await graph.token({ role: 'ANALYST' });
  });
  afterAll(() => graph?.stop());

  test('at the gateway, a question is interrupted', async () => {
    const { data, errors } = await graph.client.ask(endless, { token });

    expect(data).toEqual({ applicationStatistics: null });
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    await untilRunning(graph, nothing);
    expect(await recorded(graph)).toEqual({ field: 'applicationStatistics', rows: null });
  });

  test('an export is interrupted', async () => {
    const message = await beginExport(graph, token, 'PARQUET').response;

    expect(message.statusCode).toBe(408);
    expect(JSON.parse(String(await buffer(message)))).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }],
    });
    await untilRunning(graph, nothing);
    expect(await recorded(graph)).toEqual({ field: 'POST /export', rows: null });
  });
});
