/** The questions that analysts ask: from arguments to statements with bound values, and back to groups and rows. */

export type { AskDependencies } from './ask.ts';
export type { ApplicationStatisticsArguments } from './application-statistics.ts';
export { createQuestions, type Questions } from './questions.ts';
