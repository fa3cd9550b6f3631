import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphAnswer } from '../support/client.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { expectClean } from './expect-clean.ts';
import { withProblem } from '../support/wrong-field.ts';

/**
 * Requests that are not operations of this graph: refused as a whole, before anything is executed.
 */

let graph: TestGraph;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
});

afterAll(() => graph?.stop());

interface Unusual {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends requests that no GraphQL client would send, as a signed-in viewer. */
async function send({ path = '', headers, ...request }: Unusual) {
  const response = await fetch(`${graph.url}/graphql${path}`, {
    ...request,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  const answer = (await response.json()) as Partial<GraphAnswer>; // an answer, or the test fails on it
  expectClean({ headers: response.headers, errors: answer.errors ?? [] });
  return { status: response.status, answer };
}

const json = { 'content-type': 'application/json' };
const post = (body: object | string) =>
  send({
    method: 'POST',
    headers: json,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

interface Refusal {
  message: string;
  status?: number;
  code?: string;
  reason?: string;
  field?: string;
  locations?: { line: number; column: number }[];
  quantity?: string;
  found?: number;
  limit?: number;
}

/** An answer without data, whose only error is this. A well-formed request whose operation is refused has 200. */
const refusal = ({
  message,
  code = 'BAD_USER_INPUT',
  reason,
  status = reason === 'PARSE' || reason === 'VALIDATION' ? 200 : 400,
  locations,
  ...extensions
}: Refusal) => ({
  status,
  answer: {
    errors: [
      {
        message,
        ...(locations && { locations }),
        extensions: withProblem({ code, ...(reason && { reason }), ...extensions }),
      },
    ],
  },
});

const notTheObject = 'The request body is not the JSON object that GraphQL over HTTP sends.';
const noObject = 'POST body missing, invalid Content-Type, or JSON object has no keys.';

describe('a body', () => {
  test.each([
    ['that is empty', ''],
    ['that is not JSON', 'provinces'],
    ['that is half of JSON', '{"query": "{ provinces'],
  ])('%s is refused', async (_what, body) => {
    expect(await post(body)).toEqual(
      refusal({ message: notTheObject, field: 'body', reason: 'BODY' }),
    );
  });

  test.each([
    ['that is a list', '[]', 'Operation batching disabled.'],
    [
      'with several operations',
      '[{"query":"{ viewer { role } }"}]',
      'Operation batching disabled.',
    ],
    ['that is a string', '"{ viewer { role } }"', noObject],
    ['that is null', 'null', noObject],
    ['that is an empty object', '{}', noObject],
    [
      'with an empty query',
      '{"query":""}',
      'GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.',
    ],
    ['with an object for a query', '{"query":{"$gt":""}}', 'GraphQL queries must be strings.'],
    [
      'with a list of variables',
      '{"query":"{ viewer { role } }","variables":[]}',
      '`variables` in a POST body must be an object if provided.',
    ],
    [
      'with an object for an operation name',
      '{"query":"{ viewer { role } }","operationName":{"$gt":""}}',
      '`operationName` in a POST body must be a string if provided.',
    ],
  ])('%s is refused', async (_what, body, message) => {
    expect(await post(body)).toEqual(refusal({ message, reason: 'BODY' }));
  });

  test('larger than the limit is refused before it is read', async () => {
    const message = 'The request body is too large.';

    expect(await post({ query: '{ viewer { role } }', variables: { x: 'x'.repeat(100_000) } }))
      // The test graph's limit is 100,000 bytes.
      .toEqual(refusal({ message, status: 413, code: 'LIMIT_EXCEEDED' }));
  });

  test.each(['application/xml', 'application/x-www-form-urlencoded', 'image/png'])(
    'of the type %s is refused',
    async (type) => {
      const body = JSON.stringify({ query: '{ viewer { role } }' });

      expect(await send({ method: 'POST', headers: { 'content-type': type }, body })).toEqual(
        refusal({ message: notTheObject, status: 415, field: 'body', reason: 'BODY' }),
      );
    },
  );
});

describe('a request that a browser sends for another site without preflight', () => {
  test('by GET is answered: it brings no rights', async () => {
    const response = await fetch(
      `${graph.url}/graphql?query=${encodeURIComponent('{ viewer { role } }')}&operationName=`,
    );

    expect(await response.json()).toEqual({ data: { viewer: null } });
  });

  test('by POST as plain text is refused', async () => {
    const headers = { 'content-type': 'text/plain' };
    const body = JSON.stringify({ query: '{ viewer { role } }' });

    expect(await send({ method: 'POST', headers, body })).toEqual(
      refusal({ message: noObject, reason: 'BODY' }),
    );
  });
});

describe('an operation', () => {
  test.each([
    ['with a syntax error', '{ provinces {', 'Syntax Error: Expected Name, found <EOF>.', 14],
    ['that is a comment', '# provinces', 'Syntax Error: Unexpected <EOF>.', 12],
    ['with a NUL in it', '{ prov\u0000inces }', 'Syntax Error: Unexpected character: U+0000.', 7],
  ])('%s is refused', async (_what, query, message, column) => {
    expect(await post({ query })).toEqual(
      refusal({ message, reason: 'PARSE', locations: [{ line: 1, column }] }),
    );
  });

  test.each([
    [
      'for an unknown field, with a suggestion',
      '{ provinces { nam } }',
      'Cannot query field "nam" on type "Province". Did you mean "name"?',
      15,
    ],
    [
      'for an unknown argument',
      '{ provinces(first: 1) { name } }',
      'Unknown argument "first" on field "Query.provinces".',
      13,
    ],
    [
      'for an object without a selection',
      '{ provinces }',
      'Field "provinces" of type "[Province!]" must have a selection of subfields. Did you mean "provinces { ... }"?',
      3,
    ],
    [
      'for a field for subgraphs',
      '{ unitChanges { more } }',
      'Cannot query field "unitChanges" on type "Query".',
      3,
    ],
    [
      'for entities by their keys',
      '{ _entities(representations: []) { __typename } }',
      'Cannot query field "_entities" on type "Query".',
      3,
    ],
    [
      'for the SDL of a subgraph',
      '{ _service { sdl } }',
      'Cannot query field "_service" on type "Query".',
      3,
    ],
    [
      'that is only a fragment',
      'fragment F on Query { viewer { role } }',
      'Fragment "F" is never used.',
      1,
    ],
  ])('%s is refused', async (_what, query, message, column) => {
    expect(await post({ query })).toEqual(
      refusal({ message, reason: 'VALIDATION', locations: [{ line: 1, column }] }),
    );
  });

  test.each([
    [
      'of two without a name',
      { query: 'query A { viewer { role } } query B { viewer { role } }' },
      'The document has several operations, or none. Name the one to execute in `operationName`.',
    ],
    [
      'by an unknown name',
      { query: 'query A { viewer { role } }', operationName: 'B' },
      'The document has no operation named "B".',
    ],
    [
      'by an unknown name of 5,000 characters',
      { query: 'query A { viewer { role } }', operationName: 'B'.repeat(5_000) },
      `The document has no operation named "${'B'.repeat(200)}".`,
    ],
    [
      'that subscribes over plain HTTP',
      { query: 'subscription { newApplications { cursor } }' },
      'A subscription needs a WebSocket, or a request that accepts `text/event-stream` or `multipart/mixed;subscriptionSpec=1.0`.',
    ],
  ])('%s is refused', async (_what, body, message) => {
    expect(await post(body)).toEqual(refusal({ message, reason: 'VALIDATION' }));
  });
});

describe('an operation that requests too much at once', () => {
  const nested = (levels: number) =>
    `{ administrativeUnit(id: "85316115") ${'{ parent '.repeat(levels)} { id } ${'}'.repeat(levels)} }`;
  /** Each fragment spreads the next one twice: 2 to the power of their number. */
  const doubled = (fragments: number) =>
    Array.from(
      { length: fragments },
      (_, i) =>
        `fragment F${i} on AdministrativeUnit { a: parent { ...F${i + 1} } b: parent { ...F${i + 1} } }`,
    ).join(' ');

  test.each([
    ['nested more than a thousand levels deep', nested(1_500), 1_502],
    [
      'by fragments that double each other',
      `{ administrativeUnit(id: "85316115") { ...F0 } } ${doubled(40)} fragment F40 on AdministrativeUnit { id }`,
      2 + 4 * (2 ** 40 - 1) + 2 ** 40,
    ],
  ])('%s is refused', async (_what, query, found) => {
    expect(await post({ query })).toEqual(
      refusal({
        message: `The operation has ${found} selections with its fragments expanded, and 1000 is the limit.`,
        code: 'LIMIT_EXCEEDED',
        quantity: 'selections',
        found,
        limit: 1_000,
      }),
    );
  });

  test('in a document without end is refused', async () => {
    expect(await post({ query: `{ ${'a '.repeat(6_000)} }` })).toEqual(
      refusal({ message: 'The operation requests too much at once.', code: 'LIMIT_EXCEEDED' }),
    );
  });

  test('is refused with a short message when every field of it is wrong', async () => {
    expect(await post({ query: `{ viewer { ${'nothing '.repeat(900)} } }` })).toEqual(
      refusal({
        message:
          'The operation selects the same names so often that 404550 pairs of fields have to be compared, and 5000 is the limit.',
        code: 'LIMIT_EXCEEDED',
        quantity: 'comparisons',
        found: 404_550,
        limit: 5_000,
      }),
    );
  });

  test('does not include a nested operation within the limits', async () => {
    const { status, data } = await graph.client.ask(nested(20));

    expect({ status, data }).toEqual({
      status: 200,
      data: { administrativeUnit: { parent: null } },
    });
  });
});

describe('variables', () => {
  const application = 'query ($number: String!) { application(number: $number) { stage } }';
  const unit = 'query ($id: ID!) { administrativeUnit(id: $id) { name } }';
  const units =
    'query ($filter: AdministrativeUnitFilter, $first: Int, $after: String) { administrativeUnits(filter: $filter, first: $first, after: $after) { totalCount } }';

  test.each([
    [
      'that are missing',
      application,
      {},
      'Variable "$number" of required type "String!" was not provided.',
    ],
    [
      'that are null',
      application,
      { number: null },
      'Variable "$number" of non-null type "String!" must not be null.',
    ],
    [
      'with an operator for a text',
      application,
      { number: { $gt: '' } },
      'Variable "$number" got invalid value { $gt: "" }; String cannot represent a non string value: { $gt: "" }',
    ],
    [
      'with a number for a text',
      application,
      { number: 2_400_990_673 },
      'Variable "$number" got invalid value 2400990673; String cannot represent a non string value: 2400990673',
    ],
    [
      'with a list for a text',
      application,
      { number: ['2400990673'] },
      'Variable "$number" got invalid value ["2400990673"]; String cannot represent a non string value: ["2400990673"]',
    ],
    [
      'with an operator for an id',
      unit,
      { id: { $ne: null } },
      'Variable "$id" got invalid value { $ne: null }; ID cannot represent value: { $ne: null }',
    ],
    [
      'with an operator for a condition',
      units,
      { filter: { parentId: { $exists: true } } },
      'Variable "$filter" got invalid value { $exists: true } at "filter.parentId"; ID cannot represent value: { $exists: true }',
    ],
    [
      'with an operator among the conditions',
      units,
      { filter: { $where: 'sleep(1000)' } },
      'Variable "$filter" got invalid value { $where: "sleep(1000)" }; Field "$where" is not defined by type "AdministrativeUnitFilter".',
    ],
    [
      'with an unknown name for an enum',
      units,
      { filter: { kind: 'KINGDOM' } },
      'Variable "$filter" got invalid value "KINGDOM" at "filter.kind"; Value "KINGDOM" does not exist in "UnitKind" enum.',
    ],
    [
      'with an operator for a cursor',
      units,
      { after: { $gt: '' } },
      'Variable "$after" got invalid value { $gt: "" }; String cannot represent a non string value: { $gt: "" }',
    ],
    [
      'with more than an Int holds',
      units,
      { first: 2_147_483_648 },
      'Variable "$first" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648',
    ],
    [
      'with a fraction for an Int',
      units,
      { first: 1.5 },
      'Variable "$first" got invalid value 1.5; Int cannot represent non-integer value: 1.5',
    ],
  ])('%s are refused, however often they come', async (_what, query, variables, message) => {
    const expected = refusal({ message, reason: 'VALIDATION' });

    // A repeated operation takes another path.
    for (let times = 0; times < 4; times += 1) {
      expect(await post({ query, variables })).toEqual(expected);
    }
  });
});
