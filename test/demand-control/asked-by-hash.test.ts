import { hash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseTrustedProxies } from '../../lib/platform/http/client-address.ts';
import { withoutBuckets } from '../support/demand.ts';
import { executions } from '../support/executions.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** A text that is asked for by its hash costs no less than one that is sent, and takes the same path. */

const available = 3_000;

type Parameters = Readonly<Record<string, unknown>>;

interface From {
  /** Whose bucket is charged. */
  address: string;
}

const persisted = (query: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash('sha256', query, 'hex') } },
});

onceInTheSuite('a text that is asked for by its hash', () => {
  let graph: TestGraph;
  /** The texts that were charged. */
  const charged: string[] = [];

  beforeAll(async () => {
    const { budgets } = withoutBuckets;
    graph = await startGraph({
      execution: {
        policy: { beforeParsing: (text) => void charged.push(text) },
        trustProxy: parseTrustedProxies('loopback') ?? null,
        demand: {
          mode: 'enforce',
          // What is used up does not come back while the test runs.
          budgets: {
            ...budgets,
            ANONYMOUS: { operation: available, available, restoreRate: 0.001 },
          },
        },
      },
    });
  });

  beforeEach(() => {
    charged.length = 0;
  });

  afterAll(() => graph?.stop());

  async function answerOf(response: Response) {
    const { data, errors = [] } = (await response.json()) as {
      data?: unknown;
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, data, codes: errors.map(({ extensions: { code } }) => code) };
  }

  const ways = {
    async POST(parameters: Parameters, { address }: From) {
      const response = await fetch(`${graph.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify(parameters),
      });
      return answerOf(response);
    },
    async GET(parameters: Parameters, { address }: From) {
      const search = new URLSearchParams(
        Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ),
      );
      const response = await fetch(`${graph.url}/graphql?${search.toString()}`, {
        headers: { 'x-forwarded-for': address },
      });
      return answerOf(response);
    },
  };

  const answered = { status: 200, data: { viewer: null }, codes: [] };

  describe.each(Object.entries(ways))('over %s', (way, ask) => {
    const addressOf = (index: number) => `10.0.${way === 'GET' ? 1 : 0}.${index}`;
    /** No two ways ask for the same, so that neither finds the other's plan. */
    const selected = way === 'POST' ? 'role' : 'role again: role';
    const query = (name: string) => `query ${name}${way} { viewer { ${selected} } }`;

    test('is charged until it is kept, and then executed by its compiled plan at once', async () => {
      const text = query('Kept');
      const from = { address: addressOf(1) };
      const before = await executions(graph);

      expect(await ask({ query: text, ...persisted(text) }, from)).toEqual(answered);
      for (let time = 0; time < 5; time += 1) {
        expect(await ask(persisted(text), from)).toEqual(answered);
      }

      expect(charged).toEqual([text, text]);
      const { first, compiled, fallback } = await executions(graph);
      expect([first - before.first, compiled - before.compiled, fallback]).toEqual([2, 4, 0]);
    });

    test('that was sent before by somebody else is not charged again, and the other way round', async () => {
      const text = query('Known');
      const from = { address: addressOf(2) };
      for (let time = 0; time < 2; time += 1) {
        expect(await ask({ query: text }, from)).toEqual(answered);
      }
      expect(await ask({ query: text, ...persisted(text) }, from)).toEqual(answered);
      charged.length = 0;

      expect(await ask(persisted(text), from)).toEqual(answered);
      expect(await ask({ query: text }, from)).toEqual(answered);

      expect(charged).toEqual([]);
    });

    test('is the same text beside the extensions in which clients name themselves', async () => {
      const text = query('Named');
      const extensions = { clientLibrary: { name: 'x', version: '1' } };
      const named = { extensions: { ...persisted(text).extensions, ...extensions } };
      const from = { address: addressOf(3) };
      await ask({ query: text, ...named }, from);
      await ask(named, from);
      charged.length = 0;

      expect(await ask(named, from)).toEqual(answered);
      expect(await ask({ query: text, extensions }, from)).toEqual(answered);

      expect(charged).toEqual([]);
    });

    test('is checked for repeated fields as one that is sent', async () => {
      const text = `query Many${way} { ${'viewer { role } '.repeat(101)} }`;
      const from = { address: addressOf(5) };

      const refused = { status: 400, data: undefined, codes: ['LIMIT_EXCEEDED'] };
      expect(await ask({ query: text, ...persisted(text) }, from)).toEqual(refused);
      expect(await ask(persisted(text), from)).toMatchObject({
        codes: ['PERSISTED_QUERY_NOT_FOUND'],
      });
    });
  });

  /** How many are answered before the first that is refused for the costs before it. */
  async function untilRefused(ask: () => Promise<{ codes: string[] }>): Promise<number> {
    for (let count = 0; count < 100; count += 1) {
      if ((await ask()).codes.includes('LIMIT_EXCEEDED')) return count;
    }
    throw new Error('None was refused.');
  }

  test('empties the bucket as one that is sent does, where it has to be parsed each time', async () => {
    const textOf = (name: string) =>
      `query ${name}($with: Boolean = true) { viewer { role @include(if: $with) } } # ${'x'.repeat(4_000)}`;
    // It is executed once and so not kept.
    const wrong = textOf('Wrong');
    await ways.POST({ query: wrong, ...persisted(wrong) }, { address: '10.1.0.0' });
    const misfits = { variables: { with: 7 } };
    const asked: [keyof typeof ways, Parameters][] = [
      ['POST', { query: wrong, ...misfits }],
      ['POST', { ...persisted(wrong), ...misfits }],
      ['GET', { query: wrong, ...misfits }],
      ['GET', { ...persisted(wrong), ...misfits }],
    ];

    const counts = asked.map(([way, parameters], index) =>
      untilRefused(() => ways[way](parameters, { address: `10.1.1.${index}` })),
    );

    // 3,000 / (60 + 4,100 / 10), and what little executing it costs
    expect(await Promise.all(counts)).toEqual(asked.map(() => 6));
  });

  test('is not free if nobody has sent it', async () => {
    const counts = Object.values(ways).map((ask, index) =>
      untilRefused(() => ask(persisted('query Unknown'), { address: `10.1.2.${index}` })),
    );

    // 3,000 / 60
    expect(await Promise.all(counts)).toEqual([50, 50]);
  });

  test('is not the text of another hash', async () => {
    const [one, other] = ['query One { viewer { role } }', 'query Other { viewer { role } }'];
    const from = { address: '10.0.2.1' };
    for (const text of [one, other, one, other]) {
      await ways.POST({ query: text, ...persisted(text) }, from);
    }

    for (const ask of Object.values(ways)) {
      expect(await ask({ query: one, ...persisted(other) }, from)).toEqual({
        status: 400,
        data: undefined,
        codes: ['BAD_USER_INPUT'],
      });
    }
  });

  test('a malformed address is charged and checked by the part of it that is read', async () => {
    const repeated = `{ ${'viewer { role } '.repeat(101)} } #`;
    const query = encodeURIComponent(repeated);
    const stored = 'query Stored { viewer { role } }';
    await ways.POST({ query: stored, ...persisted(stored) }, { address: '10.0.2.2' });
    const extensions = JSON.stringify({ ...persisted(stored).extensions, more: '#' });
    const malformed = encodeURIComponent(extensions).replace('%23', '%FF');
    charged.length = 0;

    const codes: string[] = [];
    for (const parameters of [
      `query=${query}%FF`,
      `query=${query}&query=${query}`,
      `extensions=${malformed}`,
    ]) {
      const response = await fetch(`${graph.url}/graphql?${parameters}`, {
        headers: { 'x-forwarded-for': '10.0.2.2' },
      });
      const answer = await answerOf(response);
      expect(answer.data).toBeUndefined();
      codes.push(...answer.codes);
    }

    expect(codes).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'PERSISTED_QUERY_NOT_FOUND']);
    expect(charged).toEqual([`${query}%FF`]);
  });

  test('is not executed over GET if it is a mutation', async () => {
    const text = 'query Page { viewer { role } }';
    const mutation = 'mutation Page { renewTrackingCode(number: "1") { trackingCode } }';
    const from = { address: '10.0.2.3' };
    for (const query of [text, text, text, mutation, mutation, mutation]) {
      await ways.POST({ query, ...persisted(query) }, from);
    }

    expect(await ways.GET(persisted(mutation), from)).toMatchObject({
      status: 405,
      data: undefined,
    });
    expect(await ways.GET({ query: mutation }, from)).toMatchObject({
      status: 405,
      data: undefined,
    });
  });
});
