import { WebSocket } from 'ws';

/** The queued bytes beyond which nothing more is read of the client. */
const pausedAtBytes = 16_384;
/** The memory that a queued message takes beside its text. */
const bytesOfEach = 500;

/**
 * The replies and heartbeats of a WebSocket, with a limit of their own beside that of its events. Nothing more is read
 * of a client while many of them are queued.
 */
export class Replies {
  readonly #socket: WebSocket;
  readonly #mostBytes: number;
  #queuedBytes = 0;

  constructor(socket: WebSocket, mostBytes: number) {
    this.#socket = socket;
    this.#mostBytes = mostBytes;
  }

  /** Whether none is queued. */
  get areSent(): boolean {
    return this.#queuedBytes === 0;
  }

  post(message: object): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const text = JSON.stringify(message);
    this.#socket.send(text, this.#queued(Buffer.byteLength(text)));
  }

  /** Answers a ping of the WebSocket itself. */
  pong(data: Buffer): void {
    this.#socket.pong(data, false, this.#queued(data.length));
  }

  /** Ends a connection beyond the limit. @returns a function to be called once the reply is sent. */
  #queued(bytes: number): () => void {
    const taken = bytes + bytesOfEach;
    this.#queuedBytes += taken;
    if (this.#queuedBytes > this.#mostBytes) this.#socket.terminate();
    else if (this.#queuedBytes > pausedAtBytes) this.#socket.pause();
    return () => {
      this.#queuedBytes -= taken;
      if (this.#queuedBytes <= pausedAtBytes && this.#socket.isPaused) this.#socket.resume();
    };
  }
}
