import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { clientError } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { graphqlError } from '../../lib/platform/errors/graphql-error.ts';
import type { OperationPolicy } from '../../lib/platform/operations/policy.ts';
import { executions } from '../support/executions.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** The policy of a graph applies to every execution, by whichever path. */

onceInTheSuite('the policy of a graph', () => {
  let graph: TestGraph;
  let calls: string[];
  let refuseAt: 'planning' | 'execution' | null;

  const policy: OperationPolicy = {
    beforePlanning({ operation, variables, request }) {
      const { definition } = operation;
      calls.push(
        `planning ${definition.operation} ${JSON.stringify(variables)} ${request.viewer?.role}`,
      );
      if (refuseAt === 'planning') throw clientError('LIMIT_EXCEEDED', say`Too much.`);
    },
    async beforeExecution(_execution, path) {
      calls.push(`execution ${path}`);
      if (refuseAt === 'execution') {
        throw graphqlError('LIMIT_EXCEEDED', say`Too often.`, { http: { status: 429 } });
      }
    },
    afterResult(_execution, { data }, path) {
      calls.push(`result ${path} ${JSON.stringify(data)}`);
    },
  };

  beforeAll(async () => {
    graph = await startGraph({ execution: { policy } });
  });

  beforeEach(() => {
    calls = [];
    refuseAt = null;
  });

  afterAll(() => graph?.stop());

  const ways = {
    POST: async (query: string, variables: object, token: string) => {
      const { status, data, errors } = await graph.client.ask(query, {
        variables: variables as Record<string, unknown>,
        token,
      });
      return { status, data, errors };
    },
    GET: async (query: string, variables: object, token: string) => {
      const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
      const response = await fetch(`${graph.url}/graphql?${parameters.toString()}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { data, errors = [] } = (await response.json()) as {
        data?: unknown;
        errors?: unknown[];
      };
      return { status: response.status, data, errors };
    },
  };

  describe.each(Object.entries(ways))('by %s', (way, ask) => {
    /** No two ways send the same operation, so that neither finds the other's plan. */
    const selected = way === 'POST' ? 'id' : 'id again: id';
    const query = (name: string) =>
      `query ${name}${way}($id: ID!) { ${name}${way}: administrativeUnit(id: $id) { ${selected} } }`;
    const id = '85316115';
    const variables = { id };

    test('each part of the policy is called for every execution, and both paths are taken', async () => {
      const token = await graph.token({ role: 'EVALUATOR' });
      const before = await executions(graph);

      for (let time = 0; time < 4; time += 1) await ask(query('all'), variables, token);

      const unit = way === 'POST' ? { id } : { id, again: id };
      const data = JSON.stringify({ [`all${way}`]: unit });
      const calledBy = (path: string) => [
        `planning query {"id":"${id}"} EVALUATOR`,
        `execution ${path}`,
        `result ${path} ${data}`,
      ];
      const paths = ['first', 'first', 'compiled', 'compiled'];
      expect(calls).toEqual(paths.flatMap(calledBy));
      const after = await executions(graph);
      expect({
        first: after.first - before.first,
        compiled: after.compiled - before.compiled,
        fallback: after.fallback,
      }).toEqual({
        first: paths.filter((path) => path === 'first').length,
        compiled: paths.filter((path) => path === 'compiled').length,
        fallback: 0,
      });
    });

    test.each([
      ['planning', 400, 'Too much.'],
      ['execution', 429, 'Too often.'],
    ] as const)(
      'a refusal before %s has the same answer at every execution',
      async (at, status, message) => {
        const token = await graph.token({ role: 'EVALUATOR' });
        const asked = query(`refused${at}`);
        for (let time = 0; time < 3; time += 1) await ask(asked, variables, token);

        calls = [];
        refuseAt = at;
        const answers = [];
        for (const again of [asked, asked, asked.replace('refused', 'refusedAnew')]) {
          answers.push(await ask(again, variables, token));
        }

        const refusal = { message, extensions: { code: 'LIMIT_EXCEEDED' } };
        const refused = { status, data: undefined, errors: [refusal] };
        expect(answers).toEqual([refused, refused, refused]);
        expect(calls.filter((call) => call.startsWith('planning'))).toHaveLength(3);
        expect(calls.filter((call) => call.startsWith('result'))).toEqual([]);
      },
    );
  });

  test('a mutation passes the policy too, and invalid values never reach it', async () => {
    const token = await graph.token({ role: 'ADMIN', subject: 'admin' });
    const query = 'mutation ($date: Date!) { removeLeaveDay(date: $date) { date } }';

    for (let time = 0; time < 4; time += 1) {
      await graph.client.ask(query, { token, variables: { date: '2026-11-30' } });
      const { status } = await graph.client.ask(query, { token, variables: { date: null } });
      expect(status).toBe(200);
    }

    expect(calls.filter((call) => call.startsWith('planning'))).toEqual(
      Array(4).fill('planning mutation {"date":"2026-11-30"} ADMIN'),
    );
    expect(calls.filter((call) => call.startsWith('result'))).toHaveLength(4);
  });

  describe('a graph whose compiled execution is turned off', () => {
    let plain: TestGraph;

    beforeAll(async () => {
      plain = await startGraph({ execution: { compile: false } });
    });

    afterAll(() => plain?.stop());

    test('gives the same answers through Apollo’s executor', async () => {
      const query = `query ($id: ID!, $with: Boolean!) {
        unit: administrativeUnit(id: $id) { id: name children(first: 1) { nodes { ...F @include(if: $with) } } }
        again: administrativeUnit(id: "00000000") { name }
      }
      fragment F on AdministrativeUnit { name: id kind }`;
      const variables = { id: '85316115', with: true };
      const before = await executions(plain);

      const { data, errors } = await graph.client.ask(query, { variables });
      for (let time = 0; time < 3; time += 1) {
        const answer = await plain.client.ask(query, { variables });
        expect({ data: answer.data, errors: answer.errors }).toEqual({ data, errors });
      }

      expect(await executions(plain)).toEqual({ ...before, fallback: before.fallback + 3 });
    });
  });
});
