import type { FastifyRequest } from 'fastify';
import type { GraphRequest } from '../request.ts';

/** With it clients ask for what their operation costs, in `extensions.cost`. */
export const costHeader = 'x-graphql-cost';

export function originOf({
  ip,
  headers,
}: FastifyRequest): Pick<GraphRequest, 'clientAddress' | 'wantsCost'> {
  return { clientAddress: ip, wantsCost: headers[costHeader] !== undefined };
}
