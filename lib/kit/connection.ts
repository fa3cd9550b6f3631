import { badInput, clientError } from './errors.ts';

/** The page requested of a list. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** Items in order, and whether more follow. */
export interface Slice<Item> {
  items: readonly Item[];
  hasNextPage: boolean;
}

/**
 * The requested page size, or the default.
 * @throws `BAD_USER_INPUT` below 1, `LIMIT_EXCEEDED` above the limit.
 */
export function pageSize(
  first: number | null | undefined,
  { fallback = 20, limit = 100 } = {},
): number {
  const size = first ?? fallback;
  if (size < 1) throw badInput('first', 'RANGE', `first must be between 1 and ${limit}.`);
  if (size > limit) {
    throw clientError('LIMIT_EXCEEDED', `first must be between 1 and ${limit}.`, {
      field: 'first',
      limit,
    });
  }
  return size;
}

interface Cursors<Item> {
  cursorOf: (item: Item) => string;
  after?: string | null | undefined;
}

/** A Relay connection: https://relay.dev/graphql/connections.htm. */
export interface RelayConnection<Item> {
  readonly edges: Edge<Item>[];
  readonly nodes: Item[];
  readonly pageInfo: PageInfo<Item>;
}

/** The connection over one slice of a list. */
export function connectionOf<Item>(
  { items, hasNextPage }: Slice<Item>,
  { cursorOf, after }: Cursors<Item>,
): RelayConnection<Item> {
  return {
    edges: items.map((node) => new Edge(node, cursorOf)),
    nodes: [...items],
    pageInfo: new PageInfo({ items, hasNextPage }, { cursorOf, after }),
  };
}

// Sealing a cursor is expensive and most clients ask only for the last one, hence getters. Classes, because each object
// literal with getters gets its own hidden class.

class Edge<Item> {
  readonly node: Item;
  readonly #cursorOf: (item: Item) => string;

  constructor(node: Item, cursorOf: (item: Item) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}

class PageInfo<Item> {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #items: readonly Item[];
  readonly #cursorOf: (item: Item) => string;

  constructor({ items, hasNextPage }: Slice<Item>, { cursorOf, after }: Cursors<Item>) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = after != null;
    this.#items = items;
    this.#cursorOf = cursorOf;
  }

  get startCursor(): string | null {
    return this.#cursorAt(0);
  }

  get endCursor(): string | null {
    return this.#cursorAt(-1);
  }

  #cursorAt(index: number): string | null {
    const item = this.#items.at(index);
    return item === undefined ? null : this.#cursorOf(item);
  }
}
