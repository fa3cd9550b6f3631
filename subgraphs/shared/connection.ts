import { badInput, clientError } from '../../platform/errors.ts';

/** How much of a list is asked for. */
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
 * The page size asked for, or the default.
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

/** A Relay connection (https://relay.dev/graphql/connections.htm) over one slice of a list. */
export function connectionOf<Item>(
  { items, hasNextPage }: Slice<Item>,
  { cursorOf, after }: { cursorOf: (item: Item) => string; after?: string | null | undefined },
) {
  const cursorAt = (item: Item | undefined) => (item === undefined ? null : cursorOf(item));
  return {
    // Getters, because sealing a cursor costs and most clients ask for the last one alone.
    edges: items.map((node) => ({
      node,
      get cursor() {
        return cursorOf(node);
      },
    })),
    nodes: [...items],
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after != null,
      get startCursor() {
        return cursorAt(items[0]);
      },
      get endCursor() {
        return cursorAt(items.at(-1));
      },
    },
  };
}
