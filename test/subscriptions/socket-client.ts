import { once } from 'node:events';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';
import { until } from '../support/wait.ts';

export interface SocketOptions {
  token?: string;
  /** Whether to send `connection_init` and wait for its answer; by default yes. */
  initialise?: boolean;
  protocol?: string;
  headers?: Record<string, string>;
  /** Whether pings of the server are answered; by default yes. */
  answersPings?: boolean;
}

/** A message of the server. */
export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

interface Closed {
  code: number;
  reason: string;
}

/** A client of graphql-transport-ws that sends any message, and keeps those that it receives. */
export class SocketClient {
  readonly socket: WebSocket;
  readonly received: Message[] = [];
  readonly #closed: Promise<Closed>;

  private constructor(url: string, options: SocketOptions) {
    const { protocol = GRAPHQL_TRANSPORT_WS_PROTOCOL, headers, answersPings = true } = options;
    const address = `${url.replace(/^http/, 'ws')}/graphql`;
    this.socket = new WebSocket(address, protocol, { ...(headers && { headers }) });
    this.socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message; // by the protocol
      this.received.push(message);
      if (message.type === 'ping' && answersPings) this.send({ type: 'pong' });
    });
    this.socket.on('error', () => {}); // the server closes what it does not accept
    const { promise, resolve } = Promise.withResolvers<Closed>();
    this.#closed = promise;
    this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  }

  static async open(url: string, options: SocketOptions = {}): Promise<SocketClient> {
    const client = new SocketClient(url, options);
    await Promise.race([once(client.socket, 'open'), client.#closed]);
    if (options.initialise === false) return client;
    client.send({
      type: 'connection_init',
      ...(options.token && { payload: { authorization: `Bearer ${options.token}` } }),
    });
    await until(
      () => client.of('connection_ack').length > 0 || client.socket.readyState === WebSocket.CLOSED,
      (isOver) => isOver,
    );
    return client;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, more: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, ...more } });
  }

  /** The messages of a type, of one subscription if its id is given. */
  of(type: string, id?: string): Message[] {
    return this.received.filter(
      (message) => message.type === type && (id === undefined || message.id === id),
    );
  }

  /** Waits for a number of messages of a type, for as long as any but pings arrive, and returns their payloads. */
  async payloads(type: string, count: number, id?: string): Promise<unknown[]> {
    const received = () => this.received.length - this.of('ping').length;
    for (;;) {
      const before = received();
      const found = await until(
        () => this.of(type, id),
        (messages) => messages.length >= count,
      ).catch(() => null);
      if (found) return found.map(({ payload }) => payload);
      if (received() === before) throw new Error(this.#account());
    }
  }

  async next(type: string, id?: string): Promise<unknown> {
    const [payload] = await this.payloads(type, 1, id);
    return payload;
  }

  /** How the server closed the connection. */
  closed(): Promise<Closed> {
    return this.#closed;
  }

  /** The reason of the close frame as the server writes it. */
  async closedWith(): Promise<{ code: number; reason: unknown }> {
    const { code, reason } = await this.#closed;
    return { code, reason: reason === '' ? '' : JSON.parse(reason) };
  }

  /** Waits until the subscription has its first position. */
  async positioned(id: string): Promise<string> {
    const cursor = () =>
      this.of('ping')
        .map(({ payload }) => (payload as { cursors?: Record<string, string> })?.cursors?.[id])
        .find((each) => each !== undefined);
    const found = await until(cursor, (each) => each !== undefined).catch(() => {
      throw new Error(this.#account());
    });
    return found ?? '';
  }

  /** What was received, for a failed test: how many messages, and the last ones as far as they can be read. */
  #account(): string {
    const last = this.received
      .slice(-20)
      .map((message) => JSON.stringify(message).slice(0, 1_000))
      .join('\n');
    const state = this.socket.readyState === WebSocket.OPEN ? 'open' : 'not open';
    return `Only received ${this.received.length} messages; the socket is ${state}. The last ones:\n${last}`;
  }

  /** Cuts the connection. */
  close(): void {
    this.socket.terminate();
  }
}
