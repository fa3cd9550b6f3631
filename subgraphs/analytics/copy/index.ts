/** The copy of facts: how it is built, how it follows every change, and how it is compared with its origin. */

export type { Copy } from './copy.ts';
export { followFacts } from './follow-facts.ts';
export { answerRequests } from './answer-requests.ts';
export { measuresOf } from './measures.ts';
export { leaveRequest, type Progress, readProgress, withdrawRequest } from './requests.ts';
export { analyticsDirectoryOf, copySettings } from './settings.ts';
export type { Verification } from './verify.ts';
