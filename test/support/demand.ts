import type { GatewayOptions } from '../../gateway/gateway.ts';
import {
  type BudgetName,
  type Budgets,
  defaultBudgets,
} from '../../platform/operations/budgets.ts';

/** The default limits of one operation, and buckets that no test empties. */
export const withoutBuckets: GatewayOptions['demand'] = {
  mode: 'enforce',
  budgets: Object.fromEntries(
    Object.entries(defaultBudgets).map(([name, budget]) => [
      name,
      { ...budget, available: 1e12, restoreRate: 1e12 },
    ]),
  ) as Record<BudgetName, Budgets[BudgetName]>, // of the same names
};
