import { HttpReader } from '../subscriptions/http-reader.ts';
import { SocketClient } from '../subscriptions/socket-client.ts';
import type { TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import type { Order } from './unit-history.ts';

/** Subscriptions over real connections, which are cut and resumed. */

/** An event as a subscriber received it. */
export interface Delivered {
  readonly cursor: string;
  readonly receivedAt: number;
  readonly value: DeliveredValue | null;
  readonly codes: readonly unknown[];
}

interface DeliveredValue {
  readonly cursor: string;
  readonly kind?: string;
  readonly application: { readonly number: string | null } | null;
  readonly referral: { readonly id: string; readonly unit: { readonly id: string } } | null;
}

/** The operation calls its field `event`. */
interface Message {
  readonly data?: { readonly event: DeliveredValue | null } | null;
  readonly errors?: readonly { readonly extensions?: Record<string, unknown> }[];
  readonly extensions?: { readonly cursor?: string };
}

interface FollowingOptions {
  readonly graph: Pick<TestGraph, 'url'>;
  readonly order: Order;
  readonly protocol: 'websocket' | 'sse';
  readonly token: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where it begins; the present by default. */
  readonly after?: string | null;
}

/** One subscription, which goes on after its last cursor when its connection is opened again. */
export class Following {
  /** Each event once, in the order in which they came. */
  readonly delivered: Delivered[] = [];
  /** The codes of errors that ended it; `LOST` for a connection that the server gave up without an end. */
  readonly ends: unknown[] = [];
  /** The last position, of an event or of progress. */
  cursor: string | null;
  /** The first position of all. */
  begins: string | null = null;
  readonly #options: FollowingOptions;
  readonly #known = new Set<string>();
  #close: (() => void) | null = null;
  #isPositioned = false;
  #isOver = false;

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.cursor = options.after ?? null;
  }

  has(cursor: string): boolean {
    return this.#known.has(cursor);
  }

  /** Whether the server has ended it since it was opened. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Opens a connection, and waits until everything after that moment is certain to be delivered. */
  async open(): Promise<void> {
    await until(
      () => this.#attempt(),
      (isOpen) => isOpen,
    );
  }

  cut(): void {
    this.#close?.();
    this.#close = null;
  }

  /** @returns false if it was refused because something was not available. */
  async #attempt(): Promise<boolean> {
    this.cut();
    this.#isPositioned = false;
    this.#isOver = false;
    if (this.#options.protocol === 'sse') await this.#openStream();
    else await this.#openSocket();
    await until(
      () => this.#isPositioned || this.#isOver,
      (isDecided) => isDecided,
    );
    if (!this.#isOver) return true;
    const code = this.ends.pop();
    if (code !== 'UNAVAILABLE') throw new Error(`It was refused: ${String(code)}`);
    return false;
  }

  async #openSocket(): Promise<void> {
    const { graph, token, query, variables } = this.#options;
    const client = await SocketClient.open(graph.url, { token });
    const close = () => client.close();
    this.#close = close;
    client.socket.on('close', () => this.#lose(close));
    client.socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString()) as { type: string; payload?: unknown }; // by the protocol
      if (type === 'next') this.#take(payload as Message);
      if (type === 'error') this.#end(payload as Message['errors']);
      if (type === 'complete') this.#end();
      const { cursors } = (payload ?? {}) as { cursors?: Record<string, string> };
      if (type === 'ping' && cursors?.['s']) this.#reach(cursors['s']);
    });
    client.subscribe('s', query, { variables, ...this.#extensions() });
  }

  async #openStream(): Promise<void> {
    const { graph, token, query, variables } = this.#options;
    const reader = await HttpReader.open(graph.url, {
      accept: 'sse',
      query,
      variables,
      token,
      ...this.#extensions(),
      take: ({ event, id, data }) => {
        const message = data as Message | undefined;
        if (event === 'next' && message?.data !== undefined) this.#take(message);
        else if (event === 'next') this.#end(message?.errors);
        else if (event === 'complete') this.#end();
        else if (id !== undefined) this.#reach(id);
      },
    });
    const close = () => reader.close();
    this.#close = close;
    void reader.ended.then(() => this.#lose(close));
  }

  /** Called when a connection has ended, which may be another one than the present one. */
  #lose(close: () => void): void {
    if (this.#close !== close || this.#isOver) return;
    this.#isOver = true;
    this.ends.push('LOST');
  }

  #extensions() {
    return this.cursor === null ? {} : { extensions: { after: this.cursor } };
  }

  #take({ data, errors = [], extensions }: Message): void {
    const { cursor } = extensions ?? {};
    if (cursor === undefined) throw new Error('an event has a cursor');
    this.#reach(cursor);
    if (this.#known.has(cursor)) return; // an event may come again right after it was resumed
    this.#known.add(cursor);
    this.delivered.push({
      cursor,
      receivedAt: this.#options.order.next(),
      value: data?.event ?? null,
      codes: errors.map((error) => error.extensions?.['code']),
    });
  }

  #reach(cursor: string): void {
    this.cursor = cursor;
    this.begins ??= cursor;
    this.#isPositioned = true;
  }

  #end(errors?: Message['errors']): void {
    if (this.#isOver) return; // over SSE, the errors come before the end
    this.#isOver = true;
    this.ends.push(errors?.[0]?.extensions?.['code'] ?? null);
  }
}
