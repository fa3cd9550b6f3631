import type { Keys } from '../../../lib/platform/identity/keys.ts';
import { keyOf } from '../../../lib/kit/versioned-keys.ts';
import { createKeyedHash } from '../../../lib/kit/keyed-hash.ts';

/** The stored hash of a citizen's identity number, by which the citizen is found. */
export const nationalIdHash = (keys: Pick<Keys, 'secrets'>) =>
  createKeyedHash(keyOf(keys, 'citizen/national-id'));
