/** The questions that analysts ask: from arguments to statements with bound values, and back to groups and rows. */

export { type ApplicationGroupFigures, figureWith } from './figures/groups.ts';
export { createQuestions, type Questions } from './questions.ts';
