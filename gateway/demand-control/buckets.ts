import { LRUCache } from 'lru-cache';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import { clientOfAddress } from '../../lib/platform/http/client-address.ts';
import type { Budget } from '../../lib/platform/operations/budgets.ts';

/** A viewer's bucket, in costs. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  /** In a second. */
  readonly restoreRate: number;
}

interface Bucket {
  available: number;
  /** When that was so, in milliseconds of the clock. */
  at: number;
}

/** Buckets that are remembered. A bucket takes some 300 bytes. */
const maxBuckets = 50_000;

/**
 * What viewers may still ask for, in this process. Each bucket is restored at the rate of its budget. The buckets
 * used least recently are forgotten first, which is as if they were full.
 */
export class Buckets {
  readonly #buckets = new LRUCache<string, Bucket>({ max: maxBuckets });
  readonly #now: () => number;

  /** @param now a monotonic clock in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes a cost from a bucket if it has as much. */
  take(key: string, cost: number, budget: Budget): boolean {
    const bucket = this.#restored(key, budget);
    if (bucket.available < cost) return false;
    bucket.available -= cost;
    return true;
  }

  /** Takes a cost whether the bucket has as much or not: it may be negative then. A negative cost is given back. */
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

  /** In how many seconds the bucket will have as much. */
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

/** One bucket for each signed-in viewer, and one for each address that others come from. */
export function bucketOf({
  viewer,
  clientAddress,
}: Pick<GraphRequest, 'viewer' | 'clientAddress'>): string {
  return viewer ? `${viewer.role} ${viewer.subject}` : clientOfAddress(clientAddress ?? '');
}
