import { type Message, say } from './say.ts';

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
  /** Everything that is wrong, if it is more than one thing. */
  problems?: readonly ClientError[];
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
  /** The message for people, which can be translated. */
  readonly said: Message;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  /** Empty unless several fields are wrong; the details are then those of the first. */
  readonly problems: readonly ClientError[];
  readonly kind: ErrorKind | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    said: Message,
    { details = {}, problems = [], kind, retryAfterSeconds, cause }: ClientErrorOptions = {},
  ) {
    super(String(said), cause && { cause });
    this.said = said;
    this.code = code;
    this.details = details;
    this.problems = problems;
    this.kind = kind ?? null;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}

export const isClientError = (thrown: unknown): thrown is ClientError =>
  thrown instanceof ClientError;

export const clientError = (
  code: ErrorCode,
  said: Message,
  details: ErrorDetails = {},
): ClientError => new ClientError(code, said, { details });

/** An error for the client that keeps another one as its `cause`. */
export const clientErrorFrom = (code: ErrorCode, said: Message, cause: Error): ClientError =>
  new ClientError(code, said, { cause });

/** A limit in time: the request may be sent again after this number of seconds. */
export const retryLater = (
  said: Message,
  retryAfterSeconds: number,
  details: ErrorDetails = {},
): ClientError =>
  new ClientError('LIMIT_EXCEEDED', said, { details, kind: 'RATE_LIMIT', retryAfterSeconds });

/** A limit in time without a known end. */
export const tooMany = (said: Message, details: ErrorDetails): ClientError =>
  new ClientError('LIMIT_EXCEEDED', said, { details, kind: 'RATE_LIMIT' });

/** A request that did not arrive completely in time. */
export const tooLate = (said: Message, details: ErrorDetails): ClientError =>
  new ClientError('LIMIT_EXCEEDED', said, { details, kind: 'TIMEOUT' });

/** The values that would be right, for programs: a number of what the message names, or a day. */
interface InputLimits {
  readonly min?: number | string;
  readonly max?: number | string;
}

export function badInput(
  field: string,
  reason: BadInputReason,
  said: Message,
  limits: InputLimits = {},
): ClientError {
  return clientError('BAD_USER_INPUT', said, { field, reason, ...limits });
}

/** One error for everything that is wrong with an input, in this order. */
export function badInputs(problems: readonly [ClientError, ...ClientError[]]): ClientError {
  const [first, ...others] = problems;
  if (others.length === 0) return first;
  const said = others.reduce((all, { said: next }) => say`${all} ${next}`, first.said);
  return new ClientError('BAD_USER_INPUT', said, { details: first.details, problems });
}

/** Bad input because of its type. */
export function unsupported(field: string, reason: BadInputReason, said: Message): ClientError {
  const details = { field, reason };
  return new ClientError('BAD_USER_INPUT', said, { details, kind: 'UNSUPPORTED_TYPE' });
}

/** The requested part of something lies outside of it, which has this number of bytes. */
export function outsideOf(field: string, bytes: number, said: Message): ClientError {
  const details = { field, reason: 'RANGE', bytes };
  return new ClientError('BAD_USER_INPUT', said, { details, kind: 'RANGE' });
}

/** The same message whether the thing does not exist or may not be seen. */
export function notFound(what: Message): ClientError {
  return clientError('NOT_FOUND', say`There is no such ${what}, or none that you may see.`);
}

export const unauthenticated = (said = say`Sign in first: this needs an access token.`) =>
  clientError('UNAUTHENTICATED', said);

export const forbidden = (said = say`Your role does not allow this.`) =>
  clientError('FORBIDDEN', said);

export const unavailable = (what: Message) =>
  clientError('UNAVAILABLE', say`${what} cannot be reached at the moment. Try again later.`);

/** The time of an operation is over. */
export const tooLong = (): ClientError =>
  clientError('LIMIT_EXCEEDED', say`The operation took too long. Request less at once.`);
