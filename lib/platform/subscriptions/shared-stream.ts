import type { ExecutionResult } from 'graphql';
import { faultOf } from '../errors/graphql-error.ts';
import { maskedError } from '../errors/masked-error.ts';
import {
  type EventPlace,
  type EventReceiver,
  type EventStream,
  type ExecutableSubscription,
  OutdatedEvent,
  type SourceEvent,
  type StreamFailure,
  type SubscriptionStart,
} from '../operations/engine.ts';
import type { GraphRequest } from '../operations/request.ts';
import { Waiting } from './waiting.ts';
import type { Readiness } from './readiness.ts';
import { completed, failedWith, type SubscriptionEnd } from './ends.ts';
import type { JoinedStream, SentOperation, Subscriber } from './subscriber.ts';

/** Resolves an event with the request of one viewer. */
type ResolveEvent = NonNullable<SourceEvent<ExecutionResult>['resolve']>;

/** The receiver of a stream's events. */
export interface StreamHost {
  /** Creates a request for the viewer of another one, interrupted when nobody waits for it. */
  requestLike(request: GraphRequest, waiting: Waiting): GraphRequest;
  /**
   * Resolves an event for the members of a stream, when there is room for it. Ends members who have used up what they
   * may have. @returns null if none is left.
   * @throws OutdatedEvent for one that can wait, if it would have to.
   */
  resolve(
    stream: SharedStream,
    resolve: ResolveEvent,
    waiting: WaitingForEvent,
  ): Promise<ExecutionResult | null>;
  /**
   * Finds out whether replayed events can be sent to the members of a stream. If that is so for some, the others go on in
   * a stream of their own. @returns false if it is so for none.
   */
  makeReady(stream: SharedStream): boolean;
  /** For streams none of whose members are ready. */
  readonly readiness: Pick<Readiness, 'mayHaveChanged'>;
  /**
   * Charges the members of a stream for what it owes. Resolves once that is charged, or nobody is left, and the stream
   * may read on. Never rejects.
   */
  pay(stream: JoinedStream): Promise<void>;
  /** Called with each event in its order. The stream has the cursor of the one before. */
  deliver(stream: JoinedStream, result: ExecutionResult, place: EventPlace): void;
  /** Called when the stream has its first cursor without an event. */
  positioned(stream: JoinedStream): void;
  /** Called when the stream has a new cursor, after `deliver` if it is that of an event. */
  advanced(stream: JoinedStream): void;
  /** Called when there will be no more events. */
  ended(stream: JoinedStream, end: SubscriptionEnd): void;
}

/** Those who wait for an event that is resolved, and whether it can wait itself. */
interface WaitingForEvent {
  readonly waiting: Waiting;
  readonly canWait: boolean;
}

/** In place of a result: the event has to be received again. */
const outdated = Symbol('outdated');

/** Null if nobody is left to whom it could be delivered. */
type Resolved = ExecutionResult | typeof outdated | null;

/** How many events of a stream are resolved at once: those that arrive together share their reads. */
const maxResolving = 16;

/**
 * The events of a subscription for all subscribers who share them: each is resolved once, for the viewer of one of
 * them. Events are resolved concurrently and delivered in their order.
 */
export class SharedStream
  implements JoinedStream, SubscriptionStart, EventReceiver<ExecutionResult>
{
  readonly key: string;
  readonly sent: SentOperation;
  readonly members = new Set<Subscriber>();
  cursor: string | null;
  isLive: boolean;
  isPositioned = false;
  isWaiting = false;
  owed = 0;
  plannedFor = 0;
  #events: EventStream | null = null;
  #current: ExecutableSubscription | null = null;
  /** The plan to go on with once the stream has a cursor. */
  #next: ExecutableSubscription | null = null;
  /** Whether an event was left out because it has to be received again: those after it are then, too. */
  #isIncomplete = false;
  readonly #host: StreamHost;
  /** Of the member that the latest request was for: there may be none left while an event is resolved. */
  #request: GraphRequest;
  #resolving = 0;
  /** How many are resolved at once that can wait: those that then have to are resolved again. */
  #mostThatWait = maxResolving;
  /** Whether the next events can wait: they are replayed, or their members have not read the replayed ones before. */
  #canWait = false;
  /** Those who wait for events that are being resolved; null while there are none. */
  #waiting: Set<Waiting> | null = null;
  /** Resolves once everything that was taken is delivered; null if nothing was. */
  #delivered: Promise<void> | null = null;
  #isStopped = false;

  constructor(key: string, { first, sent, after }: SharedStreamStart, host: StreamHost) {
    this.key = key;
    this.sent = sent;
    this.cursor = after;
    this.isLive = after === null;
    this.#host = host;
    this.#request = first.execution.request;
    this.members.add(first);
  }

  /** Begins; after a cursor, once its first member may read stored events. */
  begin(subscription: ExecutableSubscription): void {
    if (this.cursor === null) this.open(subscription);
    else {
      this.#next = subscription;
      void this.#pay();
    }
  }

  /** Begins, or goes on with another plan, after the cursor reached. */
  open(subscription: ExecutableSubscription): void {
    this.#current = subscription;
    this.#next = null;
    this.#isIncomplete = false;
    this.#events?.stop();
    this.#events = subscription.open(this, this);
  }

  /** Where it begins. */
  get after(): string | null {
    return this.cursor;
  }

  request(): GraphRequest {
    const [member] = this.members;
    if (member) this.#request = member.execution.request;
    return this.#host.requestLike(this.#request, new Waiting());
  }

  continueWith(subscription: ExecutableSubscription): void {
    this.#next = subscription;
    // Without a cursor the events would be missed until then.
    if (this.cursor === null) return;
    this.#events?.stop();
    void this.#goOn();
  }

  /** Opens it with a plan once its members are ready for replayed events. */
  openOnceReady(subscription: ExecutableSubscription): void {
    this.#canWait = true;
    this.continueWith(subscription);
  }

  take(event: SourceEvent<ExecutionResult>): Promise<void> | undefined {
    // Without a position before it, it cannot be received again.
    if (event.isReplayed && this.cursor !== null) this.#canWait = true;
    this.#take(event);
    if (event.cost !== undefined && !this.#isStopped) {
      this.owed += event.cost;
      return this.#pay();
    }
    const most = this.#canWait ? this.#mostThatWait : maxResolving;
    const hasToWait = this.#next || this.#resolving >= most || this.#isLate();
    return hasToWait ? this.#goOn() : undefined;
  }

  completed(): void {
    void this.#finish(completed);
  }

  failed({ errors }: StreamFailure): void {
    void this.#finish(failedWith(errors));
  }

  stop(): void {
    this.#isStopped = true;
    this.#events?.stop();
    for (const waiting of this.#waiting ?? []) waiting.end();
  }

  /** The plan that it goes on with. */
  get subscription(): ExecutableSubscription | null {
    return this.#next ?? this.#current;
  }

  /** Whether events that can wait have to. */
  #isLate(): boolean {
    return this.#canWait && !this.#isStopped && !this.#host.makeReady(this);
  }

  /** Begins again after the last event that is delivered, which has a cursor by then. */
  #receiveAgain(): void {
    this.#mostThatWait = 1;
    this.#next ??= this.#current;
    this.#events?.stop();
    void this.#goOn();
  }

  /** Goes on once everything is delivered and what is owed is charged. */
  async #pay(): Promise<void> {
    await this.#delivered;
    await this.#host.pay(this);
    await this.#goOn();
  }

  /** Waits until everything is delivered, and until more can be, then goes on with the next plan if there is one. */
  async #goOn(): Promise<void> {
    await this.#delivered;
    while (this.#isLate()) {
      this.isWaiting = true;
      await this.#host.readiness.mayHaveChanged(this.members);
    }
    this.isWaiting = false;
    if (this.#next && this.cursor !== null && !this.#isStopped) this.open(this.#next);
  }

  /** Ends it once everything is delivered, unless it has only completed and there is another plan. */
  async #finish(end: SubscriptionEnd): Promise<void> {
    await this.#delivered;
    if (end === completed && this.#next && this.cursor !== null) await this.#goOn();
    else this.#end(end);
  }

  #failure(thrown: unknown): SubscriptionEnd {
    return failedWith([maskedError(thrown, this.#request.logger)]);
  }

  #end(end: SubscriptionEnd): void {
    if (!this.#isStopped) this.#host.ended(this, end);
    this.stop();
  }

  #take(event: SourceEvent<ExecutionResult>): void {
    if (this.#isStopped) return;
    const resolved = event.resolve && this.#resolve(event.resolve);
    this.#resolving += 1;
    this.#delivered = this.#deliver(this.#delivered, event, resolved);
  }

  /** Delivers an event after the one before it. */
  async #deliver(
    before: Promise<void> | null,
    place: EventPlace,
    resolved: Promise<Resolved> | null,
  ): Promise<void> {
    const result = await resolved;
    await before;
    this.#resolving -= 1;
    if (this.#resolving === 0) this.#delivered = null;
    if (result === outdated) this.#isIncomplete = true;
    if (this.#isStopped || this.#isIncomplete) return;
    if (result && this.#isLate()) {
      // Nothing but what may be sent is kept in memory.
      this.#isIncomplete = true;
      this.#receiveAgain();
      return;
    }
    try {
      if (result && result !== outdated) this.#host.deliver(this, result, place);
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
    this.isPositioned = true;
    if (isFirst && !result) this.#host.positioned(this);
    this.#host.advanced(this);
    this.#adaptTo(place);
  }

  #adaptTo({ isReplayed }: EventPlace): void {
    if (!this.#canWait) return;
    if (this.#isLate()) this.#mostThatWait = 1;
    else {
      this.#mostThatWait = Math.min(maxResolving, 2 * this.#mostThatWait);
      if (!isReplayed && this.#resolving === 0) this.#canWait = false;
    }
  }

  async #resolve(resolve: ResolveEvent): Promise<Resolved> {
    const waiting = new Waiting();
    this.#waiting ??= new Set();
    this.#waiting.add(waiting);
    try {
      return await this.#host.resolve(this, resolve, { waiting, canWait: this.#canWait });
    } catch (thrown) {
      if (thrown instanceof OutdatedEvent) {
        this.#receiveAgain();
        return outdated;
      }
      // A fault of ours belongs to its event, which is not skipped silently.
      return { data: null, errors: [faultOf(thrown)] };
    } finally {
      // An interruption would otherwise wait for as long as it might have taken.
      waiting.end();
      this.#waiting.delete(waiting);
      if (this.#waiting.size === 0) this.#waiting = null;
    }
  }
}

interface SharedStreamStart {
  first: Subscriber;
  sent: SentOperation;
  after: string | null;
}
