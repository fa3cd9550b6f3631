import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType } from 'graphql-ws';
import { WebSocket } from 'ws';
import { paced } from '../../kit/paced.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import { languageHeader } from '../../platform/errors/language.ts';
import type { InternalTokenSigner } from '../../platform/identity/internal-token.ts';
import type {
  EventReceiver,
  EventStream,
  StreamFailure,
  SubscriptionStart,
} from '../../platform/operations/engine.ts';
import { EventBudget } from './event-budget.ts';
import { fetchTooLarge, largestMessageBytes } from './fetch-limit.ts';
import { type RemoteConnection, RemoteEvents, unreachable } from './remote-events.ts';
import type { SubgraphResult, SubgraphSubscription } from './transport.ts';

interface UpstreamOptions {
  name: SubgraphName;
  /** The subgraph's GraphQL endpoint. */
  url: string;
  timeoutMs: number;
  signToken: InternalTokenSigner;
  /** How often the tokens of subscriptions are renewed. */
  renewMs?: number;
  /** How long subscriptions wait for a subgraph that cannot be reached, or breaks each connection, before they fail. */
  unreachableMs?: number;
  /** The budget of waiting events of all remote subgraphs together; absent for one of this subgraph alone. */
  eventBudget?: EventBudget;
}

/** The connection over which the events of a remote subgraph arrive. */
interface Upstream {
  readonly isConnected: boolean;
  subscribe(
    subscription: SubgraphSubscription,
    start: SubscriptionStart,
    receiver: EventReceiver<SubgraphResult>,
  ): EventStream;
  /** Ends all subscriptions. May be called twice. */
  stop(): void;
}

/** How often tokens are renewed: within the 60 s of their validity, of which 45 may have passed when one is reused. */
const usualRenewMs = 10_000;
/** As long as a subgraph itself waits for what it reads events from. */
const usualUnreachableMs = 30_000;
/** How many renewals may pass without a sign of life. */
const maxSilent = 2;
/** The pause before the connection is opened again; it doubles up to the longest. */
const pause = { firstMs: 50, longestMs: 2_000 } as const;

/**
 * The subscriptions at a remote subgraph, over one WebSocket (graphql-transport-ws). Each proves its viewer with an
 * internal token of its own, which is renewed while it lasts. When the connection breaks, it is opened again, and each
 * subscription resumed after its last cursor; one without a cursor fails with `UNAVAILABLE`, since its events might be
 * missed, and so do all when for half a minute the subgraph cannot be reached, or breaks each connection at once. One
 * whose token the subgraph refuses is begun again with a new one, and one that is too large for it fails by itself.
 */
export const createUpstream = (options: UpstreamOptions): Upstream => new SharedConnection(options);

class SharedConnection implements Upstream, RemoteConnection {
  readonly #options: UpstreamOptions;
  readonly budget: EventBudget;
  readonly #streams = new Map<string, RemoteEvents>();
  #socket: WebSocket | null = null;
  #isReady = false;
  #lastId = 0;
  #failures = 0;
  #silent = 0;
  #renewing: NodeJS.Timeout | null = null;
  #retrying: NodeJS.Timeout | null = null;
  /** When subscriptions that wait for the subgraph fail, by `performance.now()`; null while it serves them. */
  #giveUpAt: number | null = null;
  /** Runs while they wait and no connection is acknowledged. */
  #waiting: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.budget = options.eventBudget ?? new EventBudget();
  }

  get isConnected(): boolean {
    return this.#isReady;
  }

  subscribe(
    subscription: SubgraphSubscription,
    start: SubscriptionStart,
    receiver: EventReceiver<SubgraphResult>,
  ): EventStream {
    const events = new RemoteEvents(subscription, start, receiver, this);
    this.begin(events);
    return events;
  }

  /** Begins a subscription, or resumes it after its last cursor. */
  begin(events: RemoteEvents): void {
    if (this.#isStopped) {
      events.fail([unreachable()]);
      return;
    }
    this.#lastId += 1;
    events.id = String(this.#lastId);
    this.#streams.set(events.id, events);
    if (this.#isReady) this.#send(events);
    else this.#connect();
  }

  /** Unsubscribes. May be called twice. */
  drop({ id }: RemoteEvents): void {
    if (!this.#streams.delete(id)) return;
    // Before that, the server does not know of it.
    if (this.#isReady) this.#post({ id, type: MessageType.Complete });
    if (this.#streams.size === 0) this.#disconnect();
  }

  acknowledge({ id }: RemoteEvents): void {
    if (this.#streams.has(id)) this.#post({ type: MessageType.Ping, payload: { charged: id } });
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#retrying) clearTimeout(this.#retrying);
    for (const events of this.#streams.values()) events.fail([unreachable()]);
    this.#streams.clear();
    this.#disconnect();
  }

  #send(events: RemoteEvents): void {
    const { id, subscription, cursor } = events;
    const { query, operationName, variables } = subscription;
    const authorization = this.#authorize(events);
    const { language } = events;
    const extensions = {
      authorization,
      [languageHeader]: language,
      ...(cursor !== null && { after: cursor }),
    };
    const payload = { query, operationName, variables, extensions };
    const message = JSON.stringify({ id, type: MessageType.Subscribe, payload });
    if (Buffer.byteLength(message) <= largestMessageBytes) this.#postText(message);
    else {
      // The server would close the connection, also to all others.
      this.#streams.delete(id);
      events.fail([fetchTooLarge(largestMessageBytes)]);
    }
  }

  /** The token of a subscription. */
  #authorize(events: RemoteEvents): string {
    const { signToken, name } = this.#options;
    events.authorization = `Bearer ${signToken(events.viewer, name)}`;
    return events.authorization;
  }

  /** The token of the connection itself, which names no viewer. */
  get #authorization(): string {
    const { signToken, name } = this.#options;
    return `Bearer ${signToken(null, name)}`;
  }

  #connect(): void {
    if (this.#socket || this.#retrying || this.#isStopped) return;
    const { url, timeoutMs, unreachableMs = usualUnreachableMs } = this.#options;
    this.#giveUpAt ??= performance.now() + unreachableMs;
    const restMs = Math.max(0, this.#giveUpAt - performance.now());
    this.#waiting ??= setTimeout(() => this.#giveUp(), restMs);
    const socket = new WebSocket(url.replace(/^http/, 'ws'), GRAPHQL_TRANSPORT_WS_PROTOCOL, {
      perMessageDeflate: false,
      handshakeTimeout: timeoutMs,
      headers: { authorization: this.#authorization },
    });
    this.#socket = socket;
    socket.on('open', () =>
      this.#post({
        type: MessageType.ConnectionInit,
        payload: { authorization: this.#authorization },
      }),
    );
    socket.on('message', (data: Buffer) => this.#read(socket, data));
    socket.on('error', () => {}); // it closes after that
    socket.on('close', () => this.#closed(socket));
    const { renewMs = usualRenewMs } = this.#options;
    this.#renewing = setInterval(() => this.#renew(), renewMs).unref();
  }

  #disconnect(): void {
    const socket = this.#socket;
    this.#forget();
    this.#endWaiting();
    if (socket?.readyState === WebSocket.CONNECTING) socket.terminate();
    else socket?.close(1000);
  }

  #forget(): void {
    if (this.#renewing) clearInterval(this.#renewing);
    this.#renewing = null;
    this.#socket = null;
    this.#isReady = false;
    this.#silent = 0;
  }

  #endWaiting(): void {
    this.#holdWaiting();
    this.#giveUpAt = null;
  }

  /** Lets a connection show that it lasts; if it does not, the time spent on it counts as well. */
  #holdWaiting(): void {
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = null;
  }

  /** An acknowledgement alone does not show that the subgraph serves subscriptions: it may fail with each of them. */
  #works(): void {
    this.#failures = 0;
    this.#endWaiting();
  }

  /** The next subscription begins the attempts and the time for them anew. */
  #giveUp(): void {
    this.#fail([...this.#streams.values()]);
    this.#disconnect();
  }

  #fail(lost: readonly RemoteEvents[]): void {
    for (const { id } of lost) this.#streams.delete(id);
    void (async () => {
      for await (const events of paced(lost)) events.fail([unreachable()]);
    })();
  }

  #closed(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#forget();
    this.#fail([...this.#streams.values()].filter(({ cursor }) => cursor === null));
    if (this.#streams.size === 0) {
      this.#endWaiting();
      return;
    }
    const pauseMs = Math.min(pause.longestMs, pause.firstMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#retrying = setTimeout(
      () => {
        this.#retrying = null;
        if (this.#streams.size > 0) this.#connect();
      },
      pauseMs * (0.5 + Math.random() / 2),
    );
  }

  /** A message that cannot be read breaks the connection, so that nothing is missed. */
  #read(socket: WebSocket, data: Buffer): void {
    try {
      if (socket === this.#socket) this.#receive(data.toString());
    } catch {
      socket.terminate();
    }
  }

  #receive(text: string): void {
    this.#silent = 0;
    const message = JSON.parse(text) as Message; // of our own server
    const events = message.id === undefined ? undefined : this.#streams.get(message.id);
    switch (message.type) {
      case MessageType.ConnectionAck:
        this.#isReady = true;
        this.#holdWaiting();
        void this.#visitEach((each) => this.#send(each));
        return;
      case MessageType.Next:
        this.#works();
        events?.receive(message.payload, text.length);
        return;
      case MessageType.Error:
        if (events) this.#ended(events, message.payload as StreamFailure['errors']); // by the protocol
        return;
      case MessageType.Complete:
        if (events) this.#streams.delete(events.id);
        events?.complete();
        return;
      case MessageType.Ping:
        this.#post({ type: MessageType.Pong });
        this.#progress(message.payload as Progress | undefined); // as our server sends it
        return;
      default:
    }
  }

  #progress({ cursors = {}, costs = {} }: Progress = {}): void {
    for (const [id, cursor] of Object.entries(cursors)) {
      this.#works();
      this.#streams.get(id)?.progress(cursor);
    }
    for (const [id, cost] of Object.entries(costs)) this.#streams.get(id)?.owe(cost);
  }

  #ended(events: RemoteEvents, errors: StreamFailure['errors']): void {
    this.#streams.delete(events.id);
    // The clients have proved themselves to the gateway: that the token in between has expired is not theirs to know.
    if (events.mayBeginAgain(errors)) this.begin(events);
    else events.fail(errors);
  }

  /** Renews the tokens that have changed, and ends a connection over which nothing arrives. */
  #renew(): void {
    this.#silent += 1;
    if (this.#silent > maxSilent) {
      this.#socket?.terminate();
      return;
    }
    if (!this.#isReady) return;
    this.#works();
    this.#post({ type: MessageType.Ping, payload: { authorization: this.#authorization } });
    void this.#visitEach((events) => this.#renewOf(events));
  }

  /** Visits each subscription, except those that end or begin meanwhile, as long as the connection lasts. */
  async #visitEach(visit: (events: RemoteEvents) => void): Promise<void> {
    const socket = this.#socket;
    try {
      for await (const [id, events] of paced([...this.#streams])) {
        if (socket !== this.#socket) return;
        if (this.#streams.has(id)) visit(events);
      }
    } catch {
      socket?.terminate();
    }
  }

  #renewOf(events: RemoteEvents): void {
    const { id, authorization: before } = events;
    if (events.takeViewer()) {
      // A token of another viewer does not renew a subscription.
      this.#streams.delete(id);
      this.#post({ id, type: MessageType.Complete });
      this.begin(events);
      return;
    }
    const authorization = this.#authorize(events);
    if (authorization === before) return;
    this.#post({ type: MessageType.Ping, payload: { id, authorization } });
  }

  #post(message: object): void {
    this.#postText(JSON.stringify(message));
  }

  #postText(message: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(message);
  }
}

interface Message {
  readonly type: MessageType;
  readonly id?: string;
  readonly payload?: unknown;
}

/** By subscription. */
interface Progress {
  /** The positions reached. */
  readonly cursors?: Record<string, string>;
  /** What has been read of stored events since the last report. */
  readonly costs?: Record<string, number>;
}
