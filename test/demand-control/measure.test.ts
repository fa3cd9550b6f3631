import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import {
  onceInTheSuite as describe,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';

const query = '{ administrativeUnits(first: 100) { nodes { id name } } }';

describe('a graph that only measures costs', () => {
  let graph: TestGraph;

  beforeAll(async () => {
    const tiny = { operation: 10, available: 10, restoreRate: 0.001 };
    const budgets = Object.fromEntries(Object.keys(defaultBudgets).map((name) => [name, tiny]));
    graph = await startGraph({
      execution: { demand: { mode: 'measure', budgets: budgets as typeof defaultBudgets } }, // of the same names
    });
  });

  afterAll(() => graph?.stop());

  test('refuses nothing, and says what it would have cost', async () => {
    for (let time = 0; time < 4; time += 1) {
      const response = await fetch(`${graph.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-graphql-cost': 'true' },
        body: JSON.stringify({ query }),
      });

      expect(await response.json()).toEqual({
        data: { administrativeUnits: { nodes: expect.any(Array) } },
        extensions: {
          cost: {
            requestedQueryCost: expect.any(Number),
            actualQueryCost: expect.any(Number),
            throttleStatus: {
              maximumAvailable: 10,
              currentlyAvailable: expect.any(Number),
              restoreRate: 0.001,
            },
          },
        },
      });
    }
  });
});

test('`npm run cost` prints the cost of an operation, and the same as the sum of its paths', async () => {
  const root = resolve(import.meta.dirname, '../..');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/cost.ts', 'examples/evaluator.graphql'],
    { cwd: root },
  );

  const lines = stdout.split('\n').flatMap((line) => {
    const [, amount, what] = /^ *([\d.]+) {2}(.+)$/.exec(line) ?? [];
    return amount === undefined || what === undefined ? [] : [{ amount: Number(amount), what }];
  });
  const [whole, ...paths] = lines;
  expect(whole?.what).toMatch(/^in all \(/);
  expect(paths.length).toBeGreaterThan(5);
  const sum = paths.reduce((total, { amount }) => total + amount, 0);
  // Each line is rounded to a tenth, and the whole is rounded up.
  expect(Math.abs((whole?.amount ?? 0) - sum)).toBeLessThan(1 + paths.length / 20);
  expect(stdout).toMatch(/^Within the limit of one operation of: .*EVALUATOR/m);
});
