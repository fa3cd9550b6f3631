import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { badInput } from './errors.ts';
import { markVersion, readVersion } from './version-mark.ts';
import { currentKey, type VersionedKey } from './versioned-keys.ts';

const ivBytes = 12;
const tagBytes = 16;

/** Seals and opens the cursors of one kind of list. */
export interface CursorCodec {
  seal(position: string): string;
  /** @throws `BAD_USER_INPUT` for anything this codec did not seal. */
  open(cursor: string, field?: string): string;
}

/**
 * Opaque, unforgeable cursors: the position encrypted with AES-256-GCM, bound to its list, encoded in base64url and
 * prefixed with the version of the key. Cursors of an earlier key version can be opened as long as that version is
 * present.
 */
export function createCursorCodec(keys: VersionedKey, list: string): CursorCodec {
  const boundTo = Buffer.from(list);
  const { version, key } = currentKey(keys);
  return {
    seal(position) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
      cipher.setAAD(boundTo);
      const sealed = [iv, cipher.update(position, 'utf8'), cipher.final()];
      const bytes = Buffer.concat([...sealed, cipher.getAuthTag()]);
      return markVersion(version, bytes.toString('base64url'));
    },
    open(cursor, field = 'after') {
      try {
        const read = readVersion(cursor);
        const key = keys.of(read.version);
        const bytes = Buffer.from(read.text, 'base64url');
        if (bytes.toString('base64url') !== read.text) throw new Error('not base64url throughout');
        if (!key) throw new Error('the version of its key is missing');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(boundTo);
        decipher.setAuthTag(bytes.subarray(-tagBytes));
        return (
          decipher.update(bytes.subarray(ivBytes, -tagBytes)).toString('utf8') +
          decipher.final('utf8')
        );
      } catch {
        throw badInput(field, 'CURSOR', 'This cursor was not issued by this list.');
      }
    },
  };
}
