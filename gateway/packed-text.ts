import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

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

/** Sends the form that the client accepts. Clients may keep it, and ask again before they use it. */
export function sendPacked(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { plain, packed }: PackedText,
): FastifyReply {
  void reply.header('vary', 'accept-encoding').header('cache-control', 'no-cache');
  if (!acceptsGzip(headers['accept-encoding'])) return reply.send(plain);
  return reply.header('content-encoding', 'gzip').send(packed);
}

/** Whether a client accepts gzip, as browsers do (RFC 9110, 12.5.3). */
const acceptsGzip = (codings = '') =>
  /(^|,)\s*(gzip|\*)\s*(?!;\s*q=0(\.0*)?\s*(,|$))(;|,|$)/i.test(codings);
