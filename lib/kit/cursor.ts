import { hkdfSync } from 'node:crypto';
import { type AesSiv, createAesSiv } from './aes-siv.ts';
import { badInput } from './errors.ts';
import { say } from './say.ts';
import { markVersion, readVersion } from './version-mark.ts';
import type { VersionedKey } from './versioned-keys.ts';

/** In place of a cursor of events: before everything that is kept. */
export const earliest = 'EARLIEST';

/** Seals and opens the cursors of one kind of list. */
export interface CursorCodec {
  /** The same cursor for the same position, in every process with the same keys. */
  seal(position: string): string;
  /** @throws `BAD_USER_INPUT` for anything this codec did not seal. */
  open(cursor: string, field?: string): string;
}

/**
 * Opaque, unforgeable cursors: the position encrypted with AES-SIV, bound to its list, encoded in base64url and
 * prefixed with the version of the key. A position of up to 38 characters makes a cursor of up to 80 bytes. Cursors of
 * an earlier key version can be opened as long as that version is present.
 */
export function createCursorCodec(keys: VersionedKey, list: string): CursorCodec {
  const boundTo = [Buffer.from(list)];
  const sealers = new Map(
    keys.versions.map((version) => [version, createAesSiv(sealingKey(keys, version), boundTo)]),
  );
  const current = sealers.get(keys.current);
  if (!current) throw new RangeError(`The current version ${keys.current} has no key.`);
  return {
    seal: (position) =>
      markVersion(keys.current, current.seal(Buffer.from(position)).toString('base64url')),
    open(cursor, field = 'after') {
      const position = openWith(sealers, cursor);
      if (position === null) throw notIssued(field);
      return position;
    },
  };
}

/** The error for a cursor of something else. */
export const notIssued = (field: string) =>
  badInput(field, 'CURSOR', say`This cursor was not issued by this list.`);

function openWith(sealers: ReadonlyMap<number, AesSiv>, cursor: string): string | null {
  const { version, text } = readVersion(cursor);
  const bytes = Buffer.from(text, 'base64url');
  // Each cursor has one spelling.
  if (bytes.toString('base64url') !== text) return null;
  return sealers.get(version)?.open(bytes)?.toString('utf8') ?? null;
}

/** Two keys of 256 bits, for nothing but AES-SIV. */
function sealingKey(keys: VersionedKey, version: number): Buffer {
  const key = keys.of(version);
  if (!key) throw new RangeError(`The version ${version} has no key.`);
  return Buffer.from(hkdfSync('sha256', key, '', 'AES-SIV', 64));
}
