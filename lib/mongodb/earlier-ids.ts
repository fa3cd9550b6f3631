import { createHmac, createSecretKey } from 'node:crypto';
import type { Types } from 'mongoose';
import { type IdKind, idOf } from '../kit/public-id.ts';
import { keyOf, type Secrets } from '../kit/versioned-keys.ts';

/** Makes the public id of what was stored before there were any. */
export type EarlierIds = (kind: IdKind, id: Types.ObjectId) => string;

/**
 * Of an ObjectId 128 bits of its HMAC-SHA-256, so that each subgraph that holds one gives it the same public
 * id, whenever it migrates, and a migration that is cut short can be run again. What has no key learns nothing
 * of the ObjectId. Under the earliest version of the key that there is: a secret is rotated by adding later ones.
 */
export function createEarlierIds(keys: { secrets: Secrets }): EarlierIds {
  const key = keyOf(keys, 'earlier-ids');
  const version = Math.min(...key.versions);
  const bytes = key.of(version);
  if (!bytes) throw new RangeError(`Version ${version} has no key.`);
  const secret = createSecretKey(bytes);
  return (kind, id) => {
    const mac = createHmac('sha256', secret).update(`${kind}/${id.toHexString()}`).digest();
    return idOf(kind, mac.subarray(0, 16));
  };
}
