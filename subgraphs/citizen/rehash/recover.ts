import type { KeyedHash } from '../../../lib/kit/keyed-hash.ts';
import { nationalIdsWithMask } from '../../../lib/kit/national-id.ts';

/** The stored form of a citizen's identity number. */
export interface StoredNationalId {
  mask: string;
  /** `nationalIdHash`. */
  hash: string;
}

/**
 * The identity number that was stored in this form: with the key of its hash, every number that matches the
 * mask can be tried in a fifth of a second. Null if none matches.
 */
export function recoverNationalId(
  { mask, hash: stored }: StoredNationalId,
  hash: Pick<KeyedHash, 'matches'>,
): string | null {
  for (const nationalId of nationalIdsWithMask(mask)) {
    if (hash.matches(nationalId, stored)) return nationalId;
  }
  return null;
}
