import { setImmediate as nextTurn } from 'node:timers/promises';

/** The number of items in one turn of the event loop. */
export const itemsOfTurn = 20;

/** Gives all items, a few in one turn of the event loop: thousands at once would delay everything else. */
export async function* paced<Item>(items: Iterable<Item>): AsyncGenerator<Item, void> {
  let count = 0;
  for (const item of items) {
    if (count === itemsOfTurn) {
      await nextTurn();
      count = 0;
    }
    count += 1;
    yield item;
  }
}
