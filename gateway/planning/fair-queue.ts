/** The capacity of a queue. */
export interface QueueLimits {
  readonly entries: number;
  readonly entriesOfOwner: number;
  /** The total of all entries. A single entry may be larger. */
  readonly bytes: number;
}

interface Added<Entry> {
  /** False if there is no room. */
  readonly isQueued: boolean;
  /** Entries removed to make room. */
  readonly evicted: readonly Entry[];
}

/**
 * A bounded round-robin queue: it serves its owners in rotation, and the entries of one owner in order. When it is
 * full, the owner with the most entries loses its last one in favour of an owner with fewer.
 */
export class FairQueue<Entry extends { readonly bytes: number }> {
  readonly #limits: QueueLimits;
  /** In rotation order. */
  readonly #entriesOf = new Map<string, Entry[]>();
  readonly #ownersOf = new Map<Entry, Set<string>>();
  #bytes = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#ownersOf.size;
  }

  has(entry: Entry): boolean {
    return this.#ownersOf.has(entry);
  }

  /** Adds an entry. An entry already queued may get a place among those of another owner, too. */
  add(owner: string, entry: Entry): Added<Entry> {
    const owners = this.#ownersOf.get(entry);
    const own = this.#entriesOf.get(owner)?.length ?? 0;
    const hasRoom = own < this.#limits.entriesOfOwner;
    if (owners) {
      if (hasRoom && !owners.has(owner)) this.#append(owner, entry, owners);
      return { isQueued: true, evicted: [] };
    }
    if (!hasRoom) return { isQueued: false, evicted: [] };
    const evicted: Entry[] = [];
    while (this.#isFullFor(entry)) {
      const longest = this.#longest();
      const last = longest && longest.entries.length > own + 1 && longest.entries.at(-1);
      if (!last) return { isQueued: false, evicted };
      if (this.#dropPlace(longest.owner, last)) evicted.push(last);
    }
    const added = new Set<string>();
    this.#ownersOf.set(entry, added);
    this.#bytes += entry.bytes;
    this.#append(owner, entry, added);
    return { isQueued: true, evicted };
  }

  /** Removes and returns the next entry. */
  take(): Entry | undefined {
    for (const [owner, entries] of this.#entriesOf) {
      const [next] = entries;
      if (!next) continue;
      this.remove(next);
      // The owner just served moves to the end.
      const rest = this.#entriesOf.get(owner);
      this.#entriesOf.delete(owner);
      if (rest) this.#entriesOf.set(owner, rest);
      return next;
    }
    return undefined;
  }

  remove(entry: Entry): void {
    for (const owner of this.#ownersOf.get(entry) ?? []) this.#dropPlace(owner, entry);
  }

  #append(owner: string, entry: Entry, owners: Set<string>): void {
    owners.add(owner);
    const entries = this.#entriesOf.get(owner);
    if (entries) entries.push(entry);
    else this.#entriesOf.set(owner, [entry]);
  }

  /** @returns whether it was the entry's last place. */
  #dropPlace(owner: string, entry: Entry): boolean {
    const rest = this.#entriesOf.get(owner)?.filter((other) => other !== entry) ?? [];
    if (rest.length > 0) this.#entriesOf.set(owner, rest);
    else this.#entriesOf.delete(owner);
    const owners = this.#ownersOf.get(entry);
    owners?.delete(owner);
    if (!owners || owners.size > 0) return false;
    this.#ownersOf.delete(entry);
    this.#bytes -= entry.bytes;
    return true;
  }

  #isFullFor({ bytes }: Entry): boolean {
    if (this.size >= this.#limits.entries) return true;
    return this.size > 0 && this.#bytes + bytes > this.#limits.bytes;
  }

  #longest(): { owner: string; entries: readonly Entry[] } | null {
    let longest: { owner: string; entries: readonly Entry[] } | null = null;
    for (const [owner, entries] of this.#entriesOf) {
      if (!longest || entries.length > longest.entries.length) longest = { owner, entries };
    }
    return longest;
  }
}
