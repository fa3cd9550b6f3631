/** Lists to work from: the evaluation queue; inboxes, appeals and closed work of units; the repair of inboxes’ scopes. */

export { type ClosedLists, createClosedLists } from './closed/closed-lists.ts';
export { findClosed, mostExamined } from './closed/closed-query.ts';
export {
  type EvaluationQueueArguments,
  findEvaluationQueue,
  findQueuePage,
  type QueueFilter,
} from './evaluation-queue.ts';
export { type InboxFilter, readInboxFilter } from './inbox/inbox-filter.ts';
export { countInbox, findInboxPage, type InboxPosition } from './inbox/inbox-query.ts';
export {
  countedUpTo,
  createUnitInbox,
  type UnitInbox,
  type UnitInboxPage,
} from './inbox/unit-inbox.ts';
export { measuresOfWork } from './measures.ts';
export { recordRepair, scopeRepairModel } from './scope-repair.model.ts';
export { startWorklists } from './start-worklists.ts';
export {
  type AppealCounts,
  countUnitAppeals,
  findUnitAppeals,
  type UnitAppealsArguments,
  type UnitAppealsPage,
} from './unit-appeals.ts';
