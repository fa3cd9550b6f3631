import type { Slice } from './connection.ts';

interface SliceOptions<Row, Position, Item> {
  size: number;
  /** Null for the beginning of the list. */
  start: Position | null;
  /** The rows after a position in the order of the list, at most so many. */
  read(after: Position | null, limit: number): Promise<readonly Row[]>;
  positionOf(row: Row): Position;
  /** What the viewer sees of the rows, in their order, without those that it does not see. */
  show(rows: readonly Row[]): Promise<readonly Item[]> | readonly Item[];
}

/** What the viewer does not see lies together: where one read found some, the next is larger. */
const growth = 4;
const largestRead = 1_000;

/** Reads on until the page is full, because the viewer may see but some of what is read. */
export async function readSlice<Row, Position, Item>({
  size,
  start,
  read,
  positionOf,
  show,
}: SliceOptions<Row, Position, Item>): Promise<Slice<Item>> {
  const items: Item[] = [];
  let position = start;
  for (let limit = size + 1; ; limit = Math.min(limit * growth, largestRead)) {
    const rows = await read(position, limit);
    items.push(...(await show(rows)));
    if (items.length > size) return { items: items.slice(0, size), hasNextPage: true };
    const last = rows.at(-1);
    if (!last || rows.length < limit) return { items, hasNextPage: false };
    position = positionOf(last);
  }
}
