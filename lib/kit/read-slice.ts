import type { Slice } from './connection.ts';

interface SliceOptions<Row, Position, Item> {
  size: number;
  /** Null for the beginning of the list. */
  start: Position | null;
  /** Reads the rows after a position in list order, up to the limit. */
  read(after: Position | null, limit: number): Promise<readonly Row[]>;
  positionOf(row: Row): Position;
  /** The items the viewer sees of these rows, in order, without those it may not see. */
  show(rows: readonly Row[]): Promise<readonly Item[]> | readonly Item[];
}

/** Hidden rows are contiguous: after a read that finds some, the next read is larger. */
const growth = 4;
const largestRead = 1_000;

/** Reads until the page is full, because the viewer may see only some of the rows read. */
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
