/** The work that one process does at once on events, in shares: 1 is the most expensive operation allowed. */
const sharesOfProcess = 8;

/** The part of it for the events of one viewer. */
const sharesOfOwner = 1;

/** Shares are counted in whole parts, so that none is lost by rounding. It is the least that an event takes. */
const partsOfShare = 64;

/** An event that waits to be resolved. */
interface Waiting {
  readonly parts: number;
  readonly admit: () => void;
}

/**
 * Limits how many events are resolved at once by what they may cost, so that events cannot take the time of requests,
 * nor those of one viewer the time of the others. The events of a viewer wait in order, and viewers take turns.
 * Nothing is refused: a stream has a bounded number of events waiting.
 */
export class EventAdmission {
  #free = sharesOfProcess * partsOfShare;
  readonly #usedBy = new Map<string, number>();
  /** By owner, in the order of their turns. */
  readonly #waitingOf = new Map<string, Waiting[]>();

  /**
   * Takes a place for an event.
   * @param share what it may cost, as a share of the most that one operation may cost.
   * @returns a promise to wait for, or undefined if it may begin now.
   */
  enter(owner: string, share: number): Promise<void> | undefined {
    const parts = partsIn(share);
    if (this.#waitingOf.size === 0 && this.#hasRoomFor(owner, parts)) {
      this.#take(owner, parts);
      return undefined;
    }
    return new Promise((admit) => {
      const waiting = { parts, admit };
      const others = this.#waitingOf.get(owner);
      if (others) others.push(waiting);
      else this.#waitingOf.set(owner, [waiting]);
      this.#admit();
    });
  }

  /** Frees the place, with the values that `enter` was called with. */
  leave(owner: string, share: number): void {
    const parts = partsIn(share);
    const used = (this.#usedBy.get(owner) ?? 0) - parts;
    if (used > 0) this.#usedBy.set(owner, used);
    else this.#usedBy.delete(owner);
    this.#free += parts;
    this.#admit();
  }

  /** Admits as many as there is room for. */
  #admit(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      const { owner, waiting, queue } = next;
      queue.shift();
      this.#waitingOf.delete(owner);
      // At the end of the turns.
      if (queue.length > 0) this.#waitingOf.set(owner, queue);
      this.#take(owner, waiting.parts);
      waiting.admit();
    }
  }

  /** The first whose owner has room. It has to wait if the process has none: a large one would wait for ever. */
  #next() {
    for (const [owner, queue] of this.#waitingOf) {
      const [waiting] = queue;
      if (!waiting || !this.#ownerHasRoomFor(owner, waiting.parts)) continue;
      return waiting.parts <= this.#free ? { owner, waiting, queue } : null;
    }
    return null;
  }

  #hasRoomFor(owner: string, parts: number): boolean {
    return parts <= this.#free && this.#ownerHasRoomFor(owner, parts);
  }

  #ownerHasRoomFor(owner: string, parts: number): boolean {
    return (this.#usedBy.get(owner) ?? 0) + parts <= sharesOfOwner * partsOfShare;
  }

  #take(owner: string, parts: number): void {
    this.#free -= parts;
    this.#usedBy.set(owner, (this.#usedBy.get(owner) ?? 0) + parts);
  }
}

const partsIn = (share: number): number =>
  Math.max(1, Math.min(partsOfShare, Math.ceil(share * partsOfShare)));
