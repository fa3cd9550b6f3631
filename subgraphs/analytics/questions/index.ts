/** The questions that analysts ask: from arguments to statements with bound values, and back to groups and rows. */

export { compileFilter } from './filter/application-filter.ts';
export { Mentioned } from './filter/mentioned.ts';
export {
  application as applicationFacts,
  applicationSource,
} from './figures/facts-of-applications.ts';
export {
  type ApplicationGroupFigures,
  figureWith,
  type ReferralGroupFigures,
} from './figures/groups.ts';
export { rowsOf, type Source } from './figures/source.ts';
export { digestOf } from './list/positions.ts';
export { createQuestions, type Questions } from './questions.ts';
export { dayOf, join, needing, raw, type Run, runSql, sql, Sql, statementOf } from './statement.ts';
