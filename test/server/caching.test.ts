import { afterAll, beforeAll, expect } from '@jest/globals';
import { filingInput } from '../support/filing.ts';
import {
  startGraph,
  type TestGraph,
  onceInTheSuite as describe,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** What clients and shared caches may store. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph({ corsOrigins: ['https://basvuru.example'] });
});

afterAll(() => graph?.stop());

const ministry = '85316115';

interface Sent {
  headers?: Record<string, string>;
  method?: 'GET' | 'HEAD';
  variables?: object;
}

function get(query: string, { headers = {}, method = 'GET', variables = {} }: Sent = {}) {
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  return fetch(`${graph.url}/graphql?${parameters.toString()}`, { headers, method });
}

const headersOf = (response: Response) => ({
  status: response.status,
  'cache-control': response.headers.get('cache-control'),
  vary: response.headers.get('vary'),
  hasTag: response.headers.has('etag'),
});

const vary = 'Origin, accept, accept-encoding, authorization, x-graphql-cost';
const stored = (seconds: number) => ({
  status: 200,
  'cache-control': `public, max-age=${seconds}`,
  vary,
  hasTag: true,
});
const notStored = { status: 200, 'cache-control': 'no-store', vary, hasTag: false };

describe('a query over GET', () => {
  test.each([
    ['provinces and their districts', '{ provinces { code districts { code name } } }', 300],
    ['topics', '{ topics { id name category } }', 300],
    [
      'a unit with what is above and below it',
      `{ administrativeUnit(id: "${ministry}") { path ancestors { id } children(first: 2) { edges { cursor } nodes { id } pageInfo { endCursor } } province { code } } }`,
      60,
    ],
    ['units', '{ administrativeUnits(first: 1) { totalCount nodes { name } } }', 60],
    ['a search', '{ searchAdministrativeUnits(text: "nüfus") { nodes { id } } }', 60],
    ['days of leave', '{ leaveDays { date name } }', 60],
    ['several, as the shortest', '{ provinces { code } leaveDays { date } }', 60],
    ['by a fragment', 'query { ...F } fragment F on Query { topics { __typename id } }', 300],
  ])('may be stored: %s', async (_what, query, seconds) => {
    // By Apollo Server, and by the direct path.
    for (let time = 0; time < 3; time += 1) {
      expect(headersOf(await get(query))).toEqual(stored(seconds));
    }
  });

  test.each([
    ['the viewer', '{ viewer { role } }'],
    ['a directory read together with the viewer', '{ provinces { code } viewer { role } }'],
    ['a unit, found by its id alone', `{ node(id: "${ministry}") { id } }`],
    ['the schema', '{ __schema { description } }'],
    ['only its type', '{ __typename }'],
    ['a field that is not for everyone', '{ leaveDays { date addedBy } me { name } }'],
  ])('may not be stored: %s', async (_what, query) => {
    for (let time = 0; time < 3; time += 1) expect(headersOf(await get(query))).toEqual(notStored);
  });

  test('for the status of an application may not be stored, right code or wrong', async () => {
    const { id: citizenId } = await graph.data.citizen();
    const { fileApplication } = await graph.client.data(
      'mutation ($input: FileApplicationInput!) { fileApplication(input: $input) { number trackingCode } }',
      {
        variables: { input: filingInput(graph) },
        token: await graph.token({ role: 'CITIZEN', citizenId }),
      },
    );
    const { number, trackingCode } = fileApplication as Record<string, string>; // the form of the mutation
    const query =
      'query ($number: String!, $code: String!) { trackApplication(number: $number, trackingCode: $code) { stage responsibleUnit { id } } }';

    for (const code of [trackingCode, 'AAAA-AAAA-AAAA']) {
      for (let time = 0; time < 3; time += 1) {
        const answer = await get(query, { variables: { number, code } });
        const { data } = (await answer.json()) as { data: { trackApplication: object | null } };

        expect([headersOf(answer), data.trackApplication !== null]).toEqual([
          notStored,
          code === trackingCode,
        ]);
      }
    }
  });

  test('with errors may not be stored', async () => {
    const answer = await get('{ provinces { code } administrativeUnit(id: "00000000") { id } }');

    expect(headersOf(answer)).toEqual(notStored);
  });

  test('that asks for the cost may not be stored', async () => {
    const answer = await get('{ provinces { code } }', { headers: { 'x-graphql-cost': '1' } });

    expect(headersOf(answer)).toEqual(notStored);
  });

  test('with an access token may not be stored, whatever it asks for', async () => {
    const headers = { authorization: `Bearer ${await graph.token({ role: 'ANALYST' })}` };

    for (let time = 0; time < 3; time += 1) {
      expect(headersOf(await get('{ provinces { code } }', { headers }))).toEqual(notStored);
    }
  });

  test('is answered 304 to a client that has the answer already', async () => {
    const query = '{ provinces { code name } }';
    const first = await get(query);
    const tag = first.headers.get('etag') ?? '';
    const again = (sent: string) => get(query, { headers: { 'if-none-match': sent } });

    for (const sent of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
      const answer = await again(sent);

      expect([headersOf(answer), answer.headers.get('etag'), await answer.text()]).toEqual([
        { ...stored(300), status: 304 },
        tag,
        '',
      ]);
    }
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(headersOf(await again('"other"'))).toEqual(stored(300));
  });

  test('has another tag once the answer differs, also in its media type', async () => {
    const read = async (headers: Record<string, string> = {}) => {
      const response = await get('{ leaveDays { date } }', { headers });
      return response.headers.get('etag');
    };
    const accept = 'application/graphql-response+json';
    const before = [await read(), await read({ accept })];
    const token = await graph.token({ role: 'ADMIN' });
    await graph.client.data(
      'mutation { addLeaveDay(date: "2027-05-03", name: "İdari izin") { date } }',
      { token },
    );
    const after = await until(
      () => read(),
      (tag) => tag !== before[0],
    );

    expect(new Set([...before, after]).size).toBe(3);
    expect(await read()).toBe(after);
  });

  test('is answered alike by HEAD, without the body', async () => {
    const query = '{ provinces { code name } }';
    const [whole, head] = [await get(query), await get(query, { method: 'HEAD' })];

    expect(headersOf(head)).toEqual(headersOf(whole));
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect(await head.text()).toBe('');

    const subscription = await get('subscription { newApplications { cursor } }', {
      method: 'HEAD',
      headers: { accept: 'text/event-stream' },
    });
    expect(subscription.status).toBe(406);
  });
});

test('an answer to POST may not be stored', async () => {
  const { headers } = await graph.client.ask('{ provinces { code } }');

  expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
});

test('the schema is sent again only if it has changed', async () => {
  const first = await fetch(`${graph.url}/schema.graphql`);
  const tag = first.headers.get('etag') ?? '';
  const again = await fetch(`${graph.url}/schema.graphql`, { headers: { 'if-none-match': tag } });

  expect([headersOf(first), headersOf(again), await again.text()]).toEqual([
    { status: 200, 'cache-control': 'no-cache', vary: 'Origin, accept-encoding', hasTag: true },
    { status: 304, 'cache-control': 'no-cache', vary: 'Origin, accept-encoding', hasTag: true },
    '',
  ]);
});
