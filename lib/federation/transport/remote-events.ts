import { isClientError, unavailable } from '../../kit/errors.ts';
import { type Language, say } from '../../kit/say.ts';
import type { Viewer } from '../../kit/viewer.ts';
import {
  type EventReceiver,
  type EventStream,
  OutdatedEvent,
  type SourceEvent,
  StreamFailure,
  type SubscriptionStart,
} from '../../platform/operations/engine.ts';
import { placeIn } from '../../platform/operations/event-place.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import type { EventBudget, EventHolder } from './event-budget.ts';
import { parseResult } from './parse-result.ts';
import type { SubgraphResult, SubgraphSubscription } from './transport.ts';

/** The part that a subscription needs of the connection over which its events arrive. */
export interface RemoteConnection {
  /** Begins a subscription, or resumes it after its last cursor. */
  begin(events: RemoteEvents): void;
  /** Unsubscribes. May be called twice. */
  drop(events: RemoteEvents): void;
  /** Tells the subgraph that the cost which it has reported is charged: it reads on. */
  acknowledge(events: RemoteEvents): void;
  /** The budget of all subscriptions together. */
  readonly budget: EventBudget;
}

/** How much of one subscription may wait to be passed on; then it is ended and resumed later. */
const maxQueuedBytes = 1_000_000;

/**
 * How long an event may wait to be resolved: it was read and authorized when it was sent, and the proofs in it are valid
 * for a minute at least, of which resolving the rest may take as long again.
 */
const freshMs = 30_000;

/** How often a subscription is begun again in a row because its token is refused. */
const mostRefusals = 3;

/** An event that has arrived, until it is resolved. */
class ArrivedEvent {
  readonly bytes: number;
  /** Whether there is a position before it, after which it can be received again. */
  readonly isRepeatable: boolean;
  readonly #atMs = performance.now();
  #payload: unknown;

  constructor(payload: unknown, bytes: number, isRepeatable: boolean) {
    this.#payload = payload;
    this.bytes = bytes;
    this.isRepeatable = isRepeatable;
  }

  /** @throws OutdatedEvent if it was dropped, or has waited for too long. */
  get payload(): unknown {
    const isOld = this.isRepeatable && performance.now() - this.#atMs > freshMs;
    if (isOld || this.#payload === null) throw new OutdatedEvent();
    return this.#payload;
  }

  drop(): void {
    this.#payload = null;
  }
}

interface Queued {
  readonly event: SourceEvent<SubgraphResult>;
  /** Null for progress. */
  readonly arrived: ArrivedEvent | null;
}

/** One subscription at a remote subgraph, with the events that have arrived and are not yet resolved. */
export class RemoteEvents implements EventStream, EventHolder {
  /** On the connection; another one after it was suspended, since events of before may still arrive. */
  id = '';
  readonly subscription: SubgraphSubscription;
  readonly #start: SubscriptionStart;
  readonly #receiver: EventReceiver<SubgraphResult>;
  readonly #connection: RemoteConnection;
  /** Of the last event that arrived. */
  cursor: string | null;
  authorization = '';
  /** Of all clients who share the events. */
  readonly language: Language;
  /** The viewer for whom it was subscribed. */
  viewer: Viewer;
  /** Those that are not passed on yet. */
  readonly #queue: Queued[] = [];
  #queuedBytes = 0;
  /** Those that are not resolved yet and can be received again. */
  readonly #held = new Set<ArrivedEvent>();
  #heldBytes = 0;
  #refusals = 0;
  #isSuspended = false;
  #end: 'completed' | 'stopped' | StreamFailure | null = null;
  #isPassingOn = false;

  constructor(
    subscription: SubgraphSubscription,
    start: SubscriptionStart,
    receiver: EventReceiver<SubgraphResult>,
    connection: RemoteConnection,
  ) {
    this.subscription = subscription;
    this.#start = start;
    this.#receiver = receiver;
    this.#connection = connection;
    this.cursor = start.after;
    const { viewer, language } = start.request();
    this.viewer = viewer;
    this.language = language;
  }

  /**
   * Takes over the viewer of the clients who share the events now: the first of them may have left. Does nothing
   * without a cursor, since the subscription then has to be resumed.
   * @returns whether it is another one.
   */
  takeViewer(): boolean {
    const { viewer } = this.#start.request();
    if (this.cursor === null || viewer?.subject === this.viewer?.subject) return false;
    this.viewer = viewer;
    return true;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  stop(): void {
    this.#end = 'stopped';
    this.#queue.length = 0;
    this.#connection.drop(this);
    this.#dropHeld();
  }

  receive(payload: unknown, bytes: number): void {
    const place = placeOf(payload);
    const arrived = new ArrivedEvent(payload, bytes, this.cursor !== null);
    this.#refusals = 0;
    if (place.cursor !== null) this.cursor = place.cursor;
    this.#add({ event: { ...place, resolve: this.#resolverOf(arrived) }, arrived });
    if (this.#queuedBytes > maxQueuedBytes) this.#suspend();
    if (!arrived.isRepeatable) return;
    this.#held.add(arrived);
    this.#heldBytes += bytes;
    this.#connection.budget.add(this, bytes);
  }

  progress(cursor: string): void {
    if (cursor === this.cursor) return;
    this.#refusals = 0;
    this.cursor = cursor;
    // Only the latest matters.
    const last = this.#queue.at(-1);
    if (last && last.arrived === null && last.event.cost === undefined) this.#queue.pop();
    this.#addProgress({});
  }

  /** The subgraph has read stored events at a cost, and reads on once that is charged. */
  owe(cost: number): void {
    this.#addProgress({ cost });
  }

  /**
   * Unsubscribes, and frees all events that can be received again. The first of them is still passed on, for its receiver
   * to find out that it has to begin again before it.
   */
  letGo(): void {
    this.#connection.drop(this);
    this.#isSuspended = false;
    const first = this.#queue.findIndex(({ arrived }) => arrived?.isRepeatable);
    if (first !== -1) {
      this.#queue.length = first + 1;
      this.#queuedBytes = this.#queue.reduce((sum, { arrived }) => sum + (arrived?.bytes ?? 0), 0);
    }
    this.#dropHeld();
  }

  /**
   * Called when the subgraph has ended it with errors.
   * @returns whether it is to begin again after its last cursor: its token was refused, as after a delay of this process
   * during which it was not renewed.
   */
  mayBeginAgain(errors: StreamFailure['errors']): boolean {
    if (this.cursor === null || !errors.some(isUnauthenticated)) return false;
    this.#refusals += 1;
    return this.#refusals <= mostRefusals;
  }

  complete(): void {
    this.#end ??= 'completed';
    this.#wake();
  }

  fail(errors: StreamFailure['errors']): void {
    this.#end ??= new StreamFailure(errors);
    this.#wake();
  }

  /** Passes on what has arrived, until nothing is left. Never rejects. */
  async #passOn(): Promise<void> {
    // Not before `subscribe` has returned.
    await Promise.resolve();
    for (let first = this.#queue.shift(); first; first = this.#queue.shift()) {
      this.#queuedBytes -= first.arrived?.bytes ?? 0;
      await this.#receiver.take(first.event);
      if (first.event.cost !== undefined) this.#connection.acknowledge(this);
    }
    this.#isPassingOn = false;
    if (this.#isSuspended && !this.#end) {
      this.#isSuspended = false;
      this.#connection.begin(this);
      return;
    }
    const end = this.#end;
    if (end) this.#end = 'stopped'; // it is reported once
    if (end === 'completed') this.#receiver.completed();
    else if (end instanceof StreamFailure) this.#receiver.failed(end);
  }

  /** Apart from the receipt, which keeps the payload in memory for as long as a function made in it. */
  #resolverOf(arrived: ArrivedEvent) {
    return async (request: GraphRequest) => {
      try {
        return parseResult(arrived.payload, request);
      } finally {
        if (this.#held.delete(arrived)) this.#free(arrived.bytes);
        arrived.drop();
      }
    };
  }

  #suspend(): void {
    this.#connection.drop(this);
    if (this.cursor === null) this.fail([unreachable()]);
    else this.#isSuspended = true;
  }

  #dropHeld(): void {
    for (const arrived of this.#held) arrived.drop();
    this.#held.clear();
    this.#free(this.#heldBytes);
  }

  #free(bytes: number): void {
    this.#heldBytes -= bytes;
    this.#connection.budget.remove(this, bytes);
  }

  #addProgress(more: Pick<SourceEvent<SubgraphResult>, 'cost'>): void {
    const place = { cursor: this.cursor, committedAt: null, isReplayed: false };
    this.#add({ event: { ...place, resolve: null, ...more }, arrived: null });
  }

  #add(queued: Queued): void {
    this.#queue.push(queued);
    this.#queuedBytes += queued.arrived?.bytes ?? 0;
    this.#wake();
  }

  #wake(): void {
    if (this.#isPassingOn) return;
    this.#isPassingOn = true;
    void this.#passOn();
  }
}

export const unreachable = () => unavailable(say`A part of the system`);

const isUnauthenticated = (error: StreamFailure['errors'][number]) =>
  (isClientError(error) ? error.code : error.extensions?.['code']) === 'UNAUTHENTICATED';

const placeOf = (payload: unknown) => placeIn((payload as { extensions?: unknown }).extensions); // an execution result
