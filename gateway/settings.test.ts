import { expect, it } from '@jest/globals';
import { defaultBudgets } from '../lib/platform/operations/budgets.ts';
import { gatewaySettings } from './settings.ts';

/** `DEMAND_BUDGETS`. */
const parsed = (given: object) =>
  gatewaySettings.DEMAND_BUDGETS.schema.safeParse(JSON.stringify(given));
const problemsOf = (given: object) => parsed(given).error?.issues.map(({ message }) => message);

it('single amounts of single roles differ from the defaults', () => {
  const analyst = { figures: 20_000, available: 30_000 };
  expect(parsed({ ANALYST: analyst }).data).toEqual({
    ...defaultBudgets,
    ANALYST: { ...defaultBudgets.ANALYST, ...analyst },
  });
});

it('a bucket holds the most that one operation may cost', () => {
  expect(problemsOf({ CITIZEN: { available: 9_999 } })).toEqual([
    'of CITIZEN: `available` must be at least `operation`',
  ]);
  expect(problemsOf({ ANALYST: { available: 49_999 }, EVALUATOR: { figures: 10_001 } })).toEqual([
    'of EVALUATOR: `available` must be at least `operation` and `figures` together',
    'of ANALYST: `available` must be at least `operation` and `figures` together',
  ]);
});

it('amounts have names and are positive', () => {
  expect(parsed({ ANALYST: { figure: 1 } }).success).toBe(false);
  expect(parsed({ ANALYST: { figures: 0 } }).success).toBe(false);
});
