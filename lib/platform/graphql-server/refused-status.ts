import type { FastifyReply } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';

/**
 * The status of an answer without data. In `application/json` it is 200 if the request is well-formed: its operation
 * cannot be parsed, is not valid, or its variables do not fit. Intermediaries between older clients and a server may
 * send answers of their own with other statuses (GraphQL over HTTP, "Status Codes").
 */
export const statusOfRefused = (
  errors: readonly GraphQLFormattedError[],
  contentType: string,
): number =>
  contentType.startsWith('application/json') && errors.every(isOfOperation) ? 200 : 400;

/** Gives an answer of Apollo Server, which has 400 for all media types, the status above. */
export function withStatusOfRefused(reply: FastifyReply, body: unknown): unknown {
  if (reply.statusCode === 400 && typeof body === 'string') {
    const { errors } = JSON.parse(body) as { errors: GraphQLFormattedError[] }; // written by the server
    void reply.code(statusOfRefused(errors, String(reply.getHeader('content-type'))));
  }
  return body;
}

/** A variable that a condition needs is `REQUIRED`. */
const reasons = new Set<unknown>(['PARSE', 'VALIDATION', 'REQUIRED']);

const isOfOperation = ({ extensions }: GraphQLFormattedError) =>
  reasons.has(extensions?.['reason']);
