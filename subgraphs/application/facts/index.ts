/** The facts of applications for statistics, without names and texts, for a copy that follows every change. */

export { createFacts, type Facts } from './facts.ts';
export { createPseudonyms } from './pseudonyms.ts';
export { readRecords } from './read-records.ts';
export { stagesAfter } from './stages-after.ts';
