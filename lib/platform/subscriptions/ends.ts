import type { GraphQLFormattedError } from 'graphql';
import { type ClientError, clientError, type ErrorCode, isClientError } from '../../kit/errors.ts';
import { type Language, type Message, say } from '../../kit/say.ts';
import { inLanguage } from '../errors/in-language.ts';
import { type ClientsError, formattedErrors } from '../errors/graphql-error.ts';

/** Why a subscription ended. Each has exactly one of these, the label `reason` of the metrics. */
export const endReasons = [
  'completed',
  'unsubscribed',
  'disconnected',
  'failed',
  'expired',
  'unauthenticated',
  'unverified',
  'limited',
  'slow',
  'misused',
  'shutdown',
] as const;

export type EndReason = (typeof endReasons)[number];

/** How a subscription ends, if not by the client. */
export interface SubscriptionEnd {
  readonly reason: EndReason;
  /** For the client; empty if only the connection is closed. */
  readonly errors: readonly ClientsError[];
}

export const completed: SubscriptionEnd = { reason: 'completed', errors: [] };

export const slow: SubscriptionEnd = {
  reason: 'slow',
  errors: [
    clientError(
      'LIMIT_EXCEEDED',
      say`The client reads more slowly than events arrive. Subscribe again after the last cursor.`,
    ),
  ],
};

export const endedBy = (reason: EndReason, error: ClientError): SubscriptionEnd => ({
  reason,
  errors: [error],
});

/** The end of a subscription whose access token is refused, or cannot be verified. */
export const tokenRefused = (error: ClientError): SubscriptionEnd =>
  endedBy(error.code === 'UNAVAILABLE' ? 'unverified' : 'unauthenticated', error);

/** The end of a source, by the code of its first error. */
export const failedWith = (errors: readonly ClientsError[]): SubscriptionEnd => ({
  reason: errors[0] && codeOf(errors[0]) === 'CURSOR_EXPIRED' ? 'expired' : 'failed',
  errors,
});

const codeOf = (error: ClientsError): unknown =>
  isClientError(error) ? error.code : error.extensions?.['code'];

/** The errors of an end with the cursor after which the client may subscribe again; without it where it is refused. */
export function errorsWithCursor(
  { errors }: SubscriptionEnd,
  cursor: string | null,
  language: Language,
): readonly GraphQLFormattedError[] {
  const formatted = formattedErrors(errors, language);
  return cursor === null || formatted.some(refusesCursor)
    ? formatted
    : formatted.map((error) => ({ ...error, extensions: { ...error.extensions, cursor } }));
}

const refusesCursor = ({ extensions }: GraphQLFormattedError) =>
  extensions?.['code'] === 'CURSOR_EXPIRED' || extensions?.['reason'] === 'CURSOR';

/** The cursor of all subscriptions, whose number is given; null if they differ, or one of them has none. */
export function cursorOfAll(
  cursors: Readonly<Record<string, string>>,
  count: number,
): string | null {
  const reached = Object.values(cursors);
  const [cursor = null, ...others] = new Set(reached);
  return reached.length === count && others.length === 0 ? cursor : null;
}

/** The close code of a WebSocket, and its name, which is the `code` of the reason. */
export interface Close {
  readonly code: number;
  readonly name: string;
}

/** The close codes of the protocol graphql-transport-ws, and ours. docs/clients.md lists them. */
export const closes = {
  goingAway: { code: 1001, name: 'GOING_AWAY' },
  tooLarge: { code: 1009, name: 'MESSAGE_TOO_LARGE' },
  failed: { code: 1011, name: 'INTERNAL_SERVER_ERROR' },
  tryLater: { code: 1013, name: 'UNAVAILABLE' },
  malformed: { code: 4400, name: 'MALFORMED_MESSAGE' },
  notInitialised: { code: 4401, name: 'NOT_INITIALISED' },
  unauthenticated: { code: 4403, name: 'UNAUTHENTICATED' },
  otherProtocol: { code: 4406, name: 'SUBPROTOCOL_NOT_ACCEPTABLE' },
  notInitialisedInTime: { code: 4408, name: 'NOT_INITIALISED_IN_TIME' },
  repeatedId: { code: 4409, name: 'REPEATED_ID' },
  slow: { code: 4413, name: 'TOO_SLOW' },
  initialisedTwice: { code: 4429, name: 'INITIALISED_TWICE' },
  tooManyMessages: { code: 4431, name: 'TOO_MANY_MESSAGES' },
  tooManyConnections: { code: 4430, name: 'TOO_MANY_CONNECTIONS' },
  idle: { code: 4432, name: 'IDLE' },
} as const satisfies Record<string, Close>;

/** RFC 6455: a control frame holds 125 bytes, two of which are the code. */
const longestReason = 123;

/** How a connection is closed whose token is refused. */
export const closeOf = (code: ErrorCode): Close =>
  code === 'UNAVAILABLE' ? closes.tryLater : closes.unauthenticated;

/**
 * The reason of a close frame, as JSON: the cursor to resume after, if it is the same for all subscriptions, and as
 * much of the message as there is room for.
 */
export function reasonOf(
  { name: code }: Close,
  { cursor = null, said }: CloseDetails = {},
  language: Language = 'en',
): string {
  const reason = { code, ...(cursor !== null && { cursor }) };
  const bytes = Buffer.byteLength(JSON.stringify(reason));
  if (bytes > longestReason) return JSON.stringify({ code });
  const room = longestReason - bytes - ',"message":""'.length;
  const message = said ? beginningOf(inLanguage(said, language), room) : '';
  return JSON.stringify(message ? { ...reason, message } : reason);
}

/** As many whole characters as there is room for in a JSON string. */
function beginningOf(message: string, mostBytes: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of message) {
    bytes += Buffer.byteLength(JSON.stringify(character)) - '""'.length;
    if (bytes > mostBytes) break;
    end += character.length;
  }
  return message.slice(0, end);
}

/** How all subscriptions of a connection end. */
export interface Closing {
  /** A subscription that the server has ended before, and its last cursor. */
  readonly ended?: { readonly id: string; readonly cursor: string | null };
  readonly said?: Message | undefined;
}

/** The details that a client gets when its connection is closed. */
interface CloseDetails {
  readonly cursor?: string | null;
  readonly said?: Message | undefined;
}
