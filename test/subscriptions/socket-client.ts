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

  /** Waits for a number of messages of a type, and returns their payloads. */
  async payloads(type: string, count: number, id?: string): Promise<unknown[]> {
    const found = await until(
      () => this.of(type, id),
      (messages) => messages.length >= count,
    ).catch(() => {
      throw new Error(`Only received: ${JSON.stringify(this.received)}`);
    });
    return found.map(({ payload }) => payload);
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
      throw new Error(`Only received: ${JSON.stringify(this.received)}`);
    });
    return found ?? '';
  }

  /** Cuts the connection. */
  close(): void {
    this.socket.terminate();
  }
}
