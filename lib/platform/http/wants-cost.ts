import type { FastifyRequest } from 'fastify';

/** The header with which clients request the cost of their operation, in `extensions.cost`. */
export const costHeader = 'x-graphql-cost';

export const wantsCost = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers[costHeader] !== undefined;
