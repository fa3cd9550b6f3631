import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isClientError } from '../../../lib/kit/errors.ts';
import { graphqlErrorOf } from '../../../lib/platform/errors/graphql-error.ts';

export type ErrorPath = readonly (string | number)[];

/** A subgraph's error at its path in the client's answer, with the subgraph’s message. */
export function subgraphError(
  error: GraphQLFormattedError,
  subgraph: string,
  path: ErrorPath | undefined,
): GraphQLError {
  return new GraphQLError(
    error.message || `Error while fetching subquery from service "${subgraph}"`,
    { path, extensions: error.extensions },
  );
}

/** Wraps an internal fault of a fetch. */
export function faultOf(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  if (isClientError(thrown)) return graphqlErrorOf(thrown);
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError });
}
