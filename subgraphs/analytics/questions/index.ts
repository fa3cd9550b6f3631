/** The questions that analysts ask: from arguments to statements with bound values, and back to groups and rows. */

export { type ApplicationGroupFigures, figureWith } from './figures/groups.ts';
export { addDays, type Day, dayAt, requireDay } from './days.ts';
export { Mentioned } from './filter/mentioned.ts';
export { createQuestions, type Questions } from './questions.ts';
export { dayOf, join, raw, type Run, runSql, sql, type Sql } from './statement.ts';
