/** The limits of questions: how many at once, how many wait, and how long each may last. */

export { createLimits, type Limits } from './limits.ts';
export { measuresOfQuestions } from './measures.ts';
export { type Asker, shareOfOwner } from './places.ts';
export { limitSettings } from './settings.ts';
