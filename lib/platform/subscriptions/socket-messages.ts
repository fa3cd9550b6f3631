import { badInput, clientError } from '../../kit/errors.ts';
import { isRecord } from '../../kit/is-record.ts';
import { Start, type Subscriber } from './subscriber.ts';

/** A message of a client. Only its form as an object is checked. */
export type Message = Readonly<Record<string, unknown>>;

/** Longer than the ids that clients generate. */
const longestId = 100;

export const isId = (id: unknown): id is string =>
  typeof id === 'string' && id.length > 0 && id.length <= longestId;

/** @returns null for data that is not a JSON object. */
export function messageIn(data: Buffer): Message | null {
  try {
    const message: unknown = JSON.parse(data.toString());
    return isRecord(message) ? message : null;
  } catch {
    return null;
  }
}

/** The access token in a payload, as the header has it. Libraries write it into the payload or into its `headers`. */
export const authorizationIn = (payload: unknown): string | undefined =>
  isRecord(payload) ? (tokenIn(payload) ?? tokenIn(payload['headers'])) : undefined;

/** Libraries write its name in either case. */
function tokenIn(headers: unknown): string | undefined {
  if (!isRecord(headers)) return undefined;
  const { authorization = headers['Authorization'] } = headers;
  return typeof authorization === 'string' ? authorization : undefined;
}

/** The positions reached, by subscription. */
export function cursorsOf(operations: ReadonlyMap<string, Subscriber | Start>) {
  const cursors: Record<string, string> = {};
  for (const [id, operation] of operations) {
    const cursor = operation instanceof Start ? null : operation.cursor;
    if (cursor !== null) cursors[id] = cursor;
  }
  return cursors;
}

/** The payload of a ping, if there is a position. */
export const payloadOf = (cursors: Record<string, string>) =>
  Object.keys(cursors).length > 0 ? { payload: { cursors } } : {};

/** The most that is parsed of a client that has not sent `connection_init` yet, in bytes. */
export const longestInitialisation = 8_000;

export const nothingToRenew = () => badInput('id', 'UNKNOWN', 'There is no such subscription.');

export const tooManySubscriptions = (limit: number) =>
  clientError('LIMIT_EXCEEDED', `One connection can have ${limit} subscriptions.`, { limit });
