import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { badInput } from '../../platform/errors.ts';

const ivBytes = 12;
const tagBytes = 16;

/** Positions in one kind of list, as clients carry them. */
export interface CursorCodec {
  seal(position: string): string;
  /** @throws `BAD_USER_INPUT` for anything that this codec did not seal. */
  open(cursor: string, field?: string): string;
}

/**
 * Cursors that tell a client nothing and that it cannot forge: the position encrypted with
 * AES-256-GCM, bound to the list it belongs to, in base64url.
 */
export function createCursorCodec(key: Uint8Array, list: string): CursorCodec {
  const boundTo = Buffer.from(list);
  return {
    seal(position) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
      cipher.setAAD(boundTo);
      const sealed = [iv, cipher.update(position, 'utf8'), cipher.final()];
      return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(cursor, field = 'after') {
      try {
        const bytes = Buffer.from(cursor, 'base64url');
        if (bytes.toString('base64url') !== cursor) throw new Error('not all of it is base64url');
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
        throw badInput(field, 'CURSOR', 'The cursor is none that this list gave.');
      }
    },
  };
}
