import { setTimeout as delay } from 'node:timers/promises';
import { unavailable } from '../../../lib/kit/errors.ts';
import { type Consumer, PushSource } from '../../../lib/kit/push-source.ts';
import { say } from '../../../lib/kit/say.ts';
import { isPassing } from '../../../lib/mongodb/database-away.ts';
import { unavailableMs } from './available.ts';
import type { PlacedEvent } from './event.model.ts';
import type { EventFilter } from './event-filter.ts';
import type { Stretch } from './event-log.ts';
import type { FanOut, Listener } from './fan-out.ts';
import { laterOf, type EventPosition } from './position.ts';
import type { SeenEvent } from './seen-events.ts';

/**
 * An event of a subscription, or progress: up to the cursor there was none. A consumer that starts another subscription
 * after any of these cursors misses nothing.
 */
export interface EventOrProgress {
  readonly cursor: string;
  readonly event: SeenEvent | null;
  /** Whether the event was read from the log. */
  readonly isReplayed: boolean;
  /** With progress, the cost of reading the log since it was last reported; 0 for none. */
  readonly cost: number;
}

/** A part of the log, and what reading it has cost. */
export interface ReadStretch extends Stretch {
  readonly cost: number;
}

/** Events as they were seen, and when. */
interface ShownEvents {
  readonly seen: readonly SeenEvent[];
  readonly by: { readonly treeVersion: number; readonly atMs: number };
}

/** The parts that the sources of a subscription's events share. There may be thousands of them: this holds nothing of a request. */
export interface SourceDependencies {
  readonly fanOut: Pick<FanOut, 'add' | 'delete'>;
  /** Does a part of a replay when it is this subscription's turn. @throws the reason of the signal once it is aborted. */
  inTurn<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
  /** Reads on from a position, a bounded part. */
  read(filter: EventFilter, after: EventPosition, signal: AbortSignal): Promise<ReadStretch>;
  /** Of the unit tree: another one after each change. */
  readonly treeVersion: number;
  /** The events that the viewer sees now. @throws as `requireScope`. */
  show(filter: EventFilter, events: readonly PlacedEvent[]): Promise<readonly SeenEvent[]>;
  /** @throws `NOT_FOUND` if the filter names a unit that is not the viewer's, `UNAVAILABLE` if that is not known. */
  requireScope(filter: EventFilter): void;
  /** Resolves when the stream and the unit tree are available, or after a while. All subscriptions share this wait. */
  becomesAvailable(): Promise<void>;
  /** How far this process has read the stream; null while it does not run. */
  head(): EventPosition | null;
  cursorOf(position: EventPosition): string;
  /**
   * Progress is reported when there was no event for this long, and in a replay after each part without one, with a cost
   * to be reported and at the end. By default 10 s.
   */
  readonly idleMs: number | undefined;
}

/** An event waits in memory for a subscriber who has not taken those before it; beyond this number, in the log. */
const mostWaiting = 1_000;
const shownAtOnce = 100;
/** What was shown longer ago, or by another unit tree, is shown again before it is given. */
const shownNowMs = 1_000;
/** How long a subscription waits before it tries again what was not available, at first and at most. */
const retries = { firstMs: 100, longestMs: 2_000 } as const;
const defaultIdleMs = 10_000;
/** Less is reported together with what is read later: beginning a subscription has a price of its own. */
const leastCost = 10;

/**
 * The events after a position that pass a filter and that the viewer sees when they are given, each once and in the order
 * of positions, without end: first those of the log, then those that come. Begins with the position itself, so that a consumer can
 * resume who has received no event yet. While nothing is to be read or shown, it only listens.
 * Fails with `UNAVAILABLE` when the process stops, or its stream, MongoDB or the unit tree is not available for half a
 * minute, and with the errors of the log and of `requireScope`.
 */
export class EventSource extends PushSource<EventOrProgress> implements Listener {
  readonly filter: EventFilter;
  readonly #dependencies: SourceDependencies;
  #consumer: Consumer<EventOrProgress> | null = null;
  /** Everything up to there was given. */
  #position: EventPosition;
  /** The events that have come since `#isBehind` was last cleared. */
  #waiting: PlacedEvent[] = [];
  /** Whether events have to be read from the log. */
  #isBehind = true;
  #isRunning = false;
  #isOver = false;
  /** Interrupts what is being read at the end; null while nothing is. */
  #reading: AbortController | null = null;
  #failure: Error | null = null;
  #gaveAt = performance.now();
  /** How long it has waited for its turns. */
  #queuedMs = 0;
  /** Not reported yet. */
  #cost = 0;

  constructor(dependencies: SourceDependencies, filter: EventFilter, start: EventPosition) {
    super();
    this.filter = filter;
    this.#dependencies = dependencies;
    this.#position = start;
  }

  deliverTo(consumer: Consumer<EventOrProgress>): void {
    this.#consumer = consumer;
    this.#dependencies.fanOut.add(this);
    void this.#begin(consumer);
  }

  stop(): void {
    this.#isOver = true;
    this.#reading?.abort();
    this.#dependencies.fanOut.delete(this);
  }

  take(event: PlacedEvent): void {
    if (this.#isBehind) return;
    if (this.#waiting.length < mostWaiting) this.#waiting.push(event);
    else this.#fallBehind();
    this.#wakeUp();
  }

  missed(): void {
    this.#fallBehind();
    this.#wakeUp();
  }

  idle(): void {
    if (this.#isIdle) this.#wakeUp();
  }

  fail(): void {
    this.#failure = unavailable(say`The stream of events`);
    this.#wakeUp();
  }

  #wakeUp(): void {
    if (this.#consumer && !this.#isRunning && !this.#isOver) void this.#run(this.#consumer);
  }

  async #begin(consumer: Consumer<EventOrProgress>): Promise<void> {
    this.#isRunning = true;
    // Not before `deliverTo` has returned.
    await Promise.resolve();
    if (!this.#isOver) await this.#giveProgress(consumer, this.#position);
    await this.#run(consumer);
  }

  /** Gives what there is. Never rejects. */
  async #run(consumer: Consumer<EventOrProgress>): Promise<void> {
    this.#isRunning = true;
    try {
      while (!this.#isOver) {
        this.#throwIfFailed();
        if (this.#isBehind) await this.#replay(consumer);
        else if (this.#waiting.length > 0) await this.#showWaiting(consumer);
        else if (this.#isIdle) await this.#advance(consumer);
        else break;
      }
    } catch (error) {
      if (this.#isOver) return;
      this.stop();
      consumer.failed(error);
    } finally {
      this.#isRunning = false;
      this.#reading = null;
    }
  }

  /** Reads the log as far as the stream was read; events that come from now on wait. */
  async #replay(consumer: Consumer<EventOrProgress>): Promise<void> {
    this.#isBehind = false;
    this.#waiting = [];
    while (!this.#isOver) {
      const after = this.#position;
      const part = await this.#available(() => this.#readOn(after));
      this.#cost += part.cost;
      await this.#giveEach(consumer, part, true);
      const shown = part.seen.at(-1)?.event.position ?? after;
      const isProgress = part.coveredTo > shown && (part.isCurrent || part.seen.length === 0);
      if (isProgress || this.#cost >= leastCost) await this.#giveProgress(consumer, part.coveredTo);
      this.#position = part.coveredTo;
      if (part.isCurrent) return;
    }
  }

  #readOn(after: EventPosition): Promise<ReadStretch & ShownEvents> {
    const { filter } = this;
    const dependencies = this.#dependencies;
    const signal = this.#signal;
    const askedAt = performance.now();
    return dependencies.inTurn(signal, async () => {
      this.#queuedMs += performance.now() - askedAt;
      const stretch = await dependencies.read(filter, after, signal);
      return { ...stretch, ...(await this.#show(stretch.events)) };
    });
  }

  async #showWaiting(consumer: Consumer<EventOrProgress>): Promise<void> {
    const events = this.#waiting.splice(0, shownAtOnce);
    // Events that came during the replay were read by it.
    const later = events.filter((event) => event.position > this.#position);
    await this.#giveEach(consumer, await this.#available(() => this.#show(later)), false);
    this.#position = laterOf(this.#position, events.at(-1)?.position ?? this.#position);
  }

  /** Nothing waits: every event up to the head was shown. */
  async #advance(consumer: Consumer<EventOrProgress>): Promise<void> {
    this.#requireScope();
    this.#position = laterOf(this.#position, this.#dependencies.head() ?? this.#position);
    await this.#giveProgress(consumer, this.#position);
  }

  async #show(events: readonly PlacedEvent[]): Promise<ShownEvents> {
    const { treeVersion } = this.#dependencies;
    const seen = await this.#dependencies.show(this.filter, events);
    return { seen, by: { treeVersion, atMs: performance.now() } };
  }

  async #giveEach(
    consumer: Consumer<EventOrProgress>,
    { seen, by }: ShownEvents,
    isReplayed: boolean,
  ): Promise<void> {
    for (const each of seen) {
      if (this.#isOver) return;
      const event = this.#isShownNow(by) ? each : await this.#showAgain(each);
      if (this.#isOver || !event) continue; // it may have been stopped meanwhile
      const { position } = event.event;
      await this.#give(consumer, { position, event, isReplayed, cost: 0 });
    }
  }

  /** A consumer who takes them slowly would get what it may no longer see. */
  #isShownNow({ treeVersion, atMs }: ShownEvents['by']): boolean {
    const isRecent = performance.now() - atMs < shownNowMs;
    return isRecent && treeVersion === this.#dependencies.treeVersion;
  }

  async #showAgain({ event }: SeenEvent): Promise<SeenEvent | undefined> {
    const { seen } = await this.#available(() => this.#show([event]));
    return seen[0];
  }

  async #giveProgress(consumer: Consumer<EventOrProgress>, to: EventPosition): Promise<void> {
    if (this.#isOver) return;
    const cost = this.#cost >= leastCost ? this.#cost : 0;
    this.#cost -= cost;
    await this.#give(consumer, { position: to, event: null, isReplayed: false, cost });
  }

  #give(
    consumer: Consumer<EventOrProgress>,
    { position, ...given }: Omit<EventOrProgress, 'cursor'> & { position: EventPosition },
  ): Promise<void> | undefined {
    this.#gaveAt = performance.now();
    return consumer.take({ cursor: this.#dependencies.cursorOf(position), ...given });
  }

  /** Nothing is shown meanwhile: there is no hurry. */
  #requireScope(): void {
    try {
      this.#dependencies.requireScope(this.filter);
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
  }

  /** Tries again for a while what is not available at the moment. */
  async #available<Result>(work: () => Promise<Result>): Promise<Result> {
    let failedAt: number | null = null;
    let waitMs: number = retries.firstMs;
    for (;;) {
      this.#throwIfFailed();
      try {
        return await work();
      } catch (error) {
        // Its turn is not waited for because anything is unavailable.
        const now = performance.now() - this.#queuedMs;
        failedAt ??= now;
        if (!isPassing(error) || this.#isOver || now > failedAt + unavailableMs) throw error;
      }
      // Thousands of others do the same.
      await delay(waitMs * (0.5 + Math.random() / 2), undefined, { signal: this.#signal });
      await this.#dependencies.becomesAvailable();
      waitMs = Math.min(2 * waitMs, retries.longestMs);
    }
  }

  get #signal(): AbortSignal {
    this.#reading ??= new AbortController();
    if (this.#isOver) this.#reading.abort();
    return this.#reading.signal;
  }

  get #isIdle(): boolean {
    return performance.now() - this.#gaveAt >= (this.#dependencies.idleMs ?? defaultIdleMs);
  }

  #fallBehind(): void {
    this.#isBehind = true;
    this.#waiting = [];
  }

  #throwIfFailed(): void {
    if (this.#failure) throw this.#failure;
  }
}
