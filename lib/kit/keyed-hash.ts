import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { markVersion, readVersion } from './version-mark.ts';
import type { VersionedKey } from './versioned-keys.ts';

/**
 * Tells whether two values are equal without keeping either: HMAC-SHA-256 in base64url, marked with the
 * version of the key. Without the key, values of a small space cannot be tried out.
 */
export interface KeyedHash {
  /** Under the current version of the key: what is stored. */
  of(value: string): string;
  /** Under every version present, the current one first: one of them is what was stored. */
  everyOf(value: string): string[];
  /** Whether a stored hash is of the value, whichever version made it; false for a version not present. */
  matches(value: string, stored: string): boolean;
}

export function createKeyedHash(key: VersionedKey): KeyedHash {
  // Made once: from bytes it would be made anew for each value, at six times the cost of hashing.
  const secrets = new Map<number, KeyObject>();
  for (const version of key.versions) {
    const bytes = key.of(version);
    if (bytes) secrets.set(version, createSecretKey(bytes));
  }

  function hash(value: string, version: number): string | null {
    const secret = secrets.get(version);
    if (!secret) return null;
    return markVersion(version, createHmac('sha256', secret).update(value).digest('base64url'));
  }

  return {
    of(value) {
      const hashed = hash(value, key.current);
      if (hashed === null) throw new RangeError(`Version ${key.current} has no key.`);
      return hashed;
    },
    everyOf: (value) => key.versions.flatMap((version) => hash(value, version) ?? []),
    matches(value, stored) {
      const hashed = hash(value, readVersion(stored).version);
      if (hashed === null || hashed.length !== stored.length) return false;
      return timingSafeEqual(Buffer.from(hashed), Buffer.from(stored));
    },
  };
}
