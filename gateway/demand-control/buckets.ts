import { LRUCache } from 'lru-cache';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import { clientOfAddress } from '../../lib/platform/http/client-address.ts';
import type { Budget } from '../../lib/platform/operations/budgets.ts';

/** A viewer's bucket, in costs. */
export interface ThrottleStatus {
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
 * The remaining budgets of viewers, in this process. Each bucket refills at the rate of its budget. The least recently
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
  take(key: string, cost: number, budget: Budget): boolean {
    const bucket = this.#restored(key, budget);
    if (bucket.available < cost) return false;
    bucket.available -= cost;
    return true;
  }

  /** Takes a cost even if the bucket contains less, which makes it negative. A negative cost is a refund. */
  charge(key: string, cost: number, budget: Budget): void {
    const bucket = this.#restored(key, budget);
    bucket.available = Math.min(budget.available, bucket.available - cost);
  }

  statusOf(key: string, budget: Budget): ThrottleStatus {
    return {
      maximumAvailable: budget.available,
      currentlyAvailable: Math.floor(this.#restored(key, budget).available),
      restoreRate: budget.restoreRate,
    };
  }

  /** The number of seconds until the bucket contains enough. */
  secondsUntil(key: string, cost: number, budget: Budget): number {
    const lacking = cost - this.#restored(key, budget).available;
    return Math.max(0, lacking / budget.restoreRate);
  }

  #restored(key: string, { available, restoreRate }: Budget): Bucket {
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

/** The bucket's key: one bucket per signed-in viewer, and one per address of anonymous clients. */
export function bucketOf({
  viewer,
  clientAddress,
}: Pick<GraphRequest, 'viewer' | 'clientAddress'>): string {
  return viewer ? `${viewer.role} ${viewer.subject}` : clientOfAddress(clientAddress ?? '');
}
