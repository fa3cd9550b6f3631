import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { openRaw, rawRequest } from '../support/raw-socket.ts';

/** GraphQL over HTTP: the audits of its reference implementation, and the table of docs/graphql-over-http.md. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const audits = serverAudits({ url: () => `${graph.url}/graphql`, fetchFn: fetch });

test('there are as many audits as are listed', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  '%s: %s',
  async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  },
);

const json = 'application/json';
const graphqlResponse = 'application/graphql-response+json';
const query = '{ viewer { role } }';

function post(body: unknown, headers: Record<string, string> = {}, path = '/graphql') {
  return fetch(`${graph.url}${path}`, {
    method: 'POST',
    headers: { accept: graphqlResponse, 'content-type': json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function get(parameters: Record<string, string>, { method = 'GET' } = {}) {
  const search = new URLSearchParams(parameters).toString();
  const headers = { accept: graphqlResponse };
  return fetch(`${graph.url}/graphql?${search}`, { method, headers });
}

/** Sends a request as it is. @returns its answer. */
async function sendRaw(text: string): Promise<Response> {
  const client = await openRaw(graph.url);
  client.write(text);
  const answer = await client.untilEnd();
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => [
    line.slice(0, line.indexOf(': ')),
    line.slice(line.indexOf(': ') + 2),
  ]);
  return new Response(body, { status: Number(status.split(' ')[1]), headers });
}

const unit = 'query ($id: ID!) { administrativeUnit(id: $id) { id } }';
const partial = '{ provinces { code } administrativeUnit(id: "00000000") { id } }';
const badToken = { authorization: 'Bearer x' };

interface Point {
  send: () => Promise<Response>;
  status?: number;
  mediaType?: string;
  /** Other headers of the answer. */
  headers?: Record<string, string>;
  /** What the answer contains. */
  answer?: object;
}

const data = { viewer: null };
const refused = (reason: string) => ({ errors: [{ extensions: { reason } }] });

/** A request for each row of the table, with its answer: by default 200 and no errors. */
const points: Record<string, Point | null> = {
  'The schema is served at a URL.': {
    send: () => post({ query: '{ __typename }' }),
    answer: { data: { __typename: 'Query' } },
  },
  'Requests may be forbidden, with 4xx or 5xx.': {
    send: () => post({ query }, badToken),
    status: 401,
    answer: { errors: [{}] },
  },
  'What a viewer may do is decided by fields, not by the request.': {
    send: () => post({ query: '{ myApplications { nodes { number } } }' }),
    answer: { data: { myApplications: null }, errors: [{ path: ['myApplications'] }] },
  },
  'JSON is supported.': { send: () => post({ query }), answer: { data } },
  'UTF-8 is assumed where no charset is named.': {
    send: () =>
      post({
        query:
          '{ searchAdministrativeUnits(text: "cumhurbaşkanlığı", first: 1) { nodes { name } } }',
      }),
    answer: { data: { searchAdministrativeUnits: { nodes: [{ name: 'Cumhurbaşkanlığı' }] } } },
  },
  'POST is accepted.': { send: () => post({ query }), answer: { data } },
  'GET may be accepted.': { send: () => get({ query }), answer: { data } },
  'Parameters of GET are in the query of the URL.': {
    send: () =>
      get({ query: `query A ${query} query B { viewer { subject } }`, operationName: 'A' }),
    answer: { data },
  },
  '`variables` and `extensions` are JSON there.': {
    send: () => get({ query: unit, variables: '{"id":"85316115"}', extensions: '{"a":1}' }),
    answer: { data: { administrativeUnit: { id: '85316115' } } },
  },
  'An empty optional parameter counts as absent.': {
    send: () => get({ query, operationName: '', variables: '', extensions: '' }),
    answer: { data },
  },
  'Mutations are not executed by GET.': {
    send: () => get({ query: 'mutation { removeLeaveDay(date: "2026-11-30") { date } }' }),
    status: 405,
    headers: { allow: 'POST' },
    answer: { errors: [{}] },
  },
  'A body without `Content-Type` is refused.': {
    send: () =>
      fetch(`${graph.url}/graphql`, {
        method: 'POST',
        body: new Blob([JSON.stringify({ query })]),
      }),
    status: 415,
    mediaType: json,
    answer: refused('BODY'),
  },
  'Unknown properties of a body are ignored.': {
    send: () => post({ query, id: 1, doc_id: 'a' }),
    answer: { data },
  },
  'Null counts as absent for optional properties.': {
    send: () => post({ query, operationName: null, variables: null, extensions: null }),
    answer: { data },
  },
  'Answers name their media type, with its charset.': {
    send: () => post({ query }),
    headers: { 'content-type': `${graphqlResponse}; charset=utf-8` },
    answer: { data },
  },
  '`application/graphql-response+json` is supported.': {
    send: () => post({ query }),
    answer: { data },
  },
  'The media type that `Accept` prefers is chosen.': {
    send: () => post({ query }, { accept: `text/html, ${graphqlResponse};q=0.5, ${json};q=0.9` }),
    mediaType: json,
    answer: { data },
  },
  '406 if no supported media type is accepted, and the request is not processed.': {
    send: () => post({ query }, { accept: 'text/html, application/xml;q=0.9' }),
    status: 406,
    mediaType: json,
    answer: refused('TYPE'),
  },
  'For a client that accepts only `application/json`, statuses other than 2xx are kept.': {
    send: () => post({ query: '{ nothing }' }, { accept: json }),
    mediaType: json,
    answer: refused('VALIDATION'),
  },
  'All rules of validation apply.': {
    send: () => post({ query: '{ viewer }' }),
    status: 400,
    answer: refused('VALIDATION'),
  },
  'An error that is not an answer of GraphQL does not have its media type.': {
    send: () => post({ query }, {}, '/graphql/nothing'),
    status: 404,
    mediaType: json,
    answer: { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
  },
  '2xx with data that is not null.': {
    send: () => post({ query: partial }),
    answer: { data: { administrativeUnit: null }, errors: [{}] },
  },
  '200 with data and without errors.': { send: () => post({ query }), answer: { data } },
  '294 with data, also null, and with errors.': {
    send: () => post({ query: partial }),
    answer: { errors: [{}] },
  },
  '405 for a method that is not supported.': {
    send: () =>
      fetch(`${graph.url}/graphql`, {
        method: 'PUT',
        body: JSON.stringify({ query }),
        headers: { 'content-type': json },
      }),
    status: 405,
    mediaType: json,
    headers: { allow: 'GET, HEAD, POST' },
    answer: refused('RANGE'),
  },
  '415 for a content type that is not supported.': {
    send: () => post({ query }, { 'content-type': 'application/json; charset=iso-8859-9' }),
    status: 415,
    mediaType: json,
    answer: refused('TYPE'),
  },
  // Tested with a shorter time in lib/platform/http/http-limits.test.ts.
  '408 for a request that does not arrive in time.': null,
  '414 for an address that is too long.': {
    send: () => get({ query: `${query} # ${'a'.repeat(8_000)}` }),
    status: 414,
    mediaType: json,
    answer: {
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED', quantity: 'address', limit: 8_000 } }],
    },
  },
  '431 for headers that are too large.': {
    send: () => sendRaw(rawRequest('/graphql', { headers: { 'x-long': 'a'.repeat(20_000) } })),
    status: 431,
    mediaType: json,
    answer: { errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] },
  },
  '413 for a body that is too large.': {
    send: () => post({ query: `${query} # ${'a'.repeat(100_000)}` }),
    status: 413,
    mediaType: json,
    answer: { errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] },
  },
  '400 for a body that is not JSON.': {
    send: () => post('NONSENSE'),
    status: 400,
    mediaType: json,
    answer: refused('BODY'),
  },
  '422 for a request that is not well-formed.': {
    send: () => post({ qeury: query }),
    status: 400,
    answer: refused('BODY'),
  },
  '400 for a document that cannot be parsed.': {
    send: () => post({ query: '{' }),
    status: 400,
    answer: refused('PARSE'),
  },
  '422 for a document that is not valid.': {
    send: () => post({ query: '{ nothing }' }),
    status: 400,
    answer: refused('VALIDATION'),
  },
  '422 for an operation that cannot be determined.': {
    send: () => post({ query: `query A ${query} query B ${query}` }),
    status: 400,
    answer: refused('VALIDATION'),
  },
  '422 for variables that do not fit.': {
    send: () => post({ query: unit, variables: { id: null } }),
    status: 400,
    answer: refused('VALIDATION'),
  },
  '401 or 403 for a client that may not send the request.': {
    send: () => post({ query }, badToken),
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="graph", error="invalid_token"' },
    answer: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  },
  'Without `data`, the status is 4xx or 5xx.': {
    send: () =>
      post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    answer: { errors: [{ message: 'PersistedQueryNotFound' }] },
  },
};

const sent = Object.entries(points).flatMap(([name, point]) => (point ? [{ name, ...point }] : []));

test.each(sent)(
  '$name',
  async ({ send, status = 200, mediaType = graphqlResponse, headers = {}, answer = {} }) => {
    // Repeated, so that operations take the direct path as well.
    for (let time = 0; time < 3; time += 1) {
      const response = await send();
      const given = Object.fromEntries(
        Object.keys(headers).map((name) => [name, response.headers.get(name)]),
      );

      expect({
        status: response.status,
        mediaType: response.headers.get('content-type')?.split(';')[0],
        headers: given,
        answer: await response.json(),
      }).toMatchObject({ status, mediaType, headers, answer });
    }
  },
);

test('the table has exactly these points', () => {
  const page = readFileSync(
    resolve(import.meta.dirname, '../../docs/graphql-over-http.md'),
    'utf8',
  );
  const rows = [...page.matchAll(/^\| (.+?) +\| (?:MUST|SHOULD|MAY) /gm)].map(([, point]) => point);

  expect(rows).toEqual(Object.keys(points));
});

test('a long `accept` header is refused before it is read', async () => {
  const response = await post({ query }, { accept: `${json},`.repeat(100) });

  expect([response.status, await response.json()]).toEqual([
    431,
    {
      errors: [
        {
          message: 'The `accept` header is longer than 1000 characters.',
          extensions: { code: 'LIMIT_EXCEEDED', quantity: 'accept', limit: 1_000 },
        },
      ],
    },
  ]);
});
