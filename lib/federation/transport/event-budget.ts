/** Events of one subscription that wait to be resolved. */
export interface EventHolder {
  /** Those that the subgraph can send again. */
  readonly heldBytes: number;
  /** Frees them all: they are received again when it is their turn. */
  letGo(): void;
}

/** About what 30 subscriptions may hold: far more than waits where events are resolved as fast as they arrive. */
const usualBytes = 32_000_000;

/**
 * Bounds the events that wait in a process to be resolved, of all subscriptions at remote subgraphs together. Beyond it,
 * the subscription that holds the most lets go of its events. So never more waits than the limit and one event.
 */
export class EventBudget {
  readonly #mostBytes: number;
  readonly #holders = new Set<EventHolder>();
  #bytes = 0;

  /** @param mostBytes more than the largest event has. */
  constructor(mostBytes = usualBytes) {
    this.#mostBytes = mostBytes;
  }

  /** The bytes that wait now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Called once a holder holds more by this. Holders may let go of their events before it returns, this one included. */
  add(holder: EventHolder, bytes: number): void {
    this.#bytes += bytes;
    this.#holders.add(holder);
    // A single one has a limit of its own.
    while (this.#bytes > this.#mostBytes && this.#holders.size > 1) this.#largest()?.letGo();
  }

  /** Called once a holder holds less by this. */
  remove(holder: EventHolder, bytes: number): void {
    this.#bytes -= bytes;
    if (holder.heldBytes === 0) this.#holders.delete(holder);
  }

  #largest(): EventHolder | null {
    let largest: EventHolder | null = null;
    for (const holder of this.#holders) {
      if (!largest || holder.heldBytes > largest.heldBytes) largest = holder;
    }
    return largest;
  }
}
