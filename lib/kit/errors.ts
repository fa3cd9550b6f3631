import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';

/**
 * Every code that a client can meet in `extensions.code`, with what it means. The one list: masking,
 * documentation and tests map over it.
 */
export const errorCodes = {
  UNAUTHENTICATED: 'The request needs a valid access token and has none.',
  FORBIDDEN: 'The role of the viewer does not allow this.',
  NOT_FOUND: 'There is no such thing, or none that the viewer may see.',
  BAD_USER_INPUT:
    'The request is malformed; `field` names the argument and `reason` what is wrong.',
  CONFLICT: 'The state of the thing does not allow this now.',
  PERSISTED_QUERY_ID_REQUIRED:
    'The viewer may only ask for trusted documents, by their ids, and sent a text.',
  PERSISTED_QUERY_NOT_IN_LIST: 'No trusted document has this id.',
  LIMIT_EXCEEDED: 'The request is larger than what is served at once, or one has all one may have.',
  CURSOR_EXPIRED: 'The position is older than what is kept.',
  UNAVAILABLE: 'A part of the system cannot be reached; asking again later may help.',
  INTERNAL_SERVER_ERROR: 'Something unexpected; `reference` finds it in the log.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The status of an answer that is an error as a whole, unless the error says more. */
export const statusOfCode: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  PERSISTED_QUERY_ID_REQUIRED: 400,
  PERSISTED_QUERY_NOT_IN_LIST: 404,
  LIMIT_EXCEEDED: 413,
  CURSOR_EXPIRED: 410,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** Why an input is bad, for programs; the message says it for people. */
export type BadInputReason =
  | 'FORMAT'
  | 'REQUIRED'
  | 'CHECKSUM'
  | 'RANGE'
  | 'CURSOR'
  | 'UNKNOWN'
  | 'CLOSED'
  | 'CONFLICT'
  | 'BODY'
  | 'TYPE'
  | 'PARSE'
  | 'VALIDATION';

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

/** An error that is meant for the client, word for word; its code and details are in `extensions`. */
export type ClientError = GraphQLError;

export const isClientError = (thrown: unknown): thrown is ClientError =>
  thrown instanceof GraphQLError;

export function clientError(
  code: ErrorCode,
  message: string,
  extensions: GraphQLErrorExtensions = {},
): ClientError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}

/** Tells the client what another error says, and keeps that as its `originalError`. */
export const clientErrorFrom = (code: ErrorCode, originalError: Error): ClientError =>
  new GraphQLError(`${originalError.message}.`, { originalError, extensions: { code } });

/** A limit in time: the request may be sent again after so many seconds. */
export function retryLater(
  message: string,
  seconds: number,
  extensions: GraphQLErrorExtensions = {},
): ClientError {
  // Apollo Server takes the headers of an error as a Map; the type is another server's.
  const headers: unknown = new Map([['retry-after', String(seconds)]]);
  const http = { status: 429, headers: headers as Record<string, string> };
  return clientError('LIMIT_EXCEEDED', message, { ...extensions, http });
}

export function badInput(field: string, reason: BadInputReason, message: string): ClientError {
  return clientError('BAD_USER_INPUT', message, { field, reason });
}

/** Bad input because of its type, where a status can say so. */
export function unsupported(field: string, reason: BadInputReason, message: string): ClientError {
  return clientError('BAD_USER_INPUT', message, { field, reason, http: { status: 415 } });
}

/** The same words whether the thing does not exist or may not be seen. */
export function notFound(what: string): ClientError {
  return clientError('NOT_FOUND', `There is no such ${what}, or none that you may see.`);
}

export const unauthenticated = (message = 'Sign in first: this needs an access token.') =>
  clientError('UNAUTHENTICATED', message);

export const forbidden = (message = 'Your role does not allow this.') =>
  clientError('FORBIDDEN', message);

export const unavailable = (what: string) =>
  clientError('UNAVAILABLE', `${what} cannot be reached at the moment. Try again later.`);
