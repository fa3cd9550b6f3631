import { createHmac, createSecretKey } from 'node:crypto';
import { keyOf, type Secrets } from '../../../lib/kit/versioned-keys.ts';

/** The stand-in for a person in statistics. */
export interface Pseudonyms {
  /** The version of the secret. */
  readonly keyVersion: number;
  /** The pseudonym of a citizen, 16 hexadecimal digits. */
  personOf(citizenId: string): string;
  /** A number from 0 to 4,095. */
  recordKeyOf(citizenId: string): number;
}

const recordKeyBits = 12;

/**
 * Derived with the earliest secret of the keys file, so that another current one changes neither: counts of persons
 * stay right, and published counts are perturbed as before. Without the secret, neither can be computed from an id.
 */
export function createPseudonyms(keys: { secrets: Secrets }): Pseudonyms {
  const persons = keyOf(keys, 'analytics/person');
  const recordKeys = keyOf(keys, 'analytics/record-key');
  const keyVersion = Math.min(...persons.versions);
  const hashWith = (key: Buffer | null) => {
    if (!key) throw new RangeError(`Version ${keyVersion} has no key.`);
    const secret = createSecretKey(key);
    return (citizenId: string) => createHmac('sha256', secret).update(citizenId).digest();
  };
  const personHash = hashWith(persons.of(keyVersion));
  const recordKeyHash = hashWith(recordKeys.of(keyVersion));
  return {
    keyVersion,
    personOf: (citizenId) => personHash(citizenId).toString('hex', 0, 8),
    recordKeyOf: (citizenId) => recordKeyHash(citizenId).readUInt16BE() >> (16 - recordKeyBits),
  };
}
