import { deriveKey, type Keys } from '../../platform/keys.ts';
import { createKeyedHash } from '../shared/keyed-hash.ts';

/** What is stored of a citizen's identity number, to find the citizen by it. */
export const nationalIdHash = (keys: Keys) =>
  createKeyedHash(deriveKey(keys, 'citizen/national-id'));
