import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { newId } from '../../lib/kit/public-id.ts';
import { startGraph, type TestGraph, transport } from '../support/graph.ts';

/** What a graph reveals to a prober, configured as in production. */

let graph: TestGraph;
let monitoring: string;
let token: string;
/** Every GraphQL server of the graph. */
let addresses: string[];

beforeAll(async () => {
  graph = await startGraph({
    corsOrigins: ['https://basvuru.example'],
    answersAnyone: true,
    surface: {
      graphiql: false,
      exposure: { introspection: false, suggestions: false },
      monitoringPort: 0,
    },
  });
  monitoring = graph.gateway.monitoring?.listeningOrigin ?? '';
  token = await graph.token({ role: 'OFFICER', unitId: '10000000' });
  addresses = [
    graph.url,
    ...[...graph.servers.values()].map(({ server }) => server.listeningOrigin),
  ];
});

afterAll(() => graph?.stop());

const post = (address: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const messagesOf = async (response: Response) => {
  const { errors = [] } = (await response.json()) as { errors?: { message: string }[] }; // GraphQL's form
  return errors.map(({ message }) => message);
};

describe('GraphiQL and the schema', () => {
  test('are not served', async () => {
    const asked = [
      await fetch(graph.url),
      await fetch(`${graph.url}/graphiql`),
      await fetch(`${graph.url}/pages/`),
      await fetch(`${graph.url}/local-tokens`, { method: 'POST' }),
    ];
    for (const page of asked) {
      expect([page.url, page.status, await messagesOf(page)]).toEqual([
        page.url,
        404,
        ['There is nothing at this address.'],
      ]);
    }
  });

  test('are not published', async () => {
    for (const address of addresses) {
      expect([address, (await fetch(`${address}/schema.graphql`)).status]).toEqual([address, 404]);
    }
  });

  test('are not revealed by introspection, over POST or GET, at any server', async () => {
    for (const address of addresses) {
      const asked = [
        await post(address, { query: getIntrospectionQuery() }),
        await post(address, { query: '{ a: __type(name: "Query") { name } }' }),
        await fetch(`${address}/graphql?query={__schema{queryType{name}}}`),
      ];
      for (const response of asked) {
        expect(response.status).toBe(200);
        const { data, errors } = (await response.json()) as { data?: unknown; errors: unknown[] }; // it is refused in this form
        expect(data).toBeUndefined();
        expect(errors).toEqual(
          errors.map(() => ({
            message: expect.stringMatching(/^Introspection is turned off here/),
            locations: expect.anything(),
            extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION' },
          })),
        );
        expect(errors.length).toBeGreaterThan(0);
      }
    }
  });

  test('are not suggested by errors, of operations or of variables, first or repeated', async () => {
    const query = /* GraphQL */ `
      query ($filter: AdministrativeUnitFilter) {
        administrativeUnits(filter: $filter, first: 1) {
          totalCount
        }
      }
    `;
    expect(await messagesOf(await post(graph.url, { query, variables: {} }))).toEqual([]);
    const inputs = [
      { query, variables: { filter: { kind: 'MINISTR' } } },
      { query, variables: { filter: { parentI: '1' } } },
      { query: '{ administrativeUnit { id } }' },
      { query: '{ administrativeUnits { totalCoun } }' },
      { query: '{ administrativeUnits(firs: 1) { totalCount } }' },
      { query: '{ administrativeUnits(filter: { kind: MINISTR }) { totalCount } }' },
      { query: '{ trackApplicatio { number } }' },
    ];
    for (const body of inputs) {
      for (let time = 0; time < 3; time += 1) {
        const messages = await messagesOf(await post(graph.url, body));
        expect(messages.length).toBeGreaterThan(0);
        expect(messages.join()).not.toMatch(/did you mean/i);
      }
    }
  });
});

describe('health and metrics', () => {
  const statusOf = async (address: string, path: string) => (await fetch(address + path)).status;

  test('are on a port of their own', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics']) {
      expect([path, await statusOf(monitoring, path)]).toEqual([path, 200]);
      expect([path, await statusOf(graph.url, path)]).toEqual([path, 404]);
    }
    expect(await statusOf(monitoring, '/graphql')).toBe(404);
    expect(await (await fetch(`${monitoring}/metrics`)).text()).toContain('route="/graphql"');
  });

  test('leave subgraph servers the health endpoint that the gateway calls', async () => {
    for (const { server, monitoring: apart } of graph.servers.values()) {
      const { listeningOrigin } = server;
      expect(await statusOf(listeningOrigin, '/health/ready')).toBe(200);
      expect(await statusOf(listeningOrigin, '/metrics')).toBe(404);
      expect(await statusOf(apart?.listeningOrigin ?? '', '/metrics')).toBe(200);
    }
    expect(graph.servers.size).toBe(transport === 'http' ? 3 : 0);
  });
});

describe('every answer', () => {
  const query = '{ provinces { code } }';
  const bearer = () => ({ authorization: `Bearer ${token}` });
  const ways: [string, () => Promise<Response>][] = [
    ['to an operation', () => post(graph.url, { query })],
    ['to an operation of a signed-in viewer', () => post(graph.url, { query }, bearer())],
    ['to a repeated operation', () => post(graph.url, { query }, bearer())],
    [
      'over GET',
      () =>
        fetch(`${graph.url}/graphql?query=${query}`, {
          headers: { ...bearer() },
        }),
    ],
    ['to a refused operation', () => post(graph.url, { query: 'nonsense' })],
    ['to a bad token', () => post(graph.url, { query }, { authorization: 'Bearer a.b.c' })],
    [
      'to a body that is not JSON',
      () => fetch(`${graph.url}/graphql`, { method: 'POST', body: '{' }),
    ],
    ['to a body that is too large', () => post(graph.url, { query: 'a'.repeat(200_000) })],
    [
      'about a file',
      () => fetch(`${graph.url}/attachments/${newId('attachment')}`, { headers: bearer() }),
    ],
    ['about an unknown path', () => fetch(`${graph.url}/nothing`)],
    ['about a malformed path', () => fetch(`${graph.url}/%zz`)],
    ['about health', () => fetch(`${monitoring}/health/ready`)],
    ['with metrics', () => fetch(`${monitoring}/metrics`)],
    [
      'to a preflight request',
      () =>
        fetch(`${graph.url}/graphql`, {
          method: 'OPTIONS',
          headers: { origin: 'https://basvuru.example', 'access-control-request-method': 'POST' },
        }),
    ],
  ];

  test.each(ways)('%s cannot be framed, sniffed, stored or traced', async (_what, ask) => {
    const { headers } = await ask();

    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': expect.stringContaining('no-store'),
      'content-security-policy': expect.stringMatching(
        /default-src 'none'.*frame-ancestors 'none'/,
      ),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('input that is too long to be repeated', () => {
  const long = 'a'.repeat(90_000);
  const track =
    'query ($number: String!) { trackApplication(number: $number, trackingCode: "x") { number } }';
  const unit = 'query ($id: ID!) { administrativeUnit(id: $id) { id } }';
  const units = `query ($filter: AdministrativeUnitFilter, $first: Int) {
    administrativeUnits(filter: $filter, first: $first) { totalCount } }`;

  test.each<[string, Record<string, unknown>]>([
    ['a value of the wrong type', { query: units, variables: { first: long } }],
    ['an unknown value', { query: units, variables: { filter: { kind: long } } }],
    ['an unknown field', { query: units, variables: { filter: { [long]: 1 } } }],
    [
      'a field beside a long value',
      { query: units, variables: { filter: { parentId: long, x: 1 } } },
    ],
    ['an id', { query: unit, variables: { id: long } }],
    ['a number', { query: track, variables: { number: long } }],
    ['a cursor', { query: `{ administrativeUnits(after: "${long}") { totalCount } }` }],
    [
      'a literal of the wrong type',
      { query: `{ administrativeUnits(first: "${long}") { totalCount } }` },
    ],
    [
      'a value of an enum',
      { query: `{ administrativeUnits(filter: {kind: ${long}}) { totalCount } }` },
    ],
    [
      'an object beside a null',
      {
        query: `query ($subject: String = "x") { similarApplications(input: { subject: $subject, text: "${long}" }) { similarity } }`,
        variables: { subject: null },
      },
    ],
    ['a field', { query: `{ ${long} }` }],
    ['a directive', { query: `{ provinces @${long} { code } }` }],
    ['a name of an operation', { query: '{ provinces { code } }', operationName: long }],
    ['text that is not an operation', { query: `{ provinces { code } } ${long}` }],
    ['an unfinished text', { query: `{ administrativeUnit(id: "${long}` }],
    [
      'many values',
      {
        query: 'query ($x: [Int!]!) { a: __typename }',
        variables: { x: Array.from({ length: 20_000 }, () => 'a') },
      },
    ],
  ])('is not repeated: %s', async (_what, body) => {
    for (let time = 0; time < 3; time += 1) {
      const response = await post(graph.url, body);
      const text = await response.text();
      expect(text).toContain('"errors"');
      expect(text).not.toContain('INTERNAL_SERVER_ERROR');
      expect(text.length).toBeLessThan(10_000);
    }
  });

  const name = 'a'.repeat(40_000);

  test.each([
    ['an alias', `{ ${long}: provinces { code } }`],
    ['an alias in a list', `{ provinces { ${name}: code } }`],
    ['the name of an operation', `query ${name} { provinces { code } }`],
    [
      'the name of a fragment',
      `{ provinces { ...${name} } } fragment ${name} on Province { code }`,
    ],
    ['the name of a variable', `query ($${name}: ID!) { administrativeUnit(id: $${name}) { id } }`],
  ])('is refused as a name: %s', async (_what, query) => {
    const response = await post(graph.url, { query });
    const { data, errors } = (await response.json()) as { data?: unknown; errors: unknown[] }; // it is refused in this form
    expect([response.status, data]).toEqual([400, undefined]);
    expect(errors).toContainEqual({
      message: 'A name may have at most 200 characters.',
      extensions: { code: 'LIMIT_EXCEEDED', limit: 200 },
    });
    expect(JSON.stringify(errors).length).toBeLessThan(10_000);
  });
});

/** Names that every JavaScript object has of its own. */
describe('an alias that is the name of', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '__defineGetter__',
    'then',
  ];

  /** The text, since a parsed answer would hide the difference. */
  async function textsOf(address: string, body: unknown, headers: Record<string, string> = {}) {
    const texts: string[] = [];
    for (let time = 0; time < 6; time += 1) {
      const text = await (await post(address, body, headers)).text();
      texts.push(text.trim()); // Apollo Server ends its answers with a line feed
    }
    return [...new Set(texts)];
  }

  test.each(names)('%s answers like any other', async (name) => {
    const { _id: id, parentId } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const query = `query ($id: ID!) {
      ${name}: administrativeUnit(id: $id) {
        ${name}: parent { ${name}: kind ...F }
        children(first: 1) { ${name}: nodes { ${name}: status } }
      }
    }
    fragment F on AdministrativeUnit { other: id }`;
    const expected =
      `{"data":{"${name}":{"${name}":{"${name}":"MINISTRY","other":"${parentId}"},` +
      `"children":{"${name}":[{"${name}":"ACTIVE"}]}}}}`;
    const body = { query, variables: { id } };

    expect(await textsOf(graph.url, body)).toEqual([expected]);
    const search = new URLSearchParams({ query, variables: JSON.stringify({ id }) });
    const response = await fetch(`${graph.url}/graphql?${search.toString()}`, {});
    expect((await response.text()).trim()).toBe(expected);
    const directory = graph.servers.get('institution-directory')?.server.listeningOrigin;
    expect(directory ? await textsOf(directory, body) : [expected]).toEqual([expected]);
  });

  test.each(names)('%s has its errors like any other', async (name) => {
    const query = `{ ${name}: administrativeUnit(id: "99999999") { ${name}: id } ok: provinces { code } }`;
    const texts = await textsOf(graph.url, { query });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(`"path":["${name}"],"extensions":{"code":"NOT_FOUND"}`);
    expect(texts[0]).toMatch(`"data":{"${name}":null,"ok":[`);
  });

  test.each(names)('%s crosses subgraphs and rights like any other', async (name) => {
    const citizen = await graph.data.citizen();
    const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
    const { number } = await graph.data.application({ citizen, referrals: [{ unit }] });
    const bearer = await graph.token({ role: 'EVALUATOR' });
    const authorization = { authorization: `Bearer ${bearer}` };
    const query = `query ($number: String!) { application(number: $number) {
      ${name}: referrals { ${name}: unit { ${name}: name } } applicant { ${name}: surname } } }`;
    const expected =
      `{"data":{"application":{"${name}":[{"${name}":{"${name}":${JSON.stringify(unit.name)}}}],` +
      `"applicant":{"${name}":"Yılmaz"}}}}`;
    expect(await textsOf(graph.url, { query, variables: { number } }, authorization)).toEqual([
      expected,
    ]);
    const mutation = `mutation { ${name}: addLeaveDay(date: "2026-12-01", name: "x") { date } }`;
    const [refused] = await textsOf(graph.url, { query: mutation }, authorization);
    expect(refused).toMatch(`"path":["${name}"],"extensions":{"code":"FORBIDDEN"}`);
    expect(refused).toMatch(`"data":{"${name}":null}`);
  });
});
