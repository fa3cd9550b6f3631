/** Every code that clients can get, with its meaning. The one list: masking, documentation and tests use it. */
export const errorCodes = {
  UNAUTHENTICATED: 'The request needs a valid access token and has none.',
  FORBIDDEN: 'The role of the viewer does not allow this.',
  NOT_FOUND: 'The resource does not exist, or the viewer may not see it.',
  BAD_USER_INPUT:
    'The request is malformed; `field` names the argument and `reason` what is wrong.',
  CONFLICT: 'The current state of the resource does not allow this.',
  PERSISTED_QUERY_ID_REQUIRED:
    'The viewer may only request trusted documents, by their ids, and sent a text.',
  PERSISTED_QUERY_NOT_IN_LIST: 'No trusted document has this id.',
  LIMIT_EXCEEDED: 'The request is too large or too frequent, or a quota is used up.',
  CURSOR_EXPIRED: 'The position is older than what is kept.',
  UNAVAILABLE: 'A part of the system cannot be reached; asking again later may help.',
  INTERNAL_SERVER_ERROR: 'Something unexpected; `reference` finds it in the log.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Why an input is bad, for programs; the message explains it to people. */
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

/** The details of an error for programs, besides its code. */
type ErrorDetails = Readonly<Record<string, unknown>>;

/** A kind more specific than the code, for which protocols have a status. */
export type ErrorKind = 'RATE_LIMIT' | 'UNSUPPORTED_TYPE' | 'TIMEOUT' | 'RANGE';

interface ClientErrorOptions {
  details?: ErrorDetails;
  kind?: ErrorKind;
  /** The number of seconds after which the request may be sent again. */
  retryAfterSeconds?: number;
  /** The error behind it, which clients do not get. */
  cause?: Error;
}

/**
 * An error that is meant for the client, word for word. It knows no protocol: `lib/platform/errors`
 * turns it into a GraphQL error and an HTTP status where responses are made.
 */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly kind: ErrorKind | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    { details = {}, kind, retryAfterSeconds, cause }: ClientErrorOptions = {},
  ) {
    super(message, cause && { cause });
    this.code = code;
    this.details = details;
    this.kind = kind ?? null;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}

export const isClientError = (thrown: unknown): thrown is ClientError =>
  thrown instanceof ClientError;

export const clientError = (
  code: ErrorCode,
  message: string,
  details: ErrorDetails = {},
): ClientError => new ClientError(code, message, { details });

/** An error for the client with the message of another one, which it keeps as its `cause`. */
export const clientErrorFrom = (code: ErrorCode, cause: Error): ClientError =>
  new ClientError(code, `${cause.message}.`, { cause });

/** A limit in time: the request may be sent again after this number of seconds. */
export const retryLater = (
  message: string,
  retryAfterSeconds: number,
  details: ErrorDetails = {},
): ClientError =>
  new ClientError('LIMIT_EXCEEDED', message, { details, kind: 'RATE_LIMIT', retryAfterSeconds });

/** A limit in time without a known end. */
export const tooMany = (message: string, details: ErrorDetails): ClientError =>
  new ClientError('LIMIT_EXCEEDED', message, { details, kind: 'RATE_LIMIT' });

/** A request that did not arrive completely in time. */
export const tooLate = (message: string, details: ErrorDetails): ClientError =>
  new ClientError('LIMIT_EXCEEDED', message, { details, kind: 'TIMEOUT' });

export function badInput(field: string, reason: BadInputReason, message: string): ClientError {
  return clientError('BAD_USER_INPUT', message, { field, reason });
}

/**
 * Bad input of another subgraph, whose arguments have other names here.
 * @returns the same error for the field that `rename` gives; anything else as it was thrown.
 */
export function inField(thrown: unknown, rename: (field: string) => string): unknown {
  if (!isClientError(thrown) || thrown.code !== 'BAD_USER_INPUT') return thrown;
  const field = rename(String(thrown.details['field']));
  return clientError('BAD_USER_INPUT', thrown.message, { ...thrown.details, field });
}

/** Bad input because of its type. */
export function unsupported(field: string, reason: BadInputReason, message: string): ClientError {
  const details = { field, reason };
  return new ClientError('BAD_USER_INPUT', message, { details, kind: 'UNSUPPORTED_TYPE' });
}

/** The requested part of something lies outside of it, which has this number of bytes. */
export function outsideOf(field: string, bytes: number, message: string): ClientError {
  const details = { field, reason: 'RANGE', bytes };
  return new ClientError('BAD_USER_INPUT', message, { details, kind: 'RANGE' });
}

/** The same message whether the thing does not exist or may not be seen. */
export function notFound(what: string): ClientError {
  return clientError('NOT_FOUND', `There is no such ${what}, or none that you may see.`);
}

export const unauthenticated = (message = 'Sign in first: this needs an access token.') =>
  clientError('UNAUTHENTICATED', message);

export const forbidden = (message = 'Your role does not allow this.') =>
  clientError('FORBIDDEN', message);

export const unavailable = (what: string) =>
  clientError('UNAVAILABLE', `${what} cannot be reached at the moment. Try again later.`);

/** The time of an operation is over. */
export const tooLong = (): ClientError =>
  clientError('LIMIT_EXCEEDED', 'The operation took too long. Request less at once.');
