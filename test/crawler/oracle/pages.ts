import { anything, type Expected, list, object, value } from '../expected.ts';

/** The fields of the first page of a list. */
export function pageFields(
  items: readonly Expected[],
  { first = 20 }: Readonly<Record<string, unknown>>,
  order: 'SAME' | 'ANY' = 'SAME',
) {
  const size = typeof first === 'number' ? first : 20;
  const shown = order === 'SAME' ? items.slice(0, size) : items;
  const isWhole = items.length <= size;
  const how = order === 'ANY' && !isWhole ? 'SOME' : order;
  return {
    nodes: list(shown, how),
    edges: list(
      shown.map((node) => object({ cursor: anything, node })),
      how,
    ),
    pageInfo: object({
      hasNextPage: value(!isWhole),
      hasPreviousPage: value(false),
      startCursor: anything,
      endCursor: anything,
    }),
  };
}

/** The first page of a list; `hasNextPage` says whether there is more. */
export const page = (
  items: readonly Expected[],
  args: Readonly<Record<string, unknown>>,
): Expected => object(pageFields(items, args));
