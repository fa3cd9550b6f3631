import {
  type ASTNode,
  GraphQLError,
  type GraphQLErrorExtensions,
  type GraphQLFormattedError,
} from 'graphql';
import { type ClientError, clientError, type ErrorCode, isClientError } from '../../kit/errors.ts';
import type { Language, Message } from '../../kit/say.ts';
import { httpAnswerTo } from './http-answer.ts';
import { inLanguage } from './in-language.ts';
import { shortened } from './shortened.ts';

/**
 * The refusal of a whole request by a server. The extension `http` may give it a status and headers
 * of its own.
 */
export function graphqlError(
  code: ErrorCode,
  said: Message,
  { http, ...details }: GraphQLErrorExtensions = {},
): GraphQLError {
  const originalError = clientError(code, said, details);
  const extensions = { ...details, code, ...(http !== undefined && { http }) };
  return new GraphQLError(originalError.message, { originalError, extensions });
}

/** The refusal of a request for which graphql has a message, which exists in English alone. */
export const errorOfGraphql = (
  message: string,
  extensions: GraphQLErrorExtensions = {},
): GraphQLError =>
  new GraphQLError(message, { extensions: { ...extensions, code: 'BAD_USER_INPUT' } });

/** The error that a validation rule of ours reports. Apollo Server makes an error of its own of it, which keeps the original one. */
export const mistakeAt = (node: ASTNode, originalError: ClientError): GraphQLError =>
  new GraphQLError(originalError.message, { nodes: node, originalError });

/** An error for clients in the form of a response, without a path. Its messages are short. */
interface FormattedError {
  readonly message: string;
  readonly extensions: GraphQLErrorExtensions;
}

export const formattedError = (error: ClientError, language: Language): FormattedError => ({
  message: shortened(inLanguage(error.said, language)),
  extensions: { ...error.details, ...problemsIn(error, language), code: error.code },
});

/** An error for clients in either form: the other one was presented by another process, or has a path. */
export type ClientsError = ClientError | GraphQLFormattedError;

export const formattedErrors = (
  errors: readonly ClientsError[],
  language: Language,
): readonly GraphQLFormattedError[] =>
  errors.map((error) => (isClientError(error) ? formattedError(error, language) : error));

/** Every field of an input that is wrong; for an error that names one field, that one. */
function problemsIn({ code, details, said, problems }: ClientError, language: Language) {
  if (code !== 'BAD_USER_INPUT' || details['field'] === undefined) return {};
  const all = problems.length > 0 ? problems : [{ details, said }];
  return {
    problems: all.map((problem) => ({
      ...problem.details,
      message: shortened(inLanguage(problem.said, language)),
    })),
  };
}

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

/**
 * Apollo Server reads status and headers from the extension `http`, which no client gets. The rest is presented in the
 * language of the request (`presentError`).
 */
function extensionsWithHttp(error: ClientError): GraphQLErrorExtensions {
  const http: object | null = httpAnswerTo(error);
  return { ...error.details, code: error.code, ...(http && { http }) };
}
