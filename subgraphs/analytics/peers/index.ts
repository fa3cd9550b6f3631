/** The questions of this subgraph to the others: one function for each, with its GraphQL document. */

export {
  type ApplicationFacts,
  type BusinessDays,
  businessDays,
  changedFacts,
  type EarlierAnswerFacts,
  type FactSource,
  factsPage,
  factsWithIds,
  type ReferralFacts,
  type StepFacts,
} from './application.ts';
export {
  type PlacesAndTopics,
  placesAndTopics,
  unitHistories,
  type UnitForm,
  type UnitHistory,
} from './institution-directory.ts';
