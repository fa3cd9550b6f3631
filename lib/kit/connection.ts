import { badInput, clientError } from './errors.ts';
import { say } from './say.ts';

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
 * The requested page size, or the default. A page of 0 items says whether there are any.
 * @throws `BAD_USER_INPUT` below 0, `LIMIT_EXCEEDED` above the limit.
 */
export function pageSize(
  first: number | null | undefined,
  { fallback = 20, limit = 100 } = {},
): number {
  const size = first ?? fallback;
  const message = say`first must be between 0 and ${limit}.`;
  if (size < 0) throw badInput('first', 'RANGE', message, { min: 0, max: limit });
  if (size > limit) throw clientError('LIMIT_EXCEEDED', message, { field: 'first', limit });
  return size;
}

/** The checks of a requested page, for `checkAll`. `open` reads its cursor; the page starts at null without one. */
export const pageChecks = <Position>(
  { first, after }: PageArguments,
  open: (cursor: string) => Position,
  limits?: Parameters<typeof pageSize>[1],
) => ({
  size: () => pageSize(first, limits),
  start: () => (after == null ? null : open(after)),
});

interface Cursors<Item> {
  cursorOf: (item: Item) => string;
  after?: string | null | undefined;
  /** The cursor up to which items were looked for, if an empty page does not mean the end. */
  endIfEmpty?: (() => string) | undefined;
}

/** A Relay connection: https://relay.dev/graphql/connections.htm. */
export interface RelayConnection<Item> {
  readonly edges: Edge<Item>[];
  readonly nodes: Item[];
  readonly pageInfo: PageInfo;
}

/** The connection over one slice of a list. */
export function connectionOf<Item>(
  { items, hasNextPage }: Slice<Item>,
  { cursorOf, after, endIfEmpty }: Cursors<Item>,
): RelayConnection<Item> {
  const edges = items.map((node) => new Edge(node, cursorOf));
  return {
    edges,
    nodes: [...items],
    pageInfo: new PageInfo(edges, { hasNextPage, hasPreviousPage: after != null }, endIfEmpty),
  };
}

// Sealing a cursor is expensive and most clients ask only for the last one, hence getters. Each is sealed once, however
// many aliases it is asked for under. Classes, because each object literal with getters gets its own hidden class.

class Edge<Item> {
  readonly node: Item;
  readonly #cursorOf: (item: Item) => string;
  #cursor: string | null = null;

  constructor(node: Item, cursorOf: (item: Item) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return (this.#cursor ??= this.#cursorOf(this.node));
  }
}

class PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #edges: readonly Pick<Edge<unknown>, 'cursor'>[];
  readonly #endIfEmpty: (() => string) | undefined;

  constructor(
    edges: readonly Pick<Edge<unknown>, 'cursor'>[],
    { hasNextPage, hasPreviousPage }: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
    endIfEmpty?: () => string,
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#edges = edges;
    this.#endIfEmpty = endIfEmpty;
  }

  get startCursor(): string | null {
    return this.#edges.at(0)?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? this.#endIfEmpty?.() ?? null;
  }
}
