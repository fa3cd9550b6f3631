/** How applications are filed: checks, idempotency, similar applications. */

export { createFiler } from './file-cases.ts';
export { type CaseFiler, createFiling, type Filing } from './filing.ts';
export { checkWords, contentOf, type NewCase, newCase, timelineOf } from './new-case.ts';
export { findSimilarApplications, type Lookalike } from './similar-applications.ts';
