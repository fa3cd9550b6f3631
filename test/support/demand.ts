import type { GatewayOptions } from '../../gateway/gateway.ts';
import {
  type Budget,
  type BudgetName,
  type Budgets,
  defaultBudgets,
} from '../../lib/platform/operations/budgets.ts';

const budgetsOf = (budget: Partial<Budget>): Budgets =>
  Object.fromEntries(
    Object.entries(defaultBudgets).map(([name, standard]) => [name, { ...standard, ...budget }]),
  ) as Record<BudgetName, Budget>; // of the same names

const bottomless: Partial<Budget> = { available: 1e12, restoreRate: 1e12 };

/** Costs are computed, and nothing that tests request costs too much. */
export const withoutLimits: GatewayOptions['demand'] = {
  mode: 'enforce',
  budgets: budgetsOf({ ...bottomless, operation: 1e12, figures: 1e12 }),
};

/** The default limits of one operation, and buckets that no test empties. */
export const withoutBuckets: GatewayOptions['demand'] = {
  mode: 'enforce',
  budgets: budgetsOf(bottomless),
};
