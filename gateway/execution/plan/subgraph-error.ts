import { GraphQLError, type GraphQLFormattedError } from 'graphql';

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
