import type { ClientError, ErrorCode, ErrorKind } from '../../kit/errors.ts';

/** The status of a response that is an error as a whole, unless the kind of the error has one. */
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

const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  RATE_LIMIT: 429,
  UNSUPPORTED_TYPE: 415,
  TIMEOUT: 408,
  RANGE: 416,
};

/** A status and headers that are more specific than the status of the code, in the form that Apollo Server reads. */
interface HttpAnswer {
  readonly status: number;
  readonly headers?: ReadonlyMap<string, string>;
}

/** @returns null if the status of the code says everything. */
export function httpAnswerTo({ kind, retryAfterSeconds, details }: ClientError): HttpAnswer | null {
  if (kind === null) return null;
  const status = statusOfKind[kind];
  if (kind === 'RANGE')
    return { status, headers: new Map([['content-range', `bytes */${String(details['bytes'])}`]]) };
  if (retryAfterSeconds === null) return { status };
  return { status, headers: new Map([['retry-after', String(retryAfterSeconds)]]) };
}
