import { createHmac, createSecretKey } from 'node:crypto';
import type { Types } from 'mongoose';
import { type IdKind, idOf } from '../kit/public-id.ts';
import { keyOf, type Secrets } from '../kit/versioned-keys.ts';

/** Derives the public id of a document stored before public ids existed. */
export type EarlierIds = (kind: IdKind, id: Types.ObjectId) => string;

/**
 * Takes 128 bits of the ObjectId's HMAC-SHA-256, so that every subgraph that stores an ObjectId derives the same public
 * id, whenever it migrates, and an interrupted migration can be run again. Without the key, the id reveals nothing
 * about the ObjectId. Uses the earliest version of the key that is present: a secret is rotated by adding later ones.
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
