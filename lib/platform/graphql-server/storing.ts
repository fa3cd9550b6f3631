import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { wantsCost } from '../http/wants-cost.ts';
import type { Storing } from '../operations/request.ts';

const storings = new WeakMap<IncomingMessage, Storing>();

/**
 * How long the answer to a request may be stored, for its operation to fill in. Null for a request by POST, and for one
 * with an access token or for the cost: what they get is for this viewer and this moment alone.
 */
export function storingOf(request: FastifyRequest): Storing | null {
  const { method, headers, raw } = request;
  if (method !== 'GET' || headers.authorization !== undefined || wantsCost(request)) return null;
  const known = storings.get(raw);
  if (known) return known;
  const storing = { seconds: 0 };
  storings.set(raw, storing);
  return storing;
}

/** The headers by which answers to GET differ, beside those of every answer. */
export const variesByViewer = 'authorization, x-graphql-cost';
