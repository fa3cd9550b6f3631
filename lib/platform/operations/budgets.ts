import type { roles, Viewer } from '../../kit/viewer.ts';

/** The cost budget of viewers with one role. */
export interface Budget {
  /** The maximum static cost of one operation. */
  readonly operation: number;
  /**
   * The maximum static cost of the figures of groups in one operation, which then do not count towards `operation`.
   * Absent where they do.
   */
  readonly figures?: number;
  /** The capacity of a viewer's bucket. */
  readonly available: number;
  /** The refill rate per second. */
  readonly restoreRate: number;
}

/** Clients without an access token; counted by address. */
export const anonymous = 'ANONYMOUS';

export type BudgetName = typeof anonymous | (typeof roles)[number];

export type Budgets = Readonly<Record<BudgetName, Budget>>;

export const budgetNameOf = (viewer: Viewer): BudgetName => viewer?.role ?? anonymous;

const signedIn: Budget = { operation: 10_000, available: 20_000, restoreRate: 200 };

/** The bucket holds the most that one operation may cost. */
const evaluators: Budget = { ...signedIn, figures: 10_000 };
/** 10,000 groups with twelve figures and a unit. */
const analysts: Budget = { ...signedIn, figures: 40_000, available: 60_000, restoreRate: 400 };

/**
 * A cost of 1 takes about 15 µs of CPU time, and 50 at most (see docs/decisions/0004-demand-control.md): in the long
 * run a viewer uses at most a hundredth of a core, and an analyst two. Many may share an address.
 */
export const defaultBudgets: Budgets = {
  ANONYMOUS: { operation: 10_000, available: 20_000, restoreRate: 2_000 },
  CITIZEN: signedIn,
  EVALUATOR: evaluators,
  OFFICER: signedIn,
  ANALYST: analysts,
  ADMIN: signedIn,
  SERVICE: signedIn,
};
