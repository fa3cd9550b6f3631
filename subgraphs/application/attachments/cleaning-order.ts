import { type Allowance, Buckets } from '../../../lib/kit/buckets.ts';

/**
 * The CPU time that cleaning the files of one citizen may take, in milliseconds: a hundredth of a core in the long run,
 * as for operations (`defaultBudgets`).
 */
const cleaningAllowance: Allowance = { available: 5_000, restoreRate: 10 };

/**
 * The order in which this process cleans files: citizens take turns, so that nobody waits for all files of somebody
 * else. The files of a citizen who has used up the allowance wait until it has refilled.
 */
export class CleaningOrder {
  readonly #allowance: Allowance;
  readonly #buckets: Buckets;
  /** The citizens who had used up their allowance when they were charged. */
  readonly #spent = new Set<string>();
  #last = '';

  constructor(allowance: Allowance = cleaningAllowance, buckets: Buckets = new Buckets()) {
    this.#allowance = allowance;
    this.#buckets = buckets;
  }

  /** The citizen served last: those with greater ids are next, and then those with the least. Empty at first. */
  get last(): string {
    return this.#last;
  }

  serve(citizenId: string): void {
    this.#last = citizenId;
  }

  /** Starts again from the least id, when nobody is left to serve. */
  restart(): void {
    this.#last = '';
  }

  charge(citizenId: string, cpuMs: number): void {
    this.#buckets.charge(citizenId, cpuMs, this.#allowance);
    if (this.#isSpent(citizenId)) this.#spent.add(citizenId);
  }

  /** The citizens who have to wait. */
  waiting(): string[] {
    for (const citizenId of this.#spent) {
      if (!this.#isSpent(citizenId)) this.#spent.delete(citizenId);
    }
    return [...this.#spent];
  }

  #isSpent(citizenId: string): boolean {
    return this.#buckets.secondsUntil(citizenId, 0, this.#allowance) > 0;
  }
}
