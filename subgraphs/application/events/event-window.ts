import type { PlacedEvent } from './event.model.ts';
import type { EventPosition } from './position.ts';

/** The memory that an event takes, roughly: the object, its ids and texts, and the units. */
const eventBytes = 800;
const unitBytes = 32;
const hiddenBytes = 40;

const weightOf = ({ unitIds, hiddenIds = [] }: PlacedEvent) =>
  eventBytes + unitBytes * unitIds.length + hiddenBytes * hiddenIds.length;

/** The latest events, all of them from one position to another, in the order of their positions. */
export class EventWindow {
  #events: PlacedEvent[] = [];
  /** The index of the first event that is still held. */
  #first = 0;
  #bytes = 0;
  /** Every event after this position and up to `head` is held. */
  #floor: EventPosition;
  #head: EventPosition;
  readonly #maxBytes: number;

  constructor(start: EventPosition, maxBytes: number) {
    this.#floor = start;
    this.#head = start;
    this.#maxBytes = maxBytes;
  }

  get floor(): EventPosition {
    return this.#floor;
  }

  get head(): EventPosition {
    return this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Appends an event, which must be later than `head`. */
  add(event: PlacedEvent): void {
    this.#events.push(event);
    this.#bytes += weightOf(event);
    this.#head = event.position;
  }

  /** Records that no event before a position, and after `head`, is missing. */
  advance(head: EventPosition): void {
    if (head > this.#head) this.#head = head;
  }

  /** Evicts the earliest events that the limit has no room for, but none after a position. */
  evict(upTo: EventPosition): void {
    while (this.#bytes > this.#maxBytes) {
      const event = this.#events[this.#first];
      if (!event || event.position > upTo) break;
      this.#first += 1;
      this.#bytes -= weightOf(event);
      this.#floor = event.position;
    }
    if (this.#first > this.#events.length / 2) {
      this.#events.splice(0, this.#first);
      this.#first = 0;
    }
  }

  /** The events after a position, the earliest first. The position must not be before `floor`. */
  *after(position: EventPosition): Generator<PlacedEvent> {
    for (let index = this.#indexAfter(position); index < this.#events.length; index += 1) {
      const event = this.#events[index];
      if (event) yield event;
    }
  }

  #indexAfter(position: EventPosition): number {
    let low = this.#first;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.position ?? '') > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
