import { describe, expect, test } from '@jest/globals';
import type { OperationDefinitionNode } from 'graphql';
import { createPlanner, type MakePlan, PlannerLimitError, plannerLimits } from './planner.ts';
import { askFor, supergraphOfCopies } from '../../test/support/supergraph-of-copies.ts';

const copies = [2, 3] as const;
const supergraphs = new Map(copies.map((count) => [count, supergraphOfCopies(count)] as const));

function plannerOf(count: 2 | 3, evaluatedPlans: number, paths = plannerLimits.paths) {
  return createPlanner(supergraphs.get(count) ?? '', { evaluatedPlans, paths });
}

function isPlanned(plan: MakePlan, definition: OperationDefinitionNode): boolean {
  try {
    plan(definition);
    return true;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(PlannerLimitError);
    return false;
  }
}

describe('the planner', () => {
  test.each(copies)(
    'reports how many plans it has compared, with %d ways to each field',
    (count) => {
      const { plan } = plannerOf(count, 100);

      const evaluated = [1, 2, 3, 4].map((fields) => plan(askFor(fields)).evaluatedPlans);

      expect(evaluated).toEqual([1, 2, 3, 4].map((fields) => count ** fields));
    },
  );

  test.each(copies)(
    'refuses operations with more possible plans than the limit, %d to a field',
    (count) => {
      for (const limit of [count ** 3 - 1, count ** 3, count ** 3 + 1, 2 * count ** 3]) {
        const { plan } = plannerOf(count, limit);
        const refused = [1, 2, 3, 4, 5, 12].filter((fields) => !isPlanned(plan, askFor(fields)));

        expect(refused).toEqual([1, 2, 3, 4, 5, 12].filter((fields) => count ** fields > limit));
      }
    },
  );

  test('reports which limit was exceeded', () => {
    expect(() => plannerOf(2, 7).plan(askFor(3))).toThrow(
      expect.objectContaining({ quantity: 'evaluatedPlans', limit: 7 }),
    );
    expect(() => plannerOf(3, 100, 2).plan(askFor(1))).toThrow(
      expect.objectContaining({ quantity: 'paths', limit: 2 }),
    );
    expect(plannerOf(3, 100, 3).plan(askFor(1))).toMatchObject({ evaluatedPlans: 3 });
  });
});
