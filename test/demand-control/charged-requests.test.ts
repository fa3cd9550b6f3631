import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { parseTrustedProxies } from '../../lib/platform/http/client-address.ts';
import { withoutBuckets } from '../support/demand.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

const smallBudget = { operation: 900, available: 900, restoreRate: 0.001 };

const question = JSON.stringify({ query: '{ viewer { role } }' });

onceInTheSuite('requests of one address', () => {
  let graph: TestGraph;

  beforeAll(async () => {
    const { budgets } = withoutBuckets;
    graph = await startGraph({
      execution: {
        maxBodyBytes: 500_000,
        trustProxy: parseTrustedProxies('loopback') ?? null,
        demand: {
          mode: 'enforce',
          // What is used up does not come back while the test runs.
          budgets: {
            ...budgets,
            ANONYMOUS: smallBudget,
            OFFICER: smallBudget,
          },
        },
      },
    });
  });

  afterAll(() => graph?.stop());

  async function post(address: string, body: string, headers = {}): Promise<Response> {
    return fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
      body,
    });
  }

  const signedIn = (token: string) => ({ authorization: `Bearer ${token}` });

  /** How many are answered before the first that is refused for all of them, and that one. */
  async function untilRefused(send: () => Promise<Response>) {
    for (let answered = 0; answered < 100; answered += 1) {
      const response = await send();
      if (response.status === 429) return { answered, response };
      await response.body?.cancel();
    }
    throw new Error('None was refused.');
  }

  test.each([
    ['malformed bodies', '10.0.0.1', '{"query":', {}],
    ['tokens that prove nothing', '10.0.0.2', question, { authorization: 'Bearer x.y.z' }],
  ])('%s are refused once there were too many', async (_, address, body, headers) => {
    const { answered, response } = await untilRefused(() => post(address, body, headers));

    // 900 / 25
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThanOrEqual(37);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Too many requests from your address were refused. Try again later.',
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ],
    });
    expect((await post(address, question)).status).toBe(429);
    expect((await post('10.0.0.9', question)).status).toBe(200);
  });

  test.each([
    ['10.0.0.11', 'application/json'],
    ['10.0.0.12', 'Application/JSON'],
  ])('a large body from %s of the type %s is charged by its size', async (address, type) => {
    const body = JSON.stringify({ query: '{ viewer { role } }', padding: 'x'.repeat(60_000) });
    const { answered } = await untilRefused(() => post(address, body, { 'content-type': type }));

    // 900 / 551
    expect(answered).toBe(1);
  });

  test('variables that do not fit a known operation are charged, by the number of errors', async () => {
    const numbers = Array.from({ length: 20 }, (_, number) => number);
    const query = `query (${numbers.map((n) => `$k${n}: UnitKind`).join()}) { ${numbers
      .map((n) => `u${n}: administrativeUnits(first: 0, filter: { kind: $k${n} }) { totalCount }`)
      .join(' ')} }`;
    const body = (kinds: readonly string[]) =>
      JSON.stringify({
        query,
        variables: Object.fromEntries(kinds.map((kind, n) => [`k${n}`, kind])),
      });
    const endless = signedIn(await graph.token({ role: 'ANALYST' }));
    for (let time = 0; time < 3; time += 1) {
      expect((await post('10.0.0.6', body(['MINISTRY']), endless)).status).toBe(200);
    }

    const statuses = new Set<number>();
    const untilCharged = (address: string, count: number, headers = {}) =>
      untilRefused(async () => {
        const kinds = Array<string>(count).fill('MINISTER');
        const response = await post(address, body(kinds), headers);
        statuses.add(response.status);
        return response;
      });
    const one = await untilCharged('10.0.0.6', 1);
    const many = await untilCharged('10.0.0.7', 20);
    const officer = await graph.token({ role: 'OFFICER', unitId: '11111111', subject: 'misfits' });
    const ofViewer = await untilCharged('10.0.0.10', 1, signedIn(officer));

    // 900 / (25 + 6), and 900 / (25 + 20 * 6): the last one may take the bucket below nothing.
    expect([one.answered, many.answered, ofViewer.answered]).toEqual([30, 7, 30]);
    expect((await post('10.0.0.10', question)).status).toBe(200);
    expect(statuses).toEqual(new Set([200, 429]));
  });

  test('a known operation is charged for each form in which it is planned anew', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { _id: id } = graph.data.unit({ kind: 'MINISTRY' });
    const fields = names.map((name, n) => {
      const field = ['id', 'name', 'kind', 'status', 'path'][n];
      return `${name}: ${field} @include(if: $${name})`;
    });
    const declared = names.map((name) => `$${name}: Boolean!`).join();
    const query = `query (${declared}) { administrativeUnit(id: "${id}") { ${fields.join(' ')} } }`;
    const send = (form: number) => {
      const variables = Object.fromEntries(names.map((name, n) => [name, (form & (1 << n)) > 0]));
      return post('10.0.0.8', JSON.stringify({ query, variables }));
    };
    for (let time = 0; time < 20; time += 1) {
      const response = await send(31);
      expect({
        status: response.status,
        ...((await response.json()) as object),
      }).not.toHaveProperty('errors');
    }

    let form = 31;
    const { answered } = await untilRefused(() => send((form -= 1)));

    // The text twice, 20 answers, and a few forms of 60 and their selections: all of 900.
    expect(answered).toBeGreaterThan(2);
    expect(answered).toBeLessThan(10);
  });

  test('large bodies are charged before they are read', async () => {
    const large = JSON.stringify({
      query: '{ viewer { role } }',
      variables: { x: 'x'.repeat(41_000) },
    });

    const { answered } = await untilRefused(() => post('10.0.0.3', large));

    // (41,000 - 5,000) / 100 = 360 and some
    expect(answered).toBe(2);
  });

  describe('a viewer whose token is known', () => {
    /** Has the address refused whatever it sends. */
    const exhaust = (address: string) => untilRefused(() => post(address, '{"query":'));

    test('is served at an address that is refused, and no other token is', async () => {
      const address = '10.0.0.20';
      const [known, unknown] = await Promise.all([
        graph.token({ role: 'CITIZEN', citizenId: newId('citizen') }),
        graph.token({ role: 'CITIZEN', citizenId: newId('citizen') }),
      ]);
      expect((await post(address, question, signedIn(known))).status).toBe(200);
      await exhaust(address);

      const forged = `${known.slice(0, known.lastIndexOf('.'))}.${unknown.split('.')[2]}`;
      const expectations: [headers: object, status: number][] = [
        [signedIn(known), 200],
        [signedIn(unknown), 429],
        [signedIn(forged), 429],
        [{ authorization: known }, 429],
        [{}, 429],
      ];
      for (const [headers, status] of expectations) {
        expect((await post(address, question, headers)).status).toBe(status);
      }
      expect((await post('10.0.0.21', question, signedIn(unknown))).status).toBe(200);
      expect((await post(address, question, signedIn(unknown))).status).toBe(200);
    });

    test('is refused once too many of their own requests were, wherever they are, and nobody else is', async () => {
      const [first, second] = await Promise.all([
        graph.token({ role: 'OFFICER', unitId: '11111111', subject: 'careless' }),
        graph.token({ role: 'OFFICER', unitId: '11111111', subject: 'careful' }),
      ]);
      const address = '10.0.0.22';
      for (const token of [first, second]) {
        expect((await post(address, question, signedIn(token))).status).toBe(200);
      }

      const { answered, response } = await untilRefused(() =>
        post(address, '{"query":', signedIn(first)),
      );

      // 900 / 25
      expect(answered).toBeGreaterThan(0);
      expect(answered).toBeLessThanOrEqual(37);
      expect(await response.json()).toEqual({
        errors: [
          {
            message: 'Too many of your requests were refused. Try again later.',
            extensions: { code: 'LIMIT_EXCEEDED' },
          },
        ],
      });
      expect((await post('10.0.0.23', question, signedIn(first))).status).toBe(429);
      expect((await post(address, question, signedIn(second))).status).toBe(200);
      expect((await post(address, question)).status).toBe(200);
    });

    test('is charged for large bodies', async () => {
      const token = await graph.token({ role: 'OFFICER', unitId: '11111111', subject: 'verbose' });
      const address = '10.0.0.24';
      expect((await post(address, question, signedIn(token))).status).toBe(200);
      const large = JSON.stringify({ query: '{ viewer { role } }', padding: 'x'.repeat(60_000) });

      const { answered } = await untilRefused(() => post(address, large, signedIn(token)));

      // 900 / 551
      expect(answered).toBe(1);
      expect((await post(address, large)).status).toBe(200);
    });
  });

  test('metrics are charged, and health is not, nor refused', async () => {
    const headers = { 'x-forwarded-for': '10.0.0.5' };
    const get = (path: string) => fetch(`${graph.url}${path}`, { headers });

    // 900 / 100
    expect((await untilRefused(() => get('/metrics'))).answered).toBe(9);
    await untilRefused(() => post('10.0.0.5', '{"query":'));
    expect((await get('/health/ready')).status).toBe(200);
  });

  test('operations that are answered are not', async () => {
    const token = await graph.token({ role: 'ANALYST' });
    for (let time = 0; time < 60; time += 1) {
      const response = await post('10.0.0.4', question, { authorization: `Bearer ${token}` });
      expect(response.status).toBe(200);
    }
  });
});
