/**
 * Counts, for numbered units, which terms of a search they match and how well. Its arrays are allocated once
 * and reused for every search, since one search may touch most units.
 */
export class Tally {
  readonly capacity: number;
  readonly #scores: Float32Array;
  readonly #matchedTerms: Uint8Array;
  /** The last term counted for a unit, from 1. */
  readonly #lastTerm: Uint8Array;
  readonly #touched: Uint32Array;
  #touchedCount = 0;
  #term = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#scores = new Float32Array(capacity);
    this.#matchedTerms = new Uint8Array(capacity);
    this.#lastTerm = new Uint8Array(capacity);
    this.#touched = new Uint32Array(capacity);
  }

  nextTerm(): void {
    this.#term += 1;
  }

  /** Counts the present term for units that do not have it yet: so call it with the best match first. */
  add(numbers: readonly number[], score: number): void {
    const term = this.#term;
    const lastTerm = this.#lastTerm;
    for (const number of numbers) {
      const last = lastTerm[number];
      if (last === term) continue;
      if (last === 0) {
        this.#touched[this.#touchedCount] = number;
        this.#touchedCount += 1;
      }
      lastTerm[number] = term;
      this.#matchedTerms[number] = (this.#matchedTerms[number] ?? 0) + 1;
      this.#scores[number] = (this.#scores[number] ?? 0) + score;
    }
  }

  /**
   * Passes on the units that match anything, and is empty afterwards, even after an error.
   * @param take returns how many terms a unit must match at least to be passed on from then on.
   */
  drain(take: (number: number, score: number, matchedTerms: number) => number): void {
    const touched = this.#touched.subarray(0, this.#touchedCount);
    let least = 1;
    try {
      for (const number of touched) {
        const matchedTerms = this.#matchedTerms[number] ?? 0;
        if (matchedTerms >= least) least = take(number, this.#scores[number] ?? 0, matchedTerms);
      }
    } finally {
      for (const number of touched) {
        this.#scores[number] = 0;
        this.#matchedTerms[number] = 0;
        this.#lastTerm[number] = 0;
      }
      this.#touchedCount = 0;
      this.#term = 0;
    }
  }
}
