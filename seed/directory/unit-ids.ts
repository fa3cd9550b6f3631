import { hash } from 'node:crypto';

const lowest = 10_000_000;
const count = 90_000_000;

/**
 * An opaque 8-digit number for each item, derived from its key. It depends on the keys alone, not
 * on their order: of keys whose numbers collide the first in alphabetical order keeps it, and the
 * others are hashed again until all differ. So the same set of keys always gets the same numbers,
 * and a new key leaves the others unchanged unless it collides with one of them and sorts before
 * it. @throws if two items have the same key.
 */
export function assignIds<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<Item, string> {
  const ids = new Map<Item, string>();
  const taken = new Set<number>();
  let pending = items.map((item) => ({ item, key: keyOf(item) }));
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    const owners = new Map<number, (typeof pending)[number]>();
    const losers: typeof pending = [];
    for (const claim of pending) {
      const id = candidate(claim.key, attempt);
      const owner = owners.get(id);
      if (owner?.key === claim.key) throw new Error(`Two units have the key ${claim.key}.`);
      if (taken.has(id)) {
        losers.push(claim);
      } else if (owner === undefined || claim.key < owner.key) {
        owners.set(id, claim);
        if (owner !== undefined) losers.push(owner);
      } else {
        losers.push(claim);
      }
    }
    for (const [id, { item }] of owners) {
      ids.set(item, String(id));
      taken.add(id);
    }
    pending = losers;
  }
  return ids;
}

function candidate(key: string, attempt: number): number {
  // 48 bits exceed the range of numbers by far and are still exact in a double.
  const bits = Number.parseInt(hash('sha256', `${key}#${attempt}`, 'hex').slice(0, 12), 16);
  return lowest + (bits % count);
}
