/** Counts the resources that clients hold, by key. Keys with none are forgotten. */
export class Counter {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: string): void {
    this.#counts.set(key, this.of(key) + 1);
  }

  remove(key: string): void {
    const left = this.of(key) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }

  /** Counts one more. @returns a function that releases it, or null when the key already has the maximum. */
  take(key: string, most: number): (() => void) | null {
    if (this.of(key) >= most) return null;
    this.add(key);
    return () => this.remove(key);
  }
}
