import { createHmac, createSecretKey } from 'node:crypto';

/** Tells whether two values are equal without keeping either. */
export type KeyedHash = (value: string) => string;

/** HMAC-SHA-256 in base64url: without the key, values of a small space cannot be tried out. */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  // Made once: from bytes it would be made anew for each value, at six times the cost of hashing.
  const secret = createSecretKey(key);
  return (value) => createHmac('sha256', secret).update(value).digest('base64url');
}
