import { unavailable } from '../../kit/errors.ts';
import { type Language, say } from '../../kit/say.ts';
import type { Viewer } from '../../kit/viewer.ts';
import {
  type EventReceiver,
  type EventStream,
  type SourceEvent,
  StreamFailure,
  type SubscriptionStart,
} from '../../platform/operations/engine.ts';
import { placeIn } from '../../platform/operations/event-place.ts';
import { parseResult } from './parse-result.ts';
import type { SubgraphResult, SubgraphSubscription } from './transport.ts';

/** What a subscription needs of the connection over which its events arrive. */
export interface RemoteConnection {
  /** Begins a subscription, or resumes it after its last cursor. */
  begin(events: RemoteEvents): void;
  /** Unsubscribes. May be called twice. */
  drop(events: RemoteEvents): void;
}

/** How much of one subscription may wait to be resolved; then it is ended and resumed later. */
const maxQueuedBytes = 1_000_000;

interface Queued {
  readonly event: SourceEvent<SubgraphResult>;
  readonly bytes: number;
}

/** One subscription at a remote subgraph, with the events that have arrived and are not yet passed on. */
export class RemoteEvents implements EventStream {
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
  readonly #queue: Queued[] = [];
  #queuedBytes = 0;
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

  stop(): void {
    this.#end = 'stopped';
    this.#queue.length = 0;
    this.#connection.drop(this);
  }

  receive(payload: unknown, bytes: number): void {
    const place = placeOf(payload);
    if (place.cursor !== null) this.cursor = place.cursor;
    this.#add({ ...place, resolve: async (request) => parseResult(payload, request) }, bytes);
    if (this.#queuedBytes <= maxQueuedBytes) return;
    this.#connection.drop(this);
    if (this.cursor === null) this.fail([unreachable()]);
    else this.#isSuspended = true;
  }

  progress(cursor: string): void {
    if (cursor === this.cursor) return;
    this.cursor = cursor;
    // Only the latest matters.
    if (this.#queue.at(-1)?.event.resolve === null) this.#queue.pop();
    this.#add({ cursor, committedAt: null, isReplayed: false, resolve: null }, 0);
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
      this.#queuedBytes -= first.bytes;
      await this.#receiver.take(first.event);
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

  #add(event: SourceEvent<SubgraphResult>, bytes: number): void {
    this.#queue.push({ event, bytes });
    this.#queuedBytes += bytes;
    this.#wake();
  }

  #wake(): void {
    if (this.#isPassingOn) return;
    this.#isPassingOn = true;
    void this.#passOn();
  }
}

export const unreachable = () => unavailable(say`A part of the system`);

const placeOf = (payload: unknown) => placeIn((payload as { extensions?: unknown }).extensions); // an execution result
