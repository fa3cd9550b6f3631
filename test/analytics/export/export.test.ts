import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import type { TestCitizen } from '../../support/data.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { rebuild } from '../copy/copy-requests.ts';
import { rowsOfCsv, rowsOfNdjson, rowsOfParquet } from './exported.ts';

/** `POST /export` through the gateway, on both transports. */

let graph: TestGraph;
let citizen: TestCitizen;
let unit: { _id: string; name: string };
let analyst: string;

const at = (day: string) => new Date(`${day}T09:00:00Z`);

beforeAll(async () => {
  graph = await startGraph({ analytics: true });
  const { data } = graph;
  analyst = await graph.token({ role: 'ANALYST', subject: 'analyst-1' });
  citizen = await data.citizen();
  unit = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  const referralId = new Types.ObjectId();
  const repliedAt = at('2026-03-20');
  const referred = { referralId, unitId: unit._id };
  await data.application({
    citizen,
    fields: { filedAt: at('2026-03-02'), answeredAt: repliedAt, type: 'COMPLAINT' },
    referrals: [
      {
        unit,
        _id: referralId,
        state: 'ANSWERED',
        referredAt: at('2026-03-04'),
        closedAt: repliedAt,
        replies: [{ kind: 'FINAL', outcome: 'GRANTED', text: 'Yapıldı.', repliedAt } as never],
      },
    ],
    timeline: [
      { event: 'FILED', at: at('2026-03-02') },
      { event: 'REFERRED', at: at('2026-03-04'), ...referred },
      { event: 'REPLIED', at: repliedAt, ...referred },
    ],
  });
  for (const day of ['2026-02-10', '2026-02-20', '2026-03-12']) {
    const timeline = [{ event: 'FILED' as const, at: at(day) }];
    await data.application({ citizen, fields: { filedAt: at(day), type: 'REQUEST' }, timeline });
  }
  await rebuild(graph);
});
afterAll(() => graph?.stop());

interface Sent {
  token?: string | null;
  headers?: Record<string, string>;
}

/** Sends a request to export as it is, without a client that unpacks. */
async function send(body: unknown, { token = analyst, headers = {} }: Sent = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: Record<string, unknown>;
    bytes: Buffer;
  }>();
  const outgoing = request(`${graph.url}/export`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  outgoing.on('error', reject).on('response', (response) => {
    const { statusCode: status = 0 } = response;
    buffer(response).then((bytes) => resolve({ status, headers: response.headers, bytes }), reject);
  });
  outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
  return promise;
}

async function refused(body: unknown, sent: Sent = {}) {
  const { status, bytes } = await send(body, sent);
  const { errors } = JSON.parse(String(bytes)) as {
    errors: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status, ...errors[0]?.extensions };
}

const columns = [
  'type',
  'stage',
  'filedOn',
  'answeredOn',
  'firstAnsweredOn',
  'daysToAnswer',
  'unitId',
  'unitName',
  'provinceCode',
  'open',
  'rating',
];

const facts = () => [
  { type: 'REQUEST', stage: 'RECEIVED', filedOn: '2026-02-10', ...unanswered },
  { type: 'REQUEST', stage: 'RECEIVED', filedOn: '2026-02-20', ...unanswered },
  {
    type: 'COMPLAINT',
    stage: 'ANSWERED',
    filedOn: '2026-03-02',
    answeredOn: '2026-03-20',
    firstAnsweredOn: '2026-03-20',
    daysToAnswer: 18,
    unitId: unit._id,
    unitName: unit.name,
    open: false,
    rating: null,
  },
  { type: 'REQUEST', stage: 'RECEIVED', filedOn: '2026-03-12', ...unanswered },
];

const unanswered = {
  answeredOn: null,
  firstAnsweredOn: null,
  daysToAnswer: null,
  unitId: null,
  unitName: null,
  open: true,
  rating: null,
};

/** In the order of filing, without their ids: each export has its own, and its own order. */
const sorted = (rows: readonly Record<string, unknown>[]) =>
  rows
    .map(({ row: _row, provinceCode: _province, ...fields }) => fields)
    .toSorted((a, b) => (String(a['filedOn']) < String(b['filedOn']) ? -1 : 1));

describe('an export is equal to the facts', () => {
  test('as CSV', async () => {
    const { status, headers, bytes } = await send({ format: 'CSV', columns });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="applications.csv"',
      'x-export-rows': '4',
      vary: expect.stringContaining('accept-encoding'),
    });
    const text = (value: string | number | boolean | null) => (value === null ? '' : String(value));
    expect(sorted(rowsOfCsv(String(bytes)))).toEqual(
      facts().map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])),
      ),
    );
  });

  test('as NDJSON, packed or not', async () => {
    const body = { format: 'NDJSON', columns };
    const plain = await send(body);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(sorted(rowsOfNdjson(String(plain.bytes)))).toEqual(facts());
    const packed = await send(body, { headers: { 'accept-encoding': 'br, gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(sorted(rowsOfNdjson(String(gunzipSync(packed.bytes))))).toEqual(facts());
  });

  test('as Parquet', async () => {
    const { headers, bytes } = await send({ format: 'PARQUET', columns });
    expect(headers['content-type']).toBe('application/vnd.apache.parquet');
    expect(sorted(await rowsOfParquet(bytes))).toEqual(facts());
  });

  test('that meet the filter', async () => {
    const filter = { or: [{ types: ['COMPLAINT'] }, { filedOn: { to: '2026-02-15' } }] };
    const { bytes } = await send({ format: 'NDJSON', columns, filter });
    const [first, , third] = facts();
    expect(sorted(rowsOfNdjson(String(bytes)))).toEqual([first, third]);
    const below = { responsibleUnits: { ids: [unit._id] } };
    const ofUnit = await send({ format: 'NDJSON', columns, filter: below });
    expect(sorted(rowsOfNdjson(String(ofUnit.bytes)))).toEqual([third]);
  });

  test('with ids that no other export has', async () => {
    const exported = async () => {
      const { bytes } = await send({ format: 'NDJSON', columns: ['type'] });
      return rowsOfNdjson(String(bytes)).map(({ row }) => String(row));
    };
    const all = [...(await exported()), ...(await exported())];
    expect(new Set(all).size).toBe(8);
    expect(all.filter((row) => !/^r[g-v]{28}\.[0-9a-f]{16}$/.test(row))).toEqual([]);
  });

  test('and continues after a row', async () => {
    const body = { format: 'NDJSON', columns };
    const whole = String((await send(body)).bytes);
    const [first, second] = rowsOfNdjson(whole);
    for (const [row, after] of [first, second].entries()) {
      const { bytes } = await send({ ...body, after: after?.['row'] });
      expect(String(bytes)).toBe(
        whole
          .split(/(?<=\n)/)
          .slice(row + 1)
          .join(''),
      );
    }
    const csv = String((await send({ columns })).bytes);
    const [head = '', firstLine = ''] = csv.split(/(?<=\r\n)/);
    const rest = await send({ columns, after: firstLine.slice(0, firstLine.indexOf(',')) });
    expect(head + firstLine + String(rest.bytes)).toBe(csv);
  });
});

describe('an export is on record', () => {
  const questionsOf = (subject: string) =>
    graph.data
      .database('analytics')
      .collection('questions')
      .find({ subject }, { sort: { _id: 1 } })
      .toArray();

  test('in full', async () => {
    const body = { format: 'CSV', columns: ['type', 'filedOn'], filter: { types: ['REQUEST'] } };
    await send(body);
    expect((await questionsOf('analyst-1')).at(-1)).toMatchObject({
      field: 'POST /export',
      subject: 'analyst-1',
      role: 'ANALYST',
      question: { ...body, after: null },
      rows: 3,
    });
  });

  test('also if it is refused by what the copy has, as a question is', async () => {
    const token = await graph.token({ role: 'ANALYST', subject: 'refused' });
    const filters = [
      { topicIds: ['nothing'] },
      { filedOn: { from: '1999-01-01', to: '1999-12-31' } },
      { rating: { min: 4, max: 3 } },
    ];
    for (const filter of filters) {
      expect(await refused({ columns: ['type'], filter }, { token })).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
      const variables = { filter };
      const query =
        'query ($filter: ApplicationFilter) { applications(filter: $filter) { totalCount } }';
      expect((await graph.client.ask(query, { token, variables })).errors).toHaveLength(1);
    }
    await refused({ columns: ['nothing'] }, { token });
    await refused({ columns: ['type'], after: 'x' }, { token });
    const recorded = (await questionsOf('refused')).map(({ field, question, rows }) => ({
      field,
      question: question as object,
      rows,
    }));
    const [topics, days] = filters;
    expect(recorded).toEqual([
      ...[topics, days].flatMap((filter) =>
        ['POST /export', 'applications'].map((field) => ({
          field,
          question: expect.objectContaining({ filter }),
          rows: null,
        })),
      ),
      // Rows are of one build of the copy, so that it is asked for these as well.
      { field: 'POST /export', question: expect.objectContaining({ after: 'x' }), rows: null },
    ]);
  });
});

describe('an export is for the centre and analysts alone', () => {
  const body = { columns: ['type'] };

  test('who have to sign in', async () => {
    expect(await refused(body, { token: null })).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    const evaluator = await graph.token({ role: 'EVALUATOR' });
    expect((await send(body, { token: evaluator })).status).toBe(200);
  });

  test.each<() => Partial<SignedInViewer>>([
    () => ({ role: 'OFFICER', unitId: unit._id }),
    () => ({ role: 'CITIZEN', citizenId: citizen.id }),
    () => ({ role: 'ADMIN' }),
  ])('others are refused', async (viewer) => {
    const token = await graph.token(viewer());
    expect(await refused(body, { token })).toEqual({ status: 403, code: 'FORBIDDEN' });
  });
});

describe('bad input is refused with its path', () => {
  const type = { columns: ['type'] };

  test.each([
    [{}, 'columns', 'RANGE'],
    [{ columns: [] }, 'columns', 'RANGE'],
    [{ columns: ['type', 'number'] }, 'columns[1]', 'UNKNOWN'],
    [{ columns: ['person'] }, 'columns[0]', 'UNKNOWN'],
    [{ columns: ['record_key'] }, 'columns[0]', 'UNKNOWN'],
    [{ columns: ['filedHour'] }, 'columns[0]', 'UNKNOWN'],
    [{ columns: ['toString'] }, 'columns[0]', 'UNKNOWN'],
    [{ columns: ['type', 'type'] }, 'columns[1]', 'CONFLICT'],
    [{ ...type, format: 'XLSX' }, 'format', 'UNKNOWN'],
    [{ ...type, colums: [] }, 'colums', 'UNKNOWN'],
    [{ ...type, after: 7 }, 'after', 'TYPE'],
    [{ ...type, after: 'x' }, 'after', 'CURSOR'],
    [{ ...type, after: `r${'g'.repeat(28)}.${'0'.repeat(16)}` }, 'after', 'CURSOR'],
    [{ ...type, after: 'x', format: 'PARQUET' }, 'after', 'CONFLICT'],
    [{ ...type, filter: [] }, 'filter', 'TYPE'],
    [{ ...type, filter: {} }, 'filter', 'REQUIRED'],
    [{ ...type, filter: { sort: true } }, 'filter.sort', 'UNKNOWN'],
    [{ ...type, filter: { or: [{ type: 'REQUEST' }] } }, 'filter.or[0].type', 'UNKNOWN'],
    [{ ...type, filter: { types: ['REQUEST', 'X'] } }, 'filter.types[1]', 'UNKNOWN'],
    [{ ...type, filter: { open: 'yes' } }, 'filter.open', 'TYPE'],
    [{ ...type, filter: { rating: { min: 1.5 } } }, 'filter.rating.min', 'TYPE'],
    [{ ...type, filter: { responsibleUnits: {} } }, 'filter.responsibleUnits.ids', 'REQUIRED'],
    [{ ...type, filter: { filedOn: { from: '2026-02-30' } } }, 'filter.filedOn.from', 'FORMAT'],
    [{ ...type, filter: { topicIds: ['nothing'] } }, 'filter.topicIds[0]', 'UNKNOWN'],
    [{ ...type, filter: { filedOn: { to: '1999-12-31' } } }, 'filter.filedOn', 'RANGE'],
    [{ ...type, filter: { filedOn: { from: '2999-01-01' } } }, 'filter.filedOn', 'RANGE'],
    [{ ...type, filter: { filedOn: {} } }, 'filter.filedOn', 'REQUIRED'],
    [
      { ...type, filter: { filedOn: { from: '2026-05-02', to: '2026-05-01' } } },
      'filter.filedOn',
      'CONFLICT',
    ],
    [{ ...type, filter: { not: { rating: { min: 4, max: 3 } } } }, 'filter.not.rating', 'CONFLICT'],
    [{ ...type, filter: { provinceCodes: ['34', '99'] } }, 'filter.provinceCodes[1]', 'UNKNOWN'],
    [{ ...type, filter: { types: [] } }, 'filter.types', 'RANGE'],
    [{ ...type, filter: { and: [{}] } }, 'filter.and[0]', 'REQUIRED'],
  ])('%j', async (body, field, reason) => {
    expect(await refused(body)).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      field,
      reason,
    });
  });

  test('all at once', async () => {
    const filter = { types: ['X'], open: 1 };
    const { problems } = (await refused({ format: 'X', columns: ['x'], filter })) as {
      problems?: { field: string }[];
    };
    expect(problems?.map(({ field }) => field)).toEqual([
      'format',
      'columns[0]',
      'filter.types[0]',
      'filter.open',
    ]);
  });

  test('also if it is no JSON', async () => {
    expect(await refused('{')).toMatchObject({ status: 400, field: 'body', reason: 'BODY' });
    expect(await refused('[1]')).toMatchObject({ status: 400, field: 'body', reason: 'BODY' });
    const deep = `{"filter":${'{"not":'.repeat(5_000)}{}${'}'.repeat(5_001)}`;
    expect(await refused(deep)).toMatchObject({ status: 400, field: 'body', reason: 'RANGE' });
    const large = JSON.stringify({ columns: ['x'.repeat(70_000)] });
    expect(await refused(large)).toMatchObject({ status: 413, code: 'LIMIT_EXCEEDED' });
    const headers = { 'content-type': 'text/plain' };
    expect(await refused({ columns }, { headers })).toMatchObject({ status: 415, field: 'body' });
  });
});
