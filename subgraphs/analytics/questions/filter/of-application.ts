import type { ApplicationFilter } from '../../schema-types.ts';
import { applicationSource } from '../figures/facts-of-applications.ts';
import { rowsOf } from '../figures/source.ts';
import { dayOf, sql, type Sql } from '../statement.ts';
import { applicationConditions } from './application-conditions.ts';
import { type Condition, conditionOf } from './conditions.ts';

/** The application that something belongs to, by its key, meets a filter. */
export const ofApplication =
  (app: Sql): Condition<ApplicationFilter> =>
  (filter, given) => {
    const condition = conditionOf(applicationConditions, filter, { ...given, isNegated: false });
    const today = dayOf(given.today);
    const rows = rowsOf({ source: applicationSource, condition, today, asked: [] });
    return sql`${app} IN (SELECT app FROM (${rows}))`;
  };
