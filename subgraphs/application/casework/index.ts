/** Everything that people and the clock do to a case: the workflow, its rules and acts. */

export type { ApplicationGiven, ReferralGiven } from './acts/index.ts';
export { type Acts, createActs } from './perform-acts.ts';
export type { ResultError, SeenReferralResult } from './bulk.ts';
export type { Case } from './case.ts';
export { StaleCaseError } from './commit-moves.ts';
export { Desk, type Identities, type RedactionOfWords } from './desk.ts';
export { actOnApplication, actOnReferral } from './make-move.ts';
export { applicationRules } from './rules/application-rules.ts';
export { outcomesOf } from './rules/outcomes.ts';
export { referralConsequences, referralRules } from './rules/referral-rules.ts';
export type { ApplicationRule, ReferralRule } from './rules/rules.ts';
export { createCaseStore } from './store.ts';
export { type RunningCasework, startCasework } from './start-casework.ts';
export { leaveUnits } from './unasked/leave-units.ts';
export { reportPassedDates } from './unasked/report-passed-dates.ts';
export type { AppealableAnswer, Workflow } from './workflow.ts';
