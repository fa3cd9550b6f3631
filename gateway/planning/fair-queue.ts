/** How much may wait. */
export interface QueueLimits {
  readonly entries: number;
  readonly entriesOfOwner: number;
  /** Of all entries together. A single entry may be larger. */
  readonly bytes: number;
}

export interface Added<Entry> {
  /** False where there is no room. */
  readonly isQueued: boolean;
  /** Entries that had to make room. */
  readonly evicted: readonly Entry[];
}

/**
 * A bounded queue in which every owner has a turn: owners come in rotation, the entries of one in their order. When
 * it is full, the owner with the most entries gives up the last of them for one who has fewer.
 */
export class FairQueue<Entry extends { readonly bytes: number }> {
  readonly #limits: QueueLimits;
  /** In the order of their turns. */
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

  /** Adds an entry. One that is queued already may get a place among those of another owner, too. */
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

  /** Takes out the next entry. */
  take(): Entry | undefined {
    for (const [owner, entries] of this.#entriesOf) {
      const [next] = entries;
      if (!next) continue;
      this.remove(next);
      // Whoever had a turn is last.
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
