import { LRUCache } from 'lru-cache';

/** The capacity of a bucket, and how fast it refills. */
export interface Allowance {
  /** The capacity. */
  readonly available: number;
  /** Per second. */
  readonly restoreRate: number;
}

/** The state of a bucket. */
interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  /** Per second. */
  readonly restoreRate: number;
}

interface Bucket {
  available: number;
  /** The time of that level, in milliseconds of the clock. */
  at: number;
}

/** The maximum number of buckets in memory. A bucket takes about 300 bytes. */
const maxBuckets = 50_000;

/**
 * Leaky buckets by key, in this process. Each bucket refills at the rate of its allowance. The least recently
 * used buckets are evicted first, which equals filling them.
 */
export class Buckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: maxBuckets });
  readonly #now: () => number;

  /** @param now a monotonic clock in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes a cost from a bucket if the bucket contains enough. */
  take(key: string, cost: number, allowance: Allowance): boolean {
    const bucket = this.#restored(key, allowance);
    if (bucket.available < cost) return false;
    bucket.available -= cost;
    return true;
  }

  /** Takes a cost even if the bucket contains less, which makes it negative. A negative cost is a refund. */
  charge(key: string, cost: number, allowance: Allowance): void {
    const bucket = this.#restored(key, allowance);
    bucket.available = Math.min(allowance.available, bucket.available - cost);
  }

  /** Takes a cost as far as the bucket contains more than a level. */
  chargeDownTo(level: number, key: string, cost: number, allowance: Allowance): void {
    const { available } = this.#restored(key, allowance);
    this.charge(key, Math.min(cost, Math.max(0, available - level)), allowance);
  }

  statusOf(key: string, allowance: Allowance): ThrottleStatus {
    return {
      maximumAvailable: allowance.available,
      currentlyAvailable: Math.floor(this.#restored(key, allowance).available),
      restoreRate: allowance.restoreRate,
    };
  }

  /** The number of seconds until the bucket contains enough. */
  secondsUntil(key: string, cost: number, allowance: Allowance): number {
    const lacking = cost - this.#restored(key, allowance).available;
    return Math.max(0, lacking / allowance.restoreRate);
  }

  #restored(key: string, { available, restoreRate }: Allowance): Bucket {
    const now = this.#now();
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      this.#buckets.set(key, (bucket = { available, at: now }));
      return bucket;
    }
    const restored = bucket.available + ((now - bucket.at) / 1_000) * restoreRate;
    bucket.available = Math.min(available, restored);
    bucket.at = now;
    return bucket;
  }
}
