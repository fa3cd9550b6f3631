import { keyOf, type Secrets } from './versioned-keys.ts';
import { createKeyedHash } from './keyed-hash.ts';

/**
 * What is stored with an application of its applicant's identity number, so that a tracker can be
 * proved. The citizen subgraph keeps it beside the citizen, and gives it to the application subgraph
 * when that citizen files: the number itself never travels.
 */
export const applicantHash = (keys: { secrets: Secrets }) =>
  createKeyedHash(keyOf(keys, 'application/applicant'));
