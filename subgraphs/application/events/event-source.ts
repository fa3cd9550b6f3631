import { setTimeout as delay } from 'node:timers/promises';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { isPassing } from '../../../lib/mongodb/database-away.ts';
import { retryMs, unavailableMs } from './available.ts';
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
}

interface SourceDependencies {
  fanOut: FanOut;
  /** Does a part of a replay when it is this subscription's turn. @throws the reason of the signal once it is aborted. */
  inTurn<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
  /** Reads on from a position, a bounded part. */
  read(after: EventPosition, signal: AbortSignal): Promise<Stretch>;
  /** The events that the viewer sees now. @throws as `requireScope`. */
  show(events: readonly PlacedEvent[]): Promise<readonly SeenEvent[]>;
  /** @throws `NOT_FOUND` if the filter names a unit that is not the viewer's, `UNAVAILABLE` if that is not known. */
  requireScope(): void;
  /** How far this process has read the stream; null while it does not run. */
  head(): EventPosition | null;
  cursorOf(position: EventPosition): string;
  /**
   * Progress is reported when there was no event for this long, and in a replay after each part without one and at the
   * end.
   */
  idleMs?: number;
}

/** An event waits in memory for a subscriber who has not taken those before it; beyond this number, in the log. */
const mostWaiting = 1_000;
const shownAtOnce = 100;
const defaultIdleMs = 10_000;

/**
 * The events after a position that pass a filter and that the viewer sees, each once and in the order of positions,
 * without end: first those of the log, then those that come. Begins with the position itself, so that a consumer can
 * resume who has received no event yet. `return` ends it at once, also while it waits.
 * @throws `UNAVAILABLE` when the process stops, or its stream, MongoDB or the unit tree is not available for half a minute;
 * the errors of the log and of `requireScope`.
 */
export class EventSource implements AsyncIterableIterator<EventOrProgress>, Listener {
  readonly filter: EventFilter;
  readonly #dependencies: SourceDependencies;
  readonly #idleMs: number;
  readonly #remove: () => void;
  readonly #events: AsyncGenerator<EventOrProgress>;
  /** The events that have come since `#isBehind` was last cleared. */
  #waiting: PlacedEvent[] = [];
  /** Whether events have to be read from the log. */
  #isBehind = true;
  /** Aborted at the end, which interrupts what is being read. */
  readonly #ending = new AbortController();
  #failure: Error | null = null;
  #yieldedAt = performance.now();
  #wake: (() => void) | null = null;

  constructor(dependencies: SourceDependencies, filter: EventFilter, start: EventPosition) {
    this.filter = filter;
    this.#dependencies = dependencies;
    this.#idleMs = dependencies.idleMs ?? defaultIdleMs;
    this.#events = this.#follow(start);
    this.#remove = dependencies.fanOut.add(this);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<EventOrProgress>> {
    return this.#events.next();
  }

  async return(): Promise<IteratorResult<EventOrProgress>> {
    this.#end();
    return this.#events.return(undefined);
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

  async *#follow(start: EventPosition): AsyncGenerator<EventOrProgress> {
    let position = start;
    try {
      yield this.#yielded(position);
      while (!this.#isOver) {
        if (this.#isBehind) {
          position = yield* this.#replay(position);
        } else if (this.#waiting.length > 0) {
          const events = this.#waiting.splice(0, shownAtOnce);
          // What came during the replay was read by it.
          yield* this.#show(events.filter((event) => event.position > position));
          position = laterOf(position, events.at(-1)?.position ?? position);
        } else if (this.#isIdle) {
          this.#requireScope();
          // Nothing waits: every event up to there was shown.
          position = laterOf(position, this.#dependencies.head() ?? position);
          yield this.#yielded(position);
        } else {
          await this.#woken();
        }
      }
    } catch (error) {
      if (!this.#isOver) throw error;
    } finally {
      this.#end();
    }
  }

  /** Reads the log as far as the stream was read; events that come from now on wait. @returns the position. */
  async *#replay(start: EventPosition): AsyncGenerator<EventOrProgress, EventPosition> {
    this.#isBehind = false;
    this.#waiting = [];
    let position = start;
    while (!this.#isOver) {
      const after = position;
      const part = await this.#available(() => this.#readOn(after));
      yield* this.#yieldEach(part.seen, true);
      position = part.coveredTo;
      const shown = part.seen.at(-1)?.event.position ?? after;
      if (position > shown && (part.isCurrent || part.seen.length === 0)) {
        yield this.#yielded(position);
      }
      if (part.isCurrent) break;
    }
    return position;
  }

  #readOn(after: EventPosition): Promise<Stretch & { seen: readonly SeenEvent[] }> {
    const { inTurn, read, show } = this.#dependencies;
    const { signal } = this.#ending;
    return inTurn(signal, async () => {
      const stretch = await read(after, signal);
      return { ...stretch, seen: await show(stretch.events) };
    });
  }

  async *#show(events: readonly PlacedEvent[]): AsyncGenerator<EventOrProgress, void> {
    yield* this.#yieldEach(await this.#available(() => this.#dependencies.show(events)), false);
  }

  *#yieldEach(events: readonly SeenEvent[], isReplayed: boolean): Generator<EventOrProgress, void> {
    for (const event of events) {
      if (this.#isOver) return;
      yield this.#yielded(event.event.position, event, isReplayed);
    }
  }

  /** Nothing is shown meanwhile: there is no hurry. */
  #requireScope(): void {
    try {
      this.#dependencies.requireScope();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
  }

  /** Tries again for a while what is not available at the moment. */
  async #available<Result>(work: () => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + unavailableMs;
    for (;;) {
      this.#throwIfFailed();
      try {
        return await work();
      } catch (error) {
        if (!isPassing(error) || this.#isOver || performance.now() > deadline) throw error;
      }
      await delay(retryMs, undefined, { signal: this.#ending.signal });
    }
  }

  #yielded(
    position: EventPosition,
    event: SeenEvent | null = null,
    isReplayed = false,
  ): EventOrProgress {
    this.#yieldedAt = performance.now();
    return { cursor: this.#dependencies.cursorOf(position), event, isReplayed };
  }

  get #isOver(): boolean {
    return this.#ending.signal.aborted;
  }

  get #isIdle(): boolean {
    return performance.now() - this.#yieldedAt >= this.#idleMs;
  }

  #fallBehind(): void {
    this.#isBehind = true;
    this.#waiting = [];
  }

  async #woken(): Promise<void> {
    this.#throwIfFailed();
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#throwIfFailed();
  }

  #throwIfFailed(): void {
    if (this.#failure) throw this.#failure;
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = null;
  }

  #end(): void {
    this.#ending.abort();
    this.#remove();
    this.#wakeUp();
  }
}
