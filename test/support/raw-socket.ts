import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * A client that sends on a connection exactly the bytes that a test gives it, and reads on request.
 */
export interface RawClient {
  readonly socket: Socket;
  write(text: string): void;
  /** Reads until something has come that matches. */
  read(form: RegExp): Promise<string>;
  /** Reads until the server has ended the connection. @returns everything that it sent. */
  untilEnd(): Promise<string>;
}

/** Connects to the host and port of a URL. */
export async function openRaw(url: string): Promise<RawClient> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.on('error', () => {}); // a server may also reset a connection
  let text = '';
  let wake = () => {};
  socket.on('close', () => wake());

  function listen(): void {
    if (socket.listenerCount('data') > 0) return;
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      wake();
    });
  }

  async function readUntil(isEnough: () => boolean): Promise<string> {
    listen();
    while (!isEnough() && !socket.closed) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
    return text;
  }

  return {
    socket,
    write: (text) => void socket.write(text),
    async read(form) {
      const read = await readUntil(() => form.test(text));
      if (!form.test(read)) throw new Error(`The server ended after: ${read}`);
      return read;
    },
    untilEnd: () => readUntil(() => false),
  };
}

/** A request as it is on the wire. */
export function rawRequest(
  path: string,
  { body, headers = {} }: { body?: string; headers?: Readonly<Record<string, string>> } = {},
): string {
  const fields = {
    host: 'localhost',
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    }),
    ...headers,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}
