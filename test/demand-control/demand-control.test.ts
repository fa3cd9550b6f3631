import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import type { GraphAnswer } from '../support/client.ts';
import { withoutBuckets } from '../support/demand.ts';
import type { OperationExecution } from '../../lib/platform/operations/policy.ts';
import { executions } from '../support/executions.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { openRaw, rawRequest } from '../support/raw-socket.ts';
import { until } from '../support/wait.ts';

const times = 4;

const chain = (depth: number): string =>
  depth === 0
    ? 'id'
    : `children(first: 100) { nodes { ${depth === 1 ? 'id' : `parent { ${chain(depth - 1)} }`} } }`;

/** The codes of as many answers with the same errors. */
const every = (...expected: string[]) => Array.from({ length: times }, () => expected);

const codes = ({ errors }: GraphAnswer) => errors.map(({ extensions }) => extensions['code']);

onceInTheSuite('demand control', () => {
  let graph: TestGraph;
  /** Called with each operation that was charged, before it is executed. */
  let onCharged: (execution: OperationExecution) => Promise<void>;

  beforeAll(async () => {
    const { budgets } = withoutBuckets;
    onCharged = async () => {};
    graph = await startGraph({
      execution: {
        policy: { beforeExecution: (execution) => onCharged(execution) },
        demand: {
          mode: 'enforce',
          budgets: {
            ...budgets,
            // What they have used up does not come back while the test runs.
            ANONYMOUS: { operation: 10_000, available: 10_000, restoreRate: 0.001 },
            CITIZEN: { operation: 500, available: 1_000, restoreRate: 0.001 },
          },
        },
      },
    });
  });

  afterAll(() => graph?.stop());

  async function repeatedly(
    query: string,
    token: string | null,
    variables = {},
  ): Promise<GraphAnswer[]> {
    const answers: GraphAnswer[] = [];
    for (let time = 0; time < times; time += 1) {
      answers.push(await graph.client.ask(query, { token, variables }));
    }
    return answers;
  }

  describe('an operation that may cost too much', () => {
    test.each([
      [
        'units of units of units',
        `{ administrativeUnit(id: "23338477") { ${chain(3)} } }`,
        'administrativeUnit.children.nodes.parent.children.nodes.parent.children.nodes',
      ],
      [
        'a queue of queues',
        `{ evaluationQueue(first: 100) { nodes { applicant { applications { nodes { applicant {
           applications { nodes { applicant { applications { nodes { number } } } } } } } } } } } }`,
        'evaluationQueue.nodes.applicant.applications.nodes.applicant.applications.nodes.applicant.applications.nodes',
      ],
    ])(
      '%s is refused before anything is executed, however often',
      async (_, query, dearestPath) => {
        const token = await graph.token({ role: 'EVALUATOR' });
        const before = await executions(graph);

        for (const answer of await repeatedly(query, token)) {
          expect(answer).toMatchObject({
            status: 400,
            data: undefined,
            errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 10_000, dearestPath } }],
          });
          expect(Number(answer.errors[0]?.extensions['cost'])).toBeGreaterThan(10_000);
        }

        expect(await executions(graph)).toEqual(before);
      },
    );

    test('is refused for the values of its variables, also when it is known already', async () => {
      const query = `query ($first: Int) { administrativeUnits(first: $first) { nodes { id
        children(first: $first) { nodes { id children(first: $first) { nodes { id } } } } } } }`;
      const token = await graph.token({ role: 'ADMIN' });

      for (const answer of await repeatedly(query, token, { first: 2 }))
        expect(codes(answer)).toEqual([]);
      for (const answer of await repeatedly(query, token, { first: 100 })) {
        expect(codes(answer)).toEqual(['LIMIT_EXCEEDED']);
      }
    });

    test('is judged by the role of the viewer', async () => {
      const query = '{ provinces { districts { name } } }';
      const admin = await graph.token({ role: 'ADMIN' });
      const citizen = await graph.data.citizen();
      const token = await graph.token({ subject: citizen.id, citizenId: citizen.id });

      const answers = [
        ...(await repeatedly(query, admin)),
        ...(await repeatedly(query, token)),
        ...(await repeatedly(query, admin)),
      ];

      const refused = every('LIMIT_EXCEEDED');
      const answered = every();
      expect(answers.map(codes)).toEqual([...answered, ...refused, ...answered]);
    });
  });

  describe('the form of an operation', () => {
    const unit = 'administrativeUnit(id: "85316115")';
    test.each([
      ['depth', 27, `{ ${unit} { ${'parent { '.repeat(25)} id ${'}'.repeat(25)} } }`],
      [
        'aliases',
        101,
        `{ ${unit} { ${Array.from({ length: 101 }, (_, n) => `a${n}: name`).join(' ')} } }`,
      ],
      // Fields that do not exist: they are counted before validation.
      [
        'selections',
        1_001,
        `{ ${Array.from({ length: 1_001 }, (_, n) => `a${n}: nothing`).join(' ')} }`,
      ],
      ['rootFields', 60, `{ ${'...F '.repeat(60)} } fragment F on Query { __typename }`],
      [
        'mutations',
        11,
        `mutation { ${Array.from({ length: 11 }, (_, n) => `m${n}: removeLeaveDay(date: "2026-03-03") { date }`).join(' ')} }`,
      ],
      [
        'listElements',
        1_001,
        `{ evaluationQueue(filter: { topicIds: [${'"a" '.repeat(1_001)}] }) { nodes { number } } }`,
      ],
      [
        'inputDepth',
        26,
        `{ applications(filter: ${'{ not: '.repeat(25)}{}${' }'.repeat(25)}) { totalCount } }`,
      ],
    ])('has a limit: %s', async (quantity, found, query) => {
      const token = await graph.token({ role: 'ADMIN' });

      for (const answer of await repeatedly(query, token)) {
        expect(answer).toMatchObject({
          status: 400,
          errors: [{ extensions: { code: 'LIMIT_EXCEEDED', quantity, found } }],
        });
      }
    });

    test('counts the elements of lists in variables', async () => {
      const query =
        'query ($ids: [ID!]) { evaluationQueue(filter: { topicIds: $ids }) { nodes { number } } }';
      const token = await graph.token({ role: 'EVALUATOR' });
      const ids = (count: number) => ({ ids: Array.from({ length: count }, () => 'a') });

      const few = await repeatedly(query, token, ids(3));
      const many = await repeatedly(query, token, ids(1_001));

      expect(few.map(codes)).toEqual(every());
      expect(many.map(codes)).toEqual(every('LIMIT_EXCEEDED'));
    });

    const nested = (levels: number) =>
      JSON.parse(`${'{"not":'.repeat(levels)}{}${'}'.repeat(levels)}`) as object;

    test.each([
      ['listElements', 6_500, { and: Array.from({ length: 6_500 }, () => ({})) }],
      ['inputObjects', 501, { or: Array.from({ length: 999 }, () => ({ stages: 'no stage' })) }],
      ['inputDepth', 26, nested(2_400)],
      ['inputDepth', 26, { and: [nested(24)] }],
    ] as const)(
      'has a limit for values of variables, by which they are refused before they are looked at: %s',
      async (quantity, found, filter) => {
        const query =
          'query ($filter: ApplicationFilter) { topics { id } applications(filter: $filter) { totalCount } }';

        for (const answer of await repeatedly(query, null, { filter })) {
          expect(answer).toMatchObject({
            status: 400,
            errors: [{ extensions: { code: 'LIMIT_EXCEEDED', quantity, found } }],
          });
          expect(answer.errors).toHaveLength(1);
        }
      },
    );
  });

  describe('the cost of an operation', () => {
    test('is reported on request, by first and repeated executions', async () => {
      const query =
        'query Reported { administrativeUnits(first: 5) { nodes { id parent { id } } } }';
      const token = await graph.token({ role: 'ADMIN' });
      const before = await executions(graph);
      const costs: unknown[] = [];
      for (let time = 0; time < times; time += 1) {
        const response = await fetch(`${graph.url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${token}`,
            'x-graphql-cost': '1',
          },
          body: JSON.stringify({ query }),
        });
        const { extensions } = (await response.json()) as { extensions: { cost: unknown } };
        costs.push(extensions.cost);
      }

      // Query; administrativeUnits 110 + 1; nodes 1 + 5; parent 5 * (1 + 1), of which the root has none; 10 leaves
      const { available, restoreRate } = withoutBuckets.budgets.ADMIN;
      for (const cost of costs) {
        expect(cost).toMatchObject({
          requestedQueryCost: 131,
          actualQueryCost: expect.any(Number),
          throttleStatus: {
            maximumAvailable: available,
            currentlyAvailable: expect.any(Number),
            restoreRate,
          },
        });
      }
      const after = await executions(graph);
      expect(after.compiled).toBeGreaterThan(before.compiled);
      expect(after.first).toBeGreaterThan(before.first);
    });

    test('is not reported without a request', async () => {
      const response = await fetch(`${graph.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ viewer { role } }' }),
      });

      expect(await response.json()).toEqual({ data: { viewer: null } });
    });
  });

  describe('a viewer’s bucket', () => {
    test('is taken from by every operation, and no other viewer’s is', async () => {
      const [first, second] = [await graph.data.citizen(), await graph.data.citizen()];
      const query = '{ provinces { code name } topics { id name } }'; // 1 + 82 + 201, and 562 leaves
      const tokenOf = ({ id }: { id: string }) => graph.token({ subject: id, citizenId: id });
      const answers: GraphAnswer[] = [];
      while (answers.length < 20 && answers.at(-1)?.status !== 429) {
        answers.push(await graph.client.ask(query, { token: await tokenOf(first) }));
      }
      const refused = answers.at(-1);

      expect(refused).toMatchObject({
        status: 429,
        data: undefined,
        errors: [
          {
            extensions: {
              code: 'LIMIT_EXCEEDED',
              cost: 425,
              throttleStatus: { maximumAvailable: 1_000, restoreRate: 0.001 },
            },
          },
        ],
      });
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(1_000);
      expect(await graph.client.ask(query, { token: await tokenOf(second) })).toMatchObject({
        status: 200,
        errors: [],
      });
    });

    test('gets back what an operation has not used', async () => {
      const { id } = await graph.data.citizen();
      const token = await graph.token({ subject: id, citizenId: id });
      const query = '{ myApplications(first: 60) { nodes { number responsibleUnit { name } } } }'; // up to 442

      const answers = await repeatedly(query, token);

      expect(answers.map(({ status }) => status)).toEqual(Array(times).fill(200));
    });

    test('is charged for lists that are longer than assumed, even if few fields of each element are selected', async () => {
      const { data } = graph;
      const citizen = await data.citizen();
      const units = data.directory.units.slice(0, 30);
      const { number } = await data.application({
        citizen,
        referrals: units.map((unit) => ({ unit, state: 'PENDING' as const })),
      });
      const token = await graph.token({ subject: citizen.id, citizenId: citizen.id });
      const left = async () => {
        const response = await fetch(`${graph.url}/graphql`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'x-graphql-cost': '1',
          },
          body: JSON.stringify({ query: '{ viewer { role } }' }),
        });
        const { extensions } = (await response.json()) as {
          extensions: { cost: { throttleStatus: { currentlyAvailable: number } } };
        };
        return extensions.cost.throttleStatus.currentlyAvailable;
      };
      const query = `{ application(number: "${number}") { responsibleUnits { name } } }`;
      for (let time = 0; time < 3; time += 1) await left();
      await repeatedly(query, token);

      const before = await left();
      const { data: answer } = await graph.client.ask(query, { token });

      expect(answer).toEqual({
        application: { responsibleUnits: units.map(() => ({ name: expect.any(String) })) },
      });
      // Query 1, application 1 + 4, responsibleUnits 1 + 30, and not 10, and 30 leaves; Query 1, viewer 1 + 1, and a
      // leaf
      expect(before - (await left())).toBe(Math.ceil(1 + 5 + 31 + 30 / 4) + 4);
    });

    test('gets nothing back of what its client has not waited for', async () => {
      const { id } = await graph.data.citizen();
      const token = await graph.token({ subject: id, citizenId: id });
      const query = '{ myApplications(first: 60) { nodes { number responsibleUnit { name } } } }'; // up to 442
      const leaving = await openRaw(graph.url);
      const isOver = Promise.withResolvers<void>();
      onCharged = async ({ request }) => {
        leaving.socket.destroy();
        await until(
          () => request.interruption.isOver,
          (over) => over,
        );
        isOver.resolve();
      };

      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      leaving.write(rawRequest('/graphql', { headers, body: JSON.stringify({ query }) }));
      await isOver.promise;
      onCharged = async () => {};

      const response = await fetch(`${graph.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'x-graphql-cost': '1' },
        body: JSON.stringify({ query: '{ viewer { role } }' }),
      });
      const { extensions } = (await response.json()) as {
        extensions: { cost: { throttleStatus: { currentlyAvailable: number } } };
      };
      expect(extensions.cost.throttleStatus.currentlyAvailable).toBeLessThan(1_000 - 436);
    });

    test('belongs to the address if there is no token, and unknown texts are charged for their length', async () => {
      const invalid = `{ nothing } # ${'x'.repeat(90_000)}`;
      const answers: GraphAnswer[] = [];
      while (answers.length < 20 && answers.at(-1)?.status !== 429) {
        answers.push(await graph.client.ask(invalid));
      }

      expect(answers.length).toBeLessThan(8);
      expect(answers.flatMap(codes)).toEqual([
        ...Array<string>(answers.length - 1).fill('BAD_USER_INPUT'),
        'LIMIT_EXCEEDED',
      ]);
    });
  });

  test('the default lets every role ask for its largest operation', () => {
    for (const { operation, available } of Object.values(defaultBudgets)) {
      expect(available).toBeGreaterThanOrEqual(operation);
    }
  });
});
