import { badInput, clientError } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';

export interface FiledEvent {
  unit: string;
  number: string;
}

type Position = AsyncIterableIterator<object>;

/** A log of events in memory with positions, which a subscription follows from any of them. */
export class EventLog {
  readonly #events: (FiledEvent & { committedAt: number })[] = [];
  readonly #followers = new Set<Follower>();
  /** Positions up to this one are no longer kept. */
  expiredUpTo = 0;
  /** The clock by which events are committed. */
  now = () => Date.now();
  /** The cursors after which subscriptions began; null for the present. */
  readonly begun: (string | null)[] = [];

  get length(): number {
    return this.#events.length;
  }

  get followers(): number {
    return this.#followers.size;
  }

  /** Adds events and wakes the followers. */
  add(...events: FiledEvent[]): void {
    this.#events.push(...events.map((event) => ({ ...event, committedAt: this.now() })));
    for (const follower of this.#followers) follower.wake();
  }

  /** Yields the position first; positions at which the filter matches nothing are progress. */
  follow(field: string, after: string | null, matches: (event: FiledEvent) => boolean): Position {
    this.begun.push(after);
    const stored = this.#events.length;
    const position = after === null ? stored : this.#positionOf(after);
    const next = (from: number) => {
      const found = this.#events[from];
      if (!found) return null;
      const { committedAt, ...event } = found;
      const cursor = cursorAt(from + 1);
      if (!matches(event)) return { extensions: { cursor } };
      const extensions = { cursor, committedAt, ...(from < stored && { replayed: true }) };
      return { [field]: { ...event, position: from + 1 }, extensions };
    };
    const first = { extensions: { cursor: cursorAt(position) } };
    return this.#started(new Follower(position, first, next, this.#followers));
  }

  /** Events without positions: one for each of the log. */
  ticks(): Position {
    const next = (from: number) => (this.#events[from] ? { ticks: from + 1 } : null);
    return this.#started(new Follower(this.#events.length, null, next, this.#followers));
  }

  /** Ends every subscription, as a source that has nothing more to say. */
  end(): void {
    for (const follower of this.#followers) void follower.return();
  }

  #started(follower: Follower): Follower {
    this.#followers.add(follower);
    return follower;
  }

  #positionOf(cursor: string): number {
    const [, position] = /^at-(\d+)$/.exec(cursor) ?? [];
    if (position === undefined)
      throw badInput('after', 'CURSOR', say`This is no cursor of this log.`);
    if (Number(position) < this.expiredUpTo) {
      throw clientError('CURSOR_EXPIRED', say`The events after this cursor are no longer kept.`);
    }
    return Number(position);
  }
}

export const cursorAt = (position: number) => `at-${position}`;

/** By hand, so that `return` does not wait for an event. */
class Follower implements AsyncIterableIterator<object> {
  #position: number;
  #first: object | null;
  readonly #next: (from: number) => object | null;
  readonly #all: Set<Follower>;
  #waiting: ((step: IteratorResult<object>) => void) | null = null;
  #isDone = false;

  constructor(
    position: number,
    first: object | null,
    next: (from: number) => object | null,
    all: Set<Follower>,
  ) {
    this.#position = position;
    this.#first = first;
    this.#next = next;
    this.#all = all;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async next(): Promise<IteratorResult<object>> {
    const value = this.#take();
    if (value) return { done: false, value };
    if (this.#isDone) return { done: true, value: undefined };
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  async return(): Promise<IteratorResult<object>> {
    this.#isDone = true;
    this.#all.delete(this);
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = null;
    return { done: true, value: undefined };
  }

  wake(): void {
    if (!this.#waiting) return;
    const value = this.#take();
    if (!value) return;
    this.#waiting({ done: false, value });
    this.#waiting = null;
  }

  #take(): object | null {
    if (this.#isDone) return null;
    const first = this.#first;
    this.#first = null;
    if (first) return first;
    const value = this.#next(this.#position);
    if (value) this.#position += 1;
    return value;
  }
}
