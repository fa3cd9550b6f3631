import { z } from 'zod';
import { roles } from '../lib/kit/viewer.ts';
import {
  anonymous,
  type Budget,
  type BudgetName,
  type Budgets,
  defaultBudgets,
} from '../lib/platform/operations/budgets.ts';
import {
  flag,
  type SettingGroup,
  type ValuesOf,
  wholeNumber,
} from '../lib/platform/process/setting.ts';

const amount = z.number().positive();
const budgetSchema = z.strictObject({
  operation: amount.optional(),
  available: amount.optional(),
  restoreRate: amount.optional(),
  figures: amount.optional(),
});

/**
 * Budgets configured by operators: a JSON object from roles to the amounts that differ from the defaults, such as
 * `{"CITIZEN":{"restoreRate":1000}}`. Absent for the defaults.
 */
const budgetsSetting = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be a JSON object');
      return z.NEVER;
    }
  })
  .pipe(z.partialRecord(z.enum([anonymous, ...roles]), budgetSchema))
  .transform((given, context): Budgets => {
    const budgets = Object.fromEntries(
      Object.entries(defaultBudgets).map(([name, standard]) => [
        name,
        { ...standard, ...given[name as BudgetName] },
      ]),
    ) as Record<BudgetName, Budget>; // the same names
    for (const [name, { operation, figures = 0, available }] of Object.entries(budgets)) {
      if (operation + figures > available) {
        const least = figures > 0 ? '`operation` and `figures` together' : '`operation`';
        context.addIssue(`of ${name}: \`available\` must be at least ${least}`);
      }
    }
    return budgets;
  })
  .optional();

/** The settings of the landing page, of planning and of demand control. */
export const gatewaySettings = {
  GRAPHIQL: {
    schema: flag.optional(),
    about:
      'whether the landing page and GraphiQL are served, at `/` and `/graphiql`; by default not in production',
  },
  SUPERGRAPH_FILE: {
    schema: z.string().min(1).optional(),
    about:
      'a file with the supergraph to serve, read again within a second after it changes (see above); by default the committed one',
  },
  PLANNING_THREADS: {
    schema: wholeNumber(0, 4).default(1),
    about: 'threads that plan large operations; 0 plans all on the event loop',
  },
  DEMAND_CONTROL: {
    schema: z.enum(['enforce', 'measure']).default('enforce'),
    about: 'whether operations that cost too much are refused, or their costs only measured',
  },
  DEMAND_BUDGETS: {
    schema: budgetsSetting,
    about: 'costs that differ from the default, by role, as JSON (see above)',
  },
} as const satisfies SettingGroup;

/** Whether GraphiQL is served: by default not in production. */
export const servesGraphiql = (
  { GRAPHIQL }: Pick<ValuesOf<typeof gatewaySettings>, 'GRAPHIQL'>,
  { production }: { production: boolean },
): boolean => GRAPHIQL ?? !production;
