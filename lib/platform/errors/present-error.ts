import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { type BadInputReason, clientError, isClientError, isErrorCode } from '../../kit/errors.ts';
import { type Language, say } from '../../kit/say.ts';
import { formattedError } from './graphql-error.ts';
import { maskedError } from './masked-error.ts';
import { shortened } from './shortened.ts';

/** Apollo Server's code for an operation that is not valid. */
const invalid = 'GRAPHQL_VALIDATION_FAILED';

/**
 * Maps Apollo Server's own codes for requests that never reach the graph to reasons of this API.
 */
const reasonOfApolloCode: Readonly<Record<string, BadInputReason>> = {
  BAD_REQUEST: 'BODY',
  GRAPHQL_PARSE_FAILED: 'PARSE',
  [invalid]: 'VALIDATION',
  OPERATION_RESOLUTION_FAILURE: 'VALIDATION',
};

/** Codes of protocols with the client, passed through unchanged. */
const protocolCodes = new Set(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** For whom an error is presented: the request has both. */
export interface PresentedTo {
  readonly language: Language;
  readonly logger: Logger;
}

/**
 * The form in which clients see an error. Errors meant for clients keep their message and code; all others are masked
 * (`maskedError`). No message is longer than about 900 characters, those of single problems included.
 */
export function presentError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { language, logger }: PresentedTo,
): GraphQLFormattedError {
  const original = originalOf(error);
  const {
    message: whole,
    path,
    extensions: { stacktrace: _, serviceName: __, http: ___, ...extensions } = {},
  } = formatted;
  const message = shortened(whole);
  const code = extensions['code'];
  const place = path ? { path } : {};
  if (isClientError(original)) {
    const isMistake = code === invalid && original.code === 'BAD_USER_INPUT';
    const where = isMistake ? locationsOf(formatted) : place;
    const { message: said, extensions: details } = formattedError(original, language);
    return { message: said, ...where, extensions: details };
  }
  if (isTooLarge(message, extensions)) return formattedError(tooLarge(), language);
  if (code === 'BAD_USER_INPUT' && !('reason' in extensions)) {
    // Apollo Server's code for variables of the wrong type.
    return { message, ...place, extensions: { ...extensions, reason: 'VALIDATION' } };
  }
  if (isErrorCode(code) && (code !== 'INTERNAL_SERVER_ERROR' || 'reference' in extensions)) {
    return { message, ...place, extensions };
  }
  if (typeof code === 'string') {
    if (protocolCodes.has(code)) return { message, ...place, extensions };
    const reason = reasonOfApolloCode[code] ?? (isRefusedRequest(error) ? 'BODY' : null);
    if (reason) {
      return {
        message,
        ...locationsOf(formatted),
        ...place,
        extensions: { code: 'BAD_USER_INPUT', reason },
      };
    }
  }
  const masked = formattedError(maskedError(original, logger, path), language);
  return { message: masked.message, ...place, extensions: masked.extensions };
}

const locationsOf = ({ locations }: GraphQLFormattedError) => (locations ? { locations } : {});

const tooLarge = () => clientError('LIMIT_EXCEEDED', say`The operation requests too much at once.`);

/** Whether the parser refused an operation for its number of tokens. */
function isTooLarge(message: string, { code }: Record<string, unknown>): boolean {
  return code === 'GRAPHQL_PARSE_FAILED' && message.endsWith('tokens. Parsing aborted.');
}

/** Apollo Server refuses some requests with a status only, without a code. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  const http = error.extensions['http'];
  return typeof http === 'object' && http !== null && 'status' in http && http.status === 400;
}

function originalOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? error.originalError : error;
}
