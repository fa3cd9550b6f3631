/** What statistics need of applications, without names and texts, for a copy that follows every change. */

export {
  type ChangesArguments,
  createFacts,
  type Facts,
  type FactsArguments,
  type FactsDependencies,
} from './facts.ts';
export { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
export { stagesAfter } from './stages-after.ts';
