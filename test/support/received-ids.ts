import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** 24 hexadecimal digits by themselves, as an ObjectId is written. */
const objectIds = /(?<![\da-z])[\da-f]{24}(?![\da-z])/gi;
/** Possible base64url: a cursor is decoded as far as anybody can decode it. */
const encoded = /[\w-]{32,}/g;
/** The end of the received text that the next chunk may continue: longer than any cursor. */
const kept = 1_000;
const contextOf = 60;

/** An ObjectId that was received, with the text around it. */
interface ReceivedId {
  id: string;
  context: string;
}

/** Every ObjectId in a text, also inside encoded parts, of which the beginning is decoded. */
export function objectIdsIn(text: string): ReceivedId[] {
  const plain = [...text.matchAll(objectIds)].map(({ 0: id, index }) => ({
    id,
    context: text.slice(Math.max(0, index - contextOf), index + id.length + contextOf),
  }));
  const hidden = [...text.matchAll(encoded)].flatMap(({ 0: code }) =>
    [...decoded(code).matchAll(objectIds)].map(({ 0: id }) => ({ id, context: code })),
  );
  return [...plain, ...hidden];
}

const decoded = (code: string) => Buffer.from(code.slice(0, kept), 'base64url').toString('latin1');

const received: ReceivedId[] = [];
const expected = new Set<string>();

/** A test sends this itself and gets it back. */
export const mayReceive = (id: string): string => {
  expected.add(id);
  return id;
};

/** Adds text that was received otherwise than by HTTP or SMTP. */
export function noteReceived(text: string): void {
  received.push(...objectIdsIn(text));
}

/** Every unexpected ObjectId since the previous call, each once. */
export function takeReceived(): ReceivedId[] {
  const all = received.splice(0).filter(({ id }) => !expected.has(id));
  return [...new Map(all.toReversed().map((one) => [one.id, one])).values()];
}

/** The beginnings of the checked texts: a response to a client, and the input of a mail server. */
const protocols = /^(HTTP\/|EHLO |HELO )/;
const longestStart = 5;

/**
 * Inspects everything that arrives at a socket, without consuming it. It does not unpack: test clients ask for answers
 * that are not compressed.
 */
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

/**
 * Watches what this process receives from servers in any process, and what its mail servers
 * receive.
 */
const channels = ['net.client.socket', 'net.server.socket'] as const;

/** @returns a function that stops watching. */
export function watchReceived(): () => void {
  for (const channel of channels) subscribe(channel, watch);
  return () => {
    for (const channel of channels) unsubscribe(channel, watch);
  };
}
