import type { FastifyReply } from 'fastify';

/** Adds names to the headers by which a response varies: CORS and the compression of a response each add theirs. */
export function varyBy(reply: FastifyReply, names: string): void {
  const given = reply.getHeader('vary');
  void reply.header('vary', given === undefined ? names : `${String(given)}, ${names}`);
}
