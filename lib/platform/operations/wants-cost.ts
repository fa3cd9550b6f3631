import type { FastifyRequest } from 'fastify';

/** With it clients ask for what their operation costs, in `extensions.cost`. */
export const costHeader = 'x-graphql-cost';

export const wantsCost = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers[costHeader] !== undefined;
