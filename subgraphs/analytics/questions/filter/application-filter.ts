import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import type { ApplicationFilter } from '../../schema-types.ts';
import { raw, type Run, type Sql } from '../statement.ts';
import { applicationConditions } from './application-conditions.ts';
import { conditionOf } from './conditions.ts';
import { Mentioned } from './mentioned.ts';

/** The filter of applications, compiled. */
interface CompiledFilter {
  readonly condition: Sql;
  /** @throws one `BAD_USER_INPUT` for everything that the filter names and the copy does not have. */
  require(run: Run): Promise<void>;
}

/**
 * Compiles the argument `filter`. Null is met by all applications.
 * @throws one `BAD_USER_INPUT` for everything that is wrong with it.
 */
export function compileFilter(filter: ApplicationFilter | null, today: LocalDate): CompiledFilter {
  const mentioned = new Mentioned();
  const given = { field: 'filter', today, mentioned };
  return {
    condition: filter === null ? raw('true') : conditionOf(applicationConditions, filter, given),
    require: (run) => mentioned.require(run, today),
  };
}
