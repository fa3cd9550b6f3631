import { createHash, createHmac, randomBytes } from 'node:crypto';
import { clientError } from '../../../lib/kit/errors.ts';
import { notIssued } from '../../../lib/kit/cursor.ts';
import { say } from '../../../lib/kit/say.ts';
import type { VersionedKey } from '../../../lib/kit/versioned-keys.ts';

/** How the rows of one export are named, and hence ordered. */
export interface RowIds {
  /** The beginning of the id of each row; the key follows in 16 hexadecimal digits. */
  readonly prefix: string;
  /** The key with which the keys of rows are computed: as unpredictable as the secret that it is derived from. */
  readonly orderKey: string;
  /** The key of the last row that the client has; null at the beginning. */
  readonly after: bigint | null;
}

interface Asked {
  /** The viewer who asks. */
  readonly subject: string;
  /** Names the request without its position. */
  readonly digest: string;
  /** Names the build of the copy: the rows of another one have other keys. */
  readonly build: string;
}

const bytesOf = { salt: 6, build: 3, proof: 5 } as const;
/** Letters instead of hexadecimal digits, of which a spreadsheet or a reader might take some for a number or an id. */
const form = /^(r([g-v]{12})([g-v]{6})[g-v]{10}\.)([0-9a-f]{16})$/;
const lettersOf = (bytes: Buffer) =>
  bytes
    .toString('hex')
    .replaceAll(/./g, (digit) => String.fromCodePoint(103 + parseInt(digit, 16)));

const hash = (key: Buffer, ...parts: readonly string[]) =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest();

const buildMark = (build: string) =>
  lettersOf(createHash('sha256').update(build).digest().subarray(0, bytesOf.build));

/** The ids of an export that begins: no other export has the same, or the same order. */
export function newRowIds(keys: VersionedKey, asked: Asked): RowIds {
  const salt = lettersOf(randomBytes(bytesOf.salt));
  return { ...rowIdsOf(keys, keys.current, salt, asked), after: null };
}

/**
 * The ids of an export that continues after a row.
 * @throws `BAD_USER_INPUT` for the row of another request or person, `CURSOR_EXPIRED` if the copy was built anew.
 */
export function resumedRowIds(keys: VersionedKey, after: string, asked: Asked): RowIds {
  const [, prefix = '', salt = '', mark = '', row = ''] = form.exec(after) ?? [];
  const version = keys.versions.find((each) => {
    const key = keys.of(each);
    return key !== null && prefix === prefixOf(key, salt, mark, asked);
  });
  if (version === undefined) throw notIssued('after');
  if (mark !== buildMark(asked.build)) throw rebuilt();
  return { ...rowIdsOf(keys, version, salt, asked), after: BigInt(`0x${row}`) };
}

function rowIdsOf(keys: VersionedKey, version: number, salt: string, asked: Asked) {
  const key = keys.of(version);
  if (!key) throw new RangeError(`The version ${version} has no key.`);
  return {
    prefix: prefixOf(key, salt, buildMark(asked.build), asked),
    orderKey: hash(key, 'order', salt, asked.build).toString('hex').slice(0, 32),
  };
}

function prefixOf(key: Buffer, salt: string, mark: string, { subject, digest }: Asked): string {
  const proof = hash(key, 'row', salt, mark, subject, digest).subarray(0, bytesOf.proof);
  return `r${salt}${mark}${lettersOf(proof)}.`;
}

const rebuilt = () =>
  clientError(
    'CURSOR_EXPIRED',
    say`The copy for statistics was built anew since this export began. Start the export again.`,
    { field: 'after' },
  );
