import { keyOf, type Secrets } from './versioned-keys.ts';
import { createKeyedHash } from './keyed-hash.ts';

/**
 * The keyed hash of the applicant's identity number that is stored with an application. The citizen subgraph stores it
 * with the citizen and passes it to the application subgraph when that citizen files: the number itself never travels.
 */
export const applicantHash = (keys: { secrets: Secrets }) =>
  createKeyedHash(keyOf(keys, 'application/applicant'));
