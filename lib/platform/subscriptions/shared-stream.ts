import type { ExecutionResult } from 'graphql';
import { faultOf } from '../errors/graphql-error.ts';
import { maskedError } from '../errors/masked-error.ts';
import {
  type EventPlace,
  type EventStream,
  type ExecutableSubscription,
  type SourceEvent,
  StreamFailure,
} from '../operations/engine.ts';
import type { GraphRequest } from '../operations/request.ts';
import { Waiting } from './waiting.ts';
import { completed, failedWith, type SubscriptionEnd } from './ends.ts';
import type { JoinedStream, SentOperation, Subscriber } from './subscriber.ts';

/** Resolves an event with the request of one viewer. */
export type ResolveEvent = NonNullable<SourceEvent<ExecutionResult>['resolve']>;

/** The receiver of a stream's events. */
export interface StreamHost {
  /** Creates a request for the viewer of another one, interrupted when nobody waits for it. */
  requestLike(request: GraphRequest, waiting: Waiting): GraphRequest;
  /**
   * Resolves an event for the members of a stream, when there is room for it. Ends members who have used up what they
   * may have. @returns null if none is left.
   */
  resolve(
    stream: JoinedStream,
    resolve: ResolveEvent,
    waiting: Waiting,
  ): Promise<ExecutionResult | null>;
  /** Called with each event in its order. The stream has the cursor of the one before. */
  deliver(stream: JoinedStream, result: ExecutionResult, place: EventPlace): void;
  /** Called when the stream has its first cursor without an event. */
  positioned(stream: JoinedStream): void;
  /** Called when the stream has a new cursor, after `deliver` if it is that of an event. */
  advanced(stream: JoinedStream): void;
  /** Called when there will be no more events. */
  ended(stream: JoinedStream, end: SubscriptionEnd): void;
}

/** How many events of a stream are resolved at once: those that arrive together share their reads. */
const maxResolving = 16;

/**
 * The events of a subscription for all subscribers who share them: each is resolved once, for the viewer of one of
 * them. Events are resolved concurrently and delivered in their order.
 */
export class SharedStream implements JoinedStream {
  readonly key: string;
  readonly sent: SentOperation;
  readonly members = new Set<Subscriber>();
  cursor: string | null;
  isLive: boolean;
  #events: EventStream<ExecutionResult>;
  /** The plan to go on with once the stream has a cursor. */
  #next: ExecutableSubscription | null = null;
  readonly #host: StreamHost;
  /** Of the member that the latest request was for: there may be none left while an event is resolved. */
  #request: GraphRequest;
  #resolving = 0;
  /** Those who wait for events that are being resolved. */
  readonly #waiting = new Set<Waiting>();
  #delivered: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(
    key: string,
    { first, sent, subscription, after }: SharedStreamStart,
    host: StreamHost,
  ) {
    this.key = key;
    this.sent = sent;
    this.cursor = after;
    this.isLive = after === null;
    this.#host = host;
    this.#request = first.execution.request;
    this.members.add(first);
    this.#events = this.#open(subscription);
  }

  continueWith(subscription: ExecutableSubscription): void {
    this.#next = subscription;
    // Without a cursor the events would be missed until then.
    if (this.cursor !== null) this.#events.stop();
  }

  /** Runs until the stream ends. Never rejects. */
  async run(): Promise<void> {
    const end = await this.#receive();
    await this.#delivered;
    this.#end(end);
  }

  stop(): void {
    this.#isStopped = true;
    this.#events.stop();
    for (const waiting of this.#waiting) waiting.end();
  }

  async #receive(): Promise<SubscriptionEnd> {
    try {
      for (;;) {
        const event = await this.#events.next();
        if (this.#isStopped) return completed;
        if (event) this.#take(event);
        if (!event || this.#next || this.#resolving >= maxResolving) await this.#delivered;
        if (this.#next && this.cursor !== null) this.#continue(this.#next);
        else if (!event) return completed;
      }
    } catch (thrown) {
      if (thrown instanceof StreamFailure) return failedWith(thrown.errors);
      return this.#failure(thrown);
    }
  }

  #failure(thrown: unknown): SubscriptionEnd {
    return failedWith([maskedError(thrown, this.#request.logger)]);
  }

  #end(end: SubscriptionEnd): void {
    if (!this.#isStopped) this.#host.ended(this, end);
    this.stop();
  }

  #open(subscription: ExecutableSubscription): EventStream<ExecutionResult> {
    return subscription.open({ request: () => this.#requestOfMember(), after: this.cursor });
  }

  /** Everything that was taken before has been delivered. */
  #continue(subscription: ExecutableSubscription): void {
    this.#next = null;
    this.#events.stop();
    this.#events = this.#open(subscription);
  }

  #take(event: SourceEvent<ExecutionResult>): void {
    const resolved = event.resolve && this.#resolve(event.resolve);
    this.#resolving += 1;
    this.#delivered = this.#deliver(this.#delivered, event, resolved);
  }

  /** Delivers an event after the one before it. */
  async #deliver(
    before: Promise<void>,
    place: EventPlace,
    resolved: Promise<ExecutionResult | null> | null,
  ): Promise<void> {
    const result = await resolved;
    await before;
    this.#resolving -= 1;
    if (this.#isStopped) return;
    try {
      if (result) this.#host.deliver(this, result, place);
    } catch (thrown) {
      // A result that cannot be written: the next ones do not hide it.
      this.#end(this.#failure(thrown));
      return;
    }
    const { cursor } = place;
    if (cursor === null) return;
    // Only then: a member to whom the event was not sent ends at the position before it.
    const isFirst = this.cursor === null;
    this.cursor = cursor;
    if (isFirst && !result) this.#host.positioned(this);
    this.#host.advanced(this);
  }

  async #resolve(resolve: ResolveEvent): Promise<ExecutionResult | null> {
    const waiting = new Waiting();
    this.#waiting.add(waiting);
    try {
      return await this.#host.resolve(this, resolve, waiting);
    } catch (thrown) {
      // A fault of ours belongs to its event, which is not skipped silently.
      return { data: null, errors: [faultOf(thrown)] };
    } finally {
      this.#waiting.delete(waiting);
    }
  }

  #requestOfMember(): GraphRequest {
    const [member] = this.members;
    if (member) this.#request = member.execution.request;
    return this.#host.requestLike(this.#request, new Waiting());
  }
}

interface SharedStreamStart {
  first: Subscriber;
  sent: SentOperation;
  subscription: ExecutableSubscription;
  after: string | null;
}
