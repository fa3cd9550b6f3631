import { paced } from '../../kit/paced.ts';

interface RoundsOptions<Item> {
  /** How often each is visited, in milliseconds. */
  everyMs: number;
  /** Never throws and never rejects. */
  visit: (item: Item) => void | Promise<void>;
}

/** The number of parts of a round, and the shortest time between two of them. */
const mostParts = 100;
const shortestPartMs = 10;

/**
 * Visits many items at an interval, spread over it: thousands at a time would delay everything else for as long as all
 * of them take. The first visit comes within one interval.
 */
export class Rounds<Item> {
  readonly #parts: ReadonlyArray<Set<Item>>;
  readonly #partMs: number;
  readonly #visit: RoundsOptions<Item>['visit'];
  /** The parts that are visited next, and that get the next item. */
  #visited = 0;
  #filled = 0;
  #timer: NodeJS.Timeout | null;

  constructor({ everyMs, visit }: RoundsOptions<Item>) {
    const count = Math.max(1, Math.min(mostParts, Math.floor(everyMs / shortestPartMs)));
    this.#parts = Array.from({ length: count }, () => new Set());
    this.#partMs = everyMs / count;
    this.#visit = visit;
    this.#timer = this.#next(performance.now() + this.#partMs);
  }

  /** @returns the part of the round in which it is visited until it is deleted from it. */
  add(item: Item): Pick<Set<Item>, 'delete'> {
    const part = this.#parts[this.#filled] ?? new Set();
    this.#filled = (this.#filled + 1) % this.#parts.length;
    return part.add(item);
  }

  /** All that are visited. */
  *[Symbol.iterator](): Generator<Item, void> {
    for (const part of this.#parts) yield* part;
  }

  /** The visit in progress is the last one. May be called twice. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #next(dueMs: number): NodeJS.Timeout {
    const delayMs = Math.max(0, dueMs - performance.now());
    return setTimeout(() => void this.#visitPart(dueMs), delayMs).unref();
  }

  async #visitPart(dueMs: number): Promise<void> {
    const part = this.#parts[this.#visited] ?? [];
    this.#visited = (this.#visited + 1) % this.#parts.length;
    for await (const item of paced(part)) {
      if (!this.#timer) return;
      await this.#visit(item);
    }
    // Later than due when it took longer: it does not catch up.
    if (this.#timer) this.#timer = this.#next(Math.max(dueMs + this.#partMs, performance.now()));
  }
}
