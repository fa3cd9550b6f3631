import type { ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import type { Credential, ViewerOfHeader } from './credential.ts';
import { errorsWithCursor, slow, type SubscriptionEnd, tokenRefused } from './ends.ts';
import { boundary, type EventMessage, part } from './event-message.ts';
import { mostSilentBeats } from './limits.ts';
import type { StreamClient, Subscriber } from './subscriber.ts';
import type { Beginning } from './plan-subscription.ts';
import type { LiveConnection } from './live-connection.ts';
import type { Subscriptions } from './subscriptions.ts';

/** How a protocol writes a stream as an HTTP response. */
export interface HttpProtocol {
  readonly name: 'sse' | 'multipart';
  readonly contentType: string;
  readonly preamble: string;
  event(message: EventMessage): Buffer;
  /** A sign of life, with the position reached. */
  heartbeat(cursor: string | null): string;
  /** The end of a subscription that is not to be resumed. */
  end(errors: readonly GraphQLFormattedError[]): string;
}

/** GraphQL over SSE in its mode of distinct connections, with `id:` lines, from which clients resume by themselves. */
export const sse: HttpProtocol = {
  name: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  preamble: ':\n\n',
  event: ({ sse }) => sse,
  heartbeat: (cursor) => (cursor === null ? ':\n\n' : `:\nid: ${cursor}\n\n`),
  end: (errors) =>
    `${errors.length > 0 ? `event: next\ndata: ${JSON.stringify({ errors })}\n\n` : ''}event: complete\ndata:\n\n`,
};

/** Apollo's multipart protocol for subscriptions, version 1.0. A heartbeat is a part without a payload. */
export const multipart: HttpProtocol = {
  name: 'multipart',
  // Apollo iOS knows the version by these very characters, without quotation marks.
  contentType: `multipart/mixed;boundary="${boundary}";subscriptionSpec=1.0`,
  preamble: `\r\n--${boundary}\r\n`,
  event: ({ multipart }) => multipart,
  heartbeat: (cursor) => part(cursor === null ? '{}' : JSON.stringify({ extensions: { cursor } })),
  end: (errors) => {
    const payload = { payload: null, ...(errors.length > 0 && { errors }) };
    return `content-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify(payload)}\r\n--${boundary}--\r\n`;
  },
};

/** One subscription as the response to a request. */
export class HttpStream implements StreamClient, LiveConnection {
  readonly #response: ServerResponse;
  readonly #form: HttpProtocol;
  readonly #subscriptions: Subscriptions;
  readonly #credential: Credential;
  readonly #viewerOfHeader: ViewerOfHeader;
  #subscriber: Subscriber | null = null;
  #silentBeats = 0;

  constructor(response: ServerResponse, form: HttpProtocol, options: HttpStreamOptions) {
    this.#response = response;
    this.#form = form;
    this.#subscriptions = options.subscriptions;
    this.#credential = options.credential;
    this.#viewerOfHeader = options.viewerOfHeader;
  }

  get protocol() {
    return this.#form.name;
  }

  /** Sends the head of the response, and then the events until either side ends. */
  begin(beginning: Beginning, headers: Record<string, string | number | string[]>): void {
    const response = this.#response;
    response.writeHead(200, { ...headers, 'content-type': this.#form.contentType });
    response.write(this.#form.preamble);
    const connection = { client: this, id: '', credential: this.#credential };
    const subscriber = this.#subscriptions.begin(beginning, connection);
    this.#subscriber = subscriber;
    response.once('close', () => this.#subscriptions.leave(subscriber, 'disconnected'));
  }

  send(subscriber: Subscriber, message: EventMessage): boolean {
    return this.#subscriptions.queues.send(this, this.#form.event(message), subscriber);
  }

  get unreadBytes(): number {
    return this.#response.destroyed ? 0 : this.#response.writableLength;
  }

  get hasRoom(): boolean {
    return this.unreadBytes === 0;
  }

  get isEnding(): boolean {
    return this.#response.writableEnded;
  }

  /** Without waiting for others of this moment, so that what is left then waits for the client. */
  write(event: Buffer): void {
    const { socket } = this.#response;
    socket?.cork();
    this.#write(event);
    socket?.uncork();
  }

  hasRead(): void {
    this.#silentBeats = 0;
  }

  endAsSlow(): void {
    if (this.#subscriber) this.#subscriptions.end(this.#subscriber, slow);
  }

  destroy(): void {
    this.#response.destroy();
  }

  showPosition(_subscriber: Subscriber, cursor: string): void {
    this.#write(this.#form.heartbeat(cursor));
  }

  end(subscriber: Subscriber, end: SubscriptionEnd, cursor: string | null): void {
    const { language } = subscriber.execution.request;
    if (end.reason === 'slow') this.#cut(cursor);
    else this.#endWith(this.#form.end(errorsWithCursor(end, cursor, language)));
  }

  beat(): void {
    const { unreadBytes } = this;
    if (!this.#subscriber?.stream) return;
    this.#silentBeats = unreadBytes > 0 ? this.#silentBeats + 1 : 0;
    const { queueBytes } = this.#subscriptions.limits;
    if (this.#silentBeats > mostSilentBeats(unreadBytes, queueBytes)) this.endAsSlow();
    else this.#write(this.#form.heartbeat(this.#subscriber.cursor));
  }

  async checkCredentials(): Promise<void> {
    const refusal = await this.#credential.refusal(this.#viewerOfHeader);
    if (refusal && this.#subscriber) {
      this.#subscriptions.end(this.#subscriber, tokenRefused(refusal));
    }
  }

  shutDown(): void {
    const { cursor = null } = this.#subscriber ?? {};
    if (this.#subscriber) this.#subscriptions.leave(this.#subscriber, 'shutdown');
    this.#cut(cursor);
  }

  #write(data: Buffer | string): void {
    if (!this.#response.destroyed && !this.#response.writableEnded) this.#response.write(data);
  }

  /** Ends the response without an end of the subscription, so that clients resume by themselves. */
  #cut(cursor: string | null): void {
    this.#endWith(this.#form.heartbeat(cursor));
  }

  /** The limits of ordinary responses do not apply: a client that does not read the rest is disconnected. */
  #endWith(rest: string): void {
    const response = this.#response;
    if (response.destroyed || response.writableEnded) return;
    response.end(rest);
    const timer = setTimeout(() => response.destroy(), this.#subscriptions.limits.endMs).unref();
    response.once('close', () => clearTimeout(timer));
  }
}

interface HttpStreamOptions {
  subscriptions: Subscriptions;
  credential: Credential;
  viewerOfHeader: ViewerOfHeader;
}
