import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { markVersion, readVersion } from './version-mark.ts';
import type { VersionedKey } from './versioned-keys.ts';

/**
 * Compares values for equality without storing them: HMAC-SHA-256 in base64url, prefixed with the version of the key.
 * Without the key, a small set of possible values cannot be tried out.
 */
export interface KeyedHash {
  /** The hash to store, under the current version of the key. */
  of(value: string): string;
  /** The hashes under every version present, the current one first: a stored hash equals one of them. */
  everyOf(value: string): string[];
  /** Whether a stored hash was made from the value, under whichever version; false when that version is missing. */
  matches(value: string, stored: string): boolean;
}

export function createKeyedHash(key: VersionedKey): KeyedHash {
  // Created once: creating a key object from bytes for each value costs six times as much as hashing it.
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
