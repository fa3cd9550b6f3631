import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** 24 hexadecimal digits by themselves, as an ObjectId is written. */
const objectIds = /(?<![\da-z])[\da-f]{24}(?![\da-z])/gi;
/** What may be something in base64url: of a cursor it is opened as far as anybody can. */
const encoded = /[\w-]{32,}/g;
/** Of what came before, what the next piece may go on with: longer than any cursor. */
const kept = 1_000;
const contextOf = 60;

/** Something that was received, with what stood around it. */
export interface ReceivedId {
  id: string;
  context: string;
}

/** Every ObjectId that a text tells, also inside what is encoded. */
export function objectIdsIn(text: string): ReceivedId[] {
  const plain = [...text.matchAll(objectIds)].map(({ 0: id, index }) => ({
    id,
    context: text.slice(Math.max(0, index - contextOf), index + id.length + contextOf),
  }));
  const hidden = [...text.matchAll(encoded)].flatMap(({ 0: code }) =>
    [...Buffer.from(code, 'base64url').toString('latin1').matchAll(objectIds)].map(({ 0: id }) => ({
      id,
      context: code,
    })),
  );
  return [...plain, ...hidden];
}

const received: ReceivedId[] = [];
const expected = new Set<string>();

/** A test sends this itself and is answered with it. */
export const mayReceive = (id: string): string => {
  expected.add(id);
  return id;
};

/** Adds what was received otherwise than by HTTP or SMTP. */
export function noteReceived(text: string): void {
  received.push(...objectIdsIn(text));
}

/** Every unexpected ObjectId since this was asked for last, each once. */
export function takeReceived(): ReceivedId[] {
  const all = received.splice(0).filter(({ id }) => !expected.has(id));
  return [...new Map(all.toReversed().map((one) => [one.id, one])).values()];
}

/** How what is looked at begins: an answer to a client, and what a mail server is sent. */
const protocols = /^(HTTP\/|EHLO |HELO )/;
const longestStart = 5;

/** Looks at everything that comes in on a socket, as it comes, without reading it away. */
function watch(message: unknown): void {
  const { socket } = message as { socket: Socket }; // as the channels are documented
  const push = socket.push.bind(socket);
  let isWatched: boolean | null = null;
  let before = '';
  socket.push = (chunk: unknown, encoding) => {
    if (isWatched !== false && Buffer.isBuffer(chunk)) {
      const text = before + chunk.toString('latin1');
      if (isWatched === null && text.length >= longestStart) isWatched = protocols.test(text);
      if (isWatched) noteReceived(text);
      before = isWatched === false ? '' : text.slice(-kept);
    }
    return push(chunk, encoding);
  };
}

/** What this process receives from servers, whichever process they are in; and what its mail servers do. */
const channels = ['net.client.socket', 'net.server.socket'] as const;

/** @returns how to stop it. */
export function watchReceived(): () => void {
  for (const channel of channels) subscribe(channel, watch);
  return () => {
    for (const channel of channels) unsubscribe(channel, watch);
  };
}
