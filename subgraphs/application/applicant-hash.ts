import { deriveKey, type Keys } from '../../platform/keys.ts';
import { createKeyedHash } from '../shared/keyed-hash.ts';

/** What is stored with an application of its applicant's identity number. */
export const applicantHash = (keys: Keys) =>
  createKeyedHash(deriveKey(keys, 'application/applicant'));
