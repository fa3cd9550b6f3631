import { turkishCollator } from '../../../lib/kit/turkish-text.ts';
import type { UnitRecord } from './unit.ts';

/** A position between two units of a list: the name and id of the unit before it. */
export type UnitPosition = Pick<UnitRecord, '_id' | 'name'>;

/** The order of every list of units: by name in the Turkish alphabet, then by id. */
export function compareUnits(a: UnitPosition, b: UnitPosition): number {
  const byName = turkishCollator.compare(a.name, b.name);
  if (byName !== 0) return byName;
  if (a._id === b._id) return 0;
  return a._id < b._id ? -1 : 1;
}

/**
 * Some units in list order. They are sorted when first read, since most groups never are; from then on a change
 * costs a binary search. Units that are added in order are sorted at once.
 */
export class SortedUnits {
  #units: UnitRecord[] = [];
  #sorted = false;

  get size(): number {
    return this.#units.length;
  }

  add(unit: UnitRecord): void {
    if (this.#sorted) this.#units.splice(this.#indexAfter(unit), 0, unit);
    else this.#units.push(unit);
  }

  /** Removes a unit, which must be the object that was added. */
  remove(unit: UnitRecord): void {
    const index = this.#sorted ? this.#indexAfter(unit) - 1 : this.#units.indexOf(unit);
    if (this.#units[index] === unit) this.#units.splice(index, 1);
  }

  /** The units in list order. The array is live: read it, do not keep it. */
  inOrder(): readonly UnitRecord[] {
    if (!this.#sorted) {
      this.#units = this.#units.toSorted(compareUnits);
      this.#sorted = true;
    }
    return this.#units;
  }

  /** The index in `inOrder()` of the first unit after a position. */
  firstAfter(position: UnitPosition): number {
    this.inOrder();
    return this.#indexAfter(position);
  }

  #indexAfter(position: UnitPosition): number {
    let low = 0;
    let high = this.#units.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const unit = this.#units[middle];
      if (unit !== undefined && compareUnits(unit, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
