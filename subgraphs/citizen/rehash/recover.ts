import type { KeyedHash } from '../../../lib/kit/keyed-hash.ts';
import { nationalIdsWithMask } from '../../../lib/kit/national-id.ts';

/** What is stored of a citizen's identity number. */
export interface StoredNationalId {
  mask: string;
  /** `nationalIdHash`. */
  hash: string;
}

/**
 * The identity number of which that is stored: with the key of its hash, the numbers that the mask leaves can
 * be tried out, in a fifth of a second. Null where it is none of them.
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
