import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { subgraphs } from '../../subgraphs/index.ts';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';

/** Routes of subgraphs beside GraphQL, as the gateway serves them. */

const routes = Object.values(subgraphs).flatMap(({ name, routes: declared = [] }) =>
  declared.map((route) => ({ route, name })),
);

const site = 'https://basvuru.example';
let graph: TestGraph;
let token: string;

beforeAll(async () => {
  graph = await startGraph({ corsOrigins: [site], analytics: true });
  const { id } = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: id });
});

afterAll(() => graph?.stop());

function ask(route: string, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replaceAll(/:\w+/g, newId('attachment'));
  return fetch(`${graph.url}${address}`, { method, headers });
}

describe.each(routes)('$route of $name', ({ route }) => {
  test('is served', async () => {
    const response = await ask(route, { authorization: `Bearer ${token}` });

    expect(await response.json()).not.toMatchObject({
      errors: [{ message: 'There is nothing at this address.' }],
    });
  });

  test.each([
    [
      'a header without a token',
      'Bearer',
      'The Authorization header must read "Bearer <access token>".',
    ],
    [
      'an invalid token',
      'Bearer a.b.c',
      'The access token is malformed or its signature is not ours.',
    ],
  ])('refuses %s as GraphQL does', async (_what, authorization, message) => {
    const response = await ask(route, { authorization });

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('answers with the id of the request, for pages of a configured site', async () => {
    const response = await ask(route, {
      authorization: `Bearer ${token}`,
      origin: site,
    });

    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      'access-control-allow-origin': site,
      'access-control-expose-headers':
        'x-request-id, retry-after, content-disposition, content-range, accept-ranges, etag, www-authenticate',
    });
  });

  test('is counted', async () => {
    const [method, path] = route.split(' ');
    const response = await ask(route);

    const metrics = await (await fetch(`${graph.url}/metrics`)).text();

    expect(metrics).toContain(
      `http_request_duration_seconds_count{method="${method}",route="${path}",status="${response.status}"}`,
    );
  });
});

test('GraphQL keeps its own limit, and its own types', async () => {
  const large = JSON.stringify({
    query: '{ viewer { role } }',
    variables: { x: 'x'.repeat(100_000) },
  });
  const form = new FormData();
  form.append('query', '{ viewer { role } }');

  const answers = [
    await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: large,
    }),
    await fetch(`${graph.url}/graphql`, { method: 'POST', body: form }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([413, 415]);
});

overHttp('while the subgraph is down', () => {
  test.each(routes)('$route of $name says so, and recovers with it', async ({ route, name }) => {
    const here = await startGraph({ analytics: name === 'analytics' });
    const there = (): Promise<Response> => {
      const [method = '', path = ''] = route.split(' ');
      const address = path.replaceAll(/:\w+/g, newId('attachment'));
      return fetch(`${here.url}${address}`, { method });
    };
    try {
      await here.servers.get(name)?.stop();
      const down = await there();
      const body = await down.json();
      await here.restart(name);
      const up = await there();

      expect({ status: down.status, body }).toEqual({
        status: 503,
        body: {
          errors: [
            {
              message: 'A part of the system cannot be reached at the moment. Try again later.',
              extensions: { code: 'UNAVAILABLE' },
            },
          ],
        },
      });
      expect(up.status).not.toBe(503);
    } finally {
      await here.stop();
    }
  });
});
