import type { Keys } from '../../../lib/platform/identity/keys.ts';
import { keyOf } from '../../../lib/kit/versioned-keys.ts';
import { createKeyedHash } from '../../../lib/kit/keyed-hash.ts';

/** What is stored of a citizen's identity number, to find the citizen by it. */
export const nationalIdHash = (keys: Pick<Keys, 'secrets'>) =>
  createKeyedHash(keyOf(keys, 'citizen/national-id'));
