import type { TimedPosition } from '../../../../lib/mongodb/timed-position.ts';

interface ClosedPageOptions<Row, Item> {
  size: number;
  /** Null for the beginning of the list. */
  start: TimedPosition | null;
  /** As `findClosed`. */
  read(after: TimedPosition | null): Promise<{ rows: Row[]; end: TimedPosition | null }>;
  /** The items that the viewer sees of these rows, in order, without those that do not match. */
  show(rows: readonly Row[]): Promise<readonly Item[]>;
}

interface ClosedPage<Item> {
  items: readonly Item[];
  hasNextPage: boolean;
  /** The position up to which the list was read; null if that was its end, or if there are more items than asked for. */
  end: TimedPosition | null;
}

/** After this many reads, a page ends with what was found. */
const mostReads = 4;

/** Reads until the page is full or enough has been examined. */
export async function readClosedPage<Row, Item>({
  size,
  start,
  read,
  show,
}: ClosedPageOptions<Row, Item>): Promise<ClosedPage<Item>> {
  const items: Item[] = [];
  let position = start;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const { rows, end } = await read(position);
    items.push(...(await show(rows)));
    if (items.length > size) return { items: items.slice(0, size), hasNextPage: true, end: null };
    if (end === null) return { items, hasNextPage: false, end: null };
    position = end;
  }
  return { items, hasNextPage: true, end: position };
}
