import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type IdKind, idOf, isIdOf } from './public-id.ts';
import type { VersionedKey } from './versioned-keys.ts';

/** A part of a stored document, by its place in a list that only ever grows. */
interface PartPlace {
  /** The hexadecimal `_id` of the document. */
  readonly documentId: string;
  /** From 0. */
  readonly index: number;
}

/** The public ids of the parts of documents, which have no id of their own in the database. */
export interface PartIds {
  /** Always the same for the same part. */
  idOf(place: PartPlace): string;
  /** The part that an id names, whether it exists or not; null for anything that has not the form of such an id. */
  read(id: string): PartPlace | null;
}

const documentIdBytes = 12;
const algorithm = 'aes-256-ecb';

/**
 * An id is one block of AES: the 12 bytes of the document's `_id` and 4 of the index. Without the key, it reveals neither,
 * nor whether two parts belong to the same document; with the key, the part is found without being stored by its id. The
 * key is that of the earliest version present: a secret is rotated by adding later ones, and ids must remain. Blocks do
 * not repeat, so ECB reveals nothing.
 */
export function createPartIds(kind: IdKind, key: VersionedKey): PartIds {
  const version = Math.min(...key.versions);
  const secret = key.of(version);
  if (!secret) throw new RangeError(`Version ${version} has no key.`);
  // Without padding, each block is independent of those before: one cipher serves for all.
  const cipher = createCipheriv(algorithm, secret, null).setAutoPadding(false);
  const decipher = createDecipheriv(algorithm, secret, null).setAutoPadding(false);
  return {
    idOf({ documentId, index }) {
      const block = Buffer.alloc(documentIdBytes + 4);
      block.write(documentId, 'hex');
      block.writeUInt32BE(index, documentIdBytes);
      return idOf(kind, cipher.update(block));
    },
    read(id) {
      if (!isIdOf(kind, id)) return null;
      const block = decipher.update(Buffer.from(id.slice(id.indexOf('_') + 1), 'base64url'));
      return {
        documentId: block.toString('hex', 0, documentIdBytes),
        index: block.readUInt32BE(documentIdBytes),
      };
    },
  };
}
