/** Everything that people and the clock do to a case: the workflow, its rules and acts. */

export type { ApplicationGiven, ReferralGiven } from './acts/index.ts';
export { type Acts, createActs } from './perform-acts.ts';
export type { SeenReferralResult } from './bulk.ts';
export type { Case } from './case.ts';
export { StaleCaseError } from './commit-moves.ts';
export { Desk, type Identities } from './desk.ts';
export { actOnApplication, actOnReferral } from './make-move.ts';
export { applicationRules } from './rules/application-rules.ts';
export { referralConsequences, referralRules } from './rules/referral-rules.ts';
export type { ApplicationRule, ReferralRule } from './rules/rules.ts';
export { createCaseStore } from './store.ts';
export { createLeaving } from './unasked/leave-units.ts';
export { createReaddressing } from './unasked/readdress-appeals.ts';
export { createRedating } from './unasked/redate-open.ts';
export { createDeadlines, reportPassedDates } from './unasked/report-passed-dates.ts';
export { createWorkflow, type Workflow, type WorkflowDependencies } from './workflow.ts';
