import { badInput, clientError } from '../../kit/errors.ts';
import { type Language, say } from '../../kit/say.ts';
import { languageOf } from '../errors/language.ts';
import { isRecord } from '../../kit/is-record.ts';

/** A message of a client. Only its form as an object is checked. */
export type Message = Readonly<Record<string, unknown>>;

/** Longer than the ids that clients generate. */
const longestId = 100;

export const isId = (id: unknown): id is string =>
  typeof id === 'string' && id.length > 0 && id.length <= longestId;

/** The id in a payload; undefined if it has none under this name. */
export function idIn(payload: unknown, name: string): string | undefined {
  const id = isRecord(payload) ? payload[name] : undefined;
  return isId(id) ? id : undefined;
}

/** @returns null for data that is not a JSON object. */
export function messageIn(data: Buffer): Message | null {
  try {
    const message: unknown = JSON.parse(data.toString());
    return isRecord(message) ? message : null;
  } catch {
    return null;
  }
}

/** The access token in a payload, as the header has it. */
export const authorizationIn = (payload: unknown): string | undefined =>
  headerIn(payload, ['authorization', 'Authorization']);

/** The language in a payload; undefined if the payload brings none. */
export function languageIn(payload: unknown): Language | undefined {
  const header = headerIn(payload, ['accept-language', 'Accept-Language']);
  return header === undefined ? undefined : languageOf(header);
}

/** The values that a browser cannot send as headers. Libraries write them into the payload or into its `headers`, in either case. */
function headerIn(payload: unknown, names: readonly string[]): string | undefined {
  if (!isRecord(payload)) return undefined;
  const places = [payload, payload['headers']].filter(isRecord);
  const given = places.flatMap((headers) => names.map((name) => headers[name]));
  return given.find((value) => typeof value === 'string');
}

/** The payload of a ping, if there is a position. */
export const payloadOf = (cursors: Record<string, string>) =>
  Object.keys(cursors).length > 0 ? { payload: { cursors } } : {};

/** The faults of messages that close a connection. */
export const malformed = {
  notJson: say`Send JSON with a \`type\` as text.`,
  unknownType: say`The \`type\` of the message is not known.`,
  incomplete: say`A \`subscribe\` needs an \`id\` and a \`payload\`.`,
} as const;

/** The most that is parsed of a client that has not sent `connection_init` yet, in bytes. */
export const longestInitialisation = 8_000;

export const nothingToRenew = () => badInput('id', 'UNKNOWN', say`There is no such subscription.`);

export const tooManySubscriptions = (limit: number) =>
  clientError('LIMIT_EXCEEDED', say`One connection can have ${limit} subscriptions.`, { limit });
