/** A value, and how many rows have it. */
export interface Occurrences {
  readonly value: number;
  readonly count: number;
}

/**
 * A percentile of values that are given by how often each occurs, as MongoDB 6 can group them. Between two values it is
 * interpolated, as the graph does.
 * @param part from 0 to 1.
 * @returns null if there are no values.
 */
export function percentileOf(occurrences: readonly Occurrences[], part: number): number | null {
  const sorted = occurrences.toSorted((one, other) => one.value - other.value);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const place = (total - 1) * part;
  const low = valueAt(sorted, Math.floor(place));
  const high = valueAt(sorted, Math.ceil(place));
  return low + (high - low) * (place - Math.floor(place));
}

/** The value at a place among all, from 0. */
function valueAt(sorted: readonly Occurrences[], place: number): number {
  let before = 0;
  for (const { value, count } of sorted) {
    before += count;
    if (place < before) return value;
  }
  throw new RangeError(`There is no place ${place} among ${before}.`);
}
