import { createHash } from 'node:crypto';

/** 128 bits: no two texts have the same by chance. */
const bytesOfTag = 16;

/** The weak entity tag of a representation: the same for each of its codings. */
export function entityTagOf(contentType: string, body: string | Buffer): string {
  const hash = createHash('sha256').update(`${contentType}\n`).update(body).digest();
  return `W/"${hash.subarray(0, bytesOfTag).toString('base64url')}"`;
}

/** Whether an `if-none-match` header names a tag, by weak comparison (RFC 9110, 13.1.2). */
export function isMatched(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = opaqueOf(tag);
  return ifNoneMatch.split(',').some((one) => opaqueOf(one.trim()) === opaque);
}

const opaqueOf = (tag: string) => (tag.startsWith('W/') ? tag.slice(2) : tag);
