import type { FastifyRequest } from 'fastify';
import type { RequestOrigin } from '../request.ts';

/** With it clients ask for what their operation costs, in `extensions.cost`. */
export const costHeader = 'x-graphql-cost';

export function originOf({ ip, headers }: FastifyRequest): RequestOrigin {
  return { address: ip, wantsCost: headers[costHeader] !== undefined };
}
