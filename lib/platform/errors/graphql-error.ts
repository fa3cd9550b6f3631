import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { type ClientError, type ErrorCode, isClientError } from '../../kit/errors.ts';
import { httpAnswerTo } from './http-answer.ts';

/**
 * The refusal of a whole request by a server. The extension `http` may give it a status and headers
 * of its own.
 */
export const graphqlError = (
  code: ErrorCode,
  message: string,
  extensions: GraphQLErrorExtensions = {},
): GraphQLError => new GraphQLError(message, { extensions: { ...extensions, code } });

/** An error for clients in the form of a response, without a path. */
interface FormattedError {
  readonly message: string;
  readonly extensions: GraphQLErrorExtensions;
}

export const formattedError = ({ message, code, details }: ClientError): FormattedError => ({
  message,
  extensions: { ...details, code },
});

/** An error for clients as a `GraphQLError`, with its HTTP status and headers in the extension `http`. */
export const graphqlErrorOf = (error: ClientError): GraphQLError =>
  new GraphQLError(error.message, { originalError: error, extensions: extensionsWithHttp(error) });

/**
 * Anything that was thrown, as a `GraphQLError`: an error for clients, an error of an execution, or a fault of ours.
 */
export function graphqlErrorFor(thrown: unknown): GraphQLError {
  if (isClientError(thrown)) return graphqlErrorOf(thrown);
  return thrown instanceof GraphQLError ? thrown : faultOf(thrown);
}

/** A fault of ours: clients get a masked error for it. */
export function faultOf(thrown: unknown, extensions: GraphQLErrorExtensions = {}): GraphQLError {
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError, extensions });
}

/** Adds code and details to an error of an execution whose resolver has thrown an error for clients. */
export function withExtensions(error: GraphQLError): GraphQLError {
  const { originalError, nodes = null, path = null } = error;
  if (!isClientError(originalError)) return error;
  const extensions = extensionsWithHttp(originalError);
  return new GraphQLError(error.message, { nodes, path, originalError, extensions });
}

/** Apollo Server reads status and headers from the extension `http`, which no client gets. */
function extensionsWithHttp(error: ClientError): GraphQLErrorExtensions {
  const { extensions } = formattedError(error);
  const http: object | null = httpAnswerTo(error);
  return http ? { ...extensions, http } : extensions;
}
