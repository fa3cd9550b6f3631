import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A text, plain and compressed. Every response is written from these bytes: a slow client holds no copy. */
export interface PackedText {
  plain: Buffer;
  packed: Buffer;
}

const pack = promisify(gzip);

export async function packText(text: string): Promise<PackedText> {
  const plain = Buffer.from(text);
  return { plain, packed: await pack(plain) };
}

/** The bytes in the form that a client accepts, with their headers. Clients may keep them, and ask before using them. */
export function packedFor(
  { 'accept-encoding': codings }: IncomingHttpHeaders,
  { plain, packed }: PackedText,
): { headers: Record<string, string>; bytes: Buffer } {
  const headers = { vary: 'accept-encoding', 'cache-control': 'no-cache' };
  return acceptsGzip(codings)
    ? { headers: { ...headers, 'content-encoding': 'gzip' }, bytes: packed }
    : { headers, bytes: plain };
}

/** Whether a client accepts gzip, as browsers do (RFC 9110, 12.5.3). */
const acceptsGzip = (codings = '') =>
  /(^|,)\s*(gzip|\*)\s*(?!;\s*q=0(\.0*)?\s*(,|$))(;|,|$)/i.test(codings);
