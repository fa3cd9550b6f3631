import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { entityTagOf, isMatched } from '../lib/platform/http/entity-tag.ts';
import { codingFor } from '../lib/platform/http/negotiate.ts';

/** A text, plain and compressed. Every response is written from these bytes: a slow client holds no copy. */
export interface PackedText {
  readonly contentType: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
  readonly tag: string;
}

const pack = promisify(gzip);

export async function packText(text: string, contentType: string): Promise<PackedText> {
  const plain = Buffer.from(text);
  return { contentType, plain, packed: await pack(plain), tag: entityTagOf(contentType, plain) };
}

interface PackedAnswer {
  status: 200 | 304;
  headers: Record<string, string>;
  /** Null if the client has the text already. */
  bytes: Buffer | null;
}

/** The text in the form that a client accepts. Clients may keep it, and ask before they use it again. */
export function answerPacked(
  { 'accept-encoding': codings, 'if-none-match': known }: IncomingHttpHeaders,
  { contentType, plain, packed, tag }: PackedText,
): PackedAnswer {
  const headers = { 'cache-control': 'no-cache', etag: tag, vary: 'accept-encoding' };
  if (isMatched(known, tag)) return { status: 304, headers, bytes: null };
  const ofText = { ...headers, 'content-type': contentType };
  return codingFor(codings, ['gzip'])
    ? { status: 200, headers: { ...ofText, 'content-encoding': 'gzip' }, bytes: packed }
    : { status: 200, headers: ofText, bytes: plain };
}
