/** Where units lie, as a test knows it from the answers to its own changes and from nothing else. */

/** The order in which a test sends requests and receives answers and events. */
export class Order {
  #last = 0;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** From one moment to another, both included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Takes effect at some moment between its request and its answer. */
interface Change {
  readonly unitId: string;
  readonly above: string;
  readonly closes: boolean;
  readonly sent: number;
  answered: number;
}

/** The links of units: upwards to the parent, and for a closed unit to its successor. */
export class Tree {
  readonly #parentOf: ReadonlyMap<string, string | null>;
  readonly #successorOf: ReadonlyMap<string, string>;

  constructor(
    parentOf: ReadonlyMap<string, string | null>,
    successorOf: ReadonlyMap<string, string>,
  ) {
    this.#parentOf = parentOf;
    this.#successorOf = successorOf;
  }

  /** The unit itself or, where it is closed, the one that continues its work. */
  current(unitId: string): string {
    const successor = this.#successorOf.get(unitId);
    return successor === undefined ? unitId : this.current(successor);
  }

  isClosed(unitId: string): boolean {
    return this.#successorOf.has(unitId);
  }

  parentOf(unitId: string): string | null {
    return this.#parentOf.get(unitId) ?? null;
  }

  /** Whether officers of `above` see what is at a unit. */
  isWithin(unitId: string, above: string): boolean {
    const wanted = this.current(above);
    let id: string | null = unitId;
    while (id !== null && id !== wanted) id = this.#successorOf.get(id) ?? this.parentOf(id);
    return id === wanted;
  }

  with({ unitId, above, closes }: Change): Tree {
    return closes
      ? new Tree(this.#parentOf, new Map(this.#successorOf).set(unitId, above))
      : new Tree(new Map(this.#parentOf).set(unitId, above), this.#successorOf);
  }
}

/**
 * The trees that were valid at some time. Each administrator makes one change after the other, of units that no other
 * administrator changes.
 */
export class UnitHistory {
  readonly #order: Order;
  readonly #initial: Tree;
  readonly #changesOf = new Map<string, Change[]>();

  constructor(order: Order, parentOf: ReadonlyMap<string, string | null>) {
    this.#order = order;
    this.#initial = new Tree(parentOf, new Map());
  }

  /** Makes a change. A refused one, for which `make` gives false, has no effect. */
  async change(
    by: string,
    { unitId, above, closes }: Pick<Change, 'unitId' | 'above' | 'closes'>,
    make: () => Promise<boolean>,
  ): Promise<boolean> {
    const changes = this.#changesOf.get(by) ?? [];
    this.#changesOf.set(by, changes);
    const change = { unitId, above, closes, sent: this.#order.next(), answered: Infinity };
    changes.push(change);
    const isMade = await make();
    change.answered = this.#order.next();
    if (!isMade) changes.splice(changes.indexOf(change), 1);
    return isMade;
  }

  /** Every tree that may have been valid at some moment of a span. */
  possible({ from, to }: Span): Tree[] {
    return [...this.#changesOf.values()].reduce<Tree[]>(
      (trees, changes) => {
        const certain = changes.filter(({ answered }) => answered < from).length;
        const perhaps = changes.filter(({ sent }) => sent < to).length;
        return trees.flatMap((tree) => {
          let next = changes.slice(0, certain).reduce((one, change) => one.with(change), tree);
          return [
            next,
            ...changes.slice(certain, perhaps).map((change) => (next = next.with(change))),
          ];
        });
      },
      [this.#initial],
    );
  }

  /** The tree of the changes that were answered: the present one, while nothing else changes. */
  known(): Tree {
    const now = this.#order.next();
    return this.possible({ from: now, to: now })[0] ?? this.#initial;
  }

  /** When the change was sent that closed a unit; 0 if none was. */
  closedAt(closed: string): number {
    const changes = [...this.#changesOf.values()].flat();
    return changes.find(({ unitId, closes }) => closes && unitId === closed)?.sent ?? 0;
  }
}
