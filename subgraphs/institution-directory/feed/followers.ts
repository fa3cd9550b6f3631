import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { background } from '../../../lib/kit/background.ts';
import { directoryModels, committedVersion } from '../units/index.ts';

/**
 * The lease of a follower, counted from its request, if the answer was complete. In milliseconds.
 */
const leaseMs = 4_000;
/** How often a process that answers followers confirms that its answers are complete. */
const confirmEveryMs = 1_000;
/** Tolerance for clocks that do not run at the same rate. */
const toleranceMs = 500;
/** After this time every follower has applied a change or knows that it may no longer decide. */
const longestLeaseMs = leaseMs + confirmEveryMs + toleranceMs;

const pollEveryMs = 25;
const idForm = /^[\w-]{1,64}$/;

/**
 * The processes of other subgraphs that decide by copies of the tree (`application`: who sees what). Each polls
 * for changes several times a second, and thereby confirms the version that it has applied. It gets a lease
 * only with an answer that contains every change committed up to a moment at most `confirmEveryMs` ago; a
 * follower whose lease has expired decides nothing. So a change is known to be in force everywhere as soon as
 * every follower has confirmed it, and in any case after `longestLeaseMs`.
 */
export interface Followers extends WatchedFollowers {
  /**
   * Records the version that a follower has applied. `held` returns the version that this process holds.
   * @returns for how many milliseconds it may decide by that and the answer; 0 where more may have been
   * committed than this process holds.
   * @throws `BAD_USER_INPUT` for a malformed id.
   */
  confirm(id: string, applied: number, held: () => number): Promise<number>;
  /** Removes a follower that no longer decides anything. @returns whether it was one. */
  remove(id: string): Promise<boolean>;
  /** Resolves when no follower decides by anything older than a version that has been committed. */
  reached(version: number): Promise<void>;
}

/** How a follower stands: with the newest version, with an older one, or not heard for longer than its lease. */
export const followerStates = ['current', 'behind', 'silent'] as const;

/** How many followers stand how. */
type Standing = Record<(typeof followerStates)[number], number> & {
  /** The version that is committed. */
  version: number;
  /** How many versions the last follower that is not silent has yet to apply. */
  lag: number;
};

interface WatchedFollowers {
  /** How the followers that were heard within the last minute stand. */
  standing(): Promise<Standing>;
}

interface Confirmation {
  applied: number;
  confirmedAt: number;
}

export const createFollowers = (connection: Connection): Followers =>
  new StoredFollowers(connection);

class StoredFollowers implements Followers {
  readonly #connection: Connection;
  readonly #stored: ReturnType<typeof directoryModels>['followers'];
  /** The versions that followers have confirmed to this process, and when. */
  readonly #confirmed = new LRUCache<string, Confirmation>({ max: 1_000 });

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#stored = directoryModels(connection).followers;
  }

  async confirm(id: string, applied: number, held: () => number): Promise<number> {
    requireFollowerId(id);
    const confirmedAt = performance.now();
    const before = this.#confirmed.get(id);
    if (before?.applied === applied && confirmedAt - before.confirmedAt < confirmEveryMs) {
      return leaseMs;
    }
    this.#confirmed.delete(id);
    // First, so that a process that changes the tree after the read below waits for this follower.
    await this.#stored.updateOne({ _id: id }, [{ $set: { version: applied, seenAt: '$$NOW' } }], {
      upsert: true,
      updatePipeline: true,
      comment: background,
    });
    const committed = await committedVersion(this.#connection, background);
    if (Math.max(applied, held()) < committed) return 0;
    this.#confirmed.set(id, { applied, confirmedAt });
    return leaseMs;
  }

  async remove(id: string): Promise<boolean> {
    requireFollowerId(id);
    this.#confirmed.delete(id);
    return (await this.#stored.deleteOne({ _id: id })).deletedCount > 0;
  }

  async standing(): Promise<Standing> {
    const version = await committedVersion(this.#connection, background);
    const found = await this.#stored.collection
      .aggregate<{ version: number; silentMs: number }>(
        [{ $project: { version: 1, silentMs: { $subtract: ['$$NOW', '$seenAt'] } } }],
        { comment: background, maxTimeMS: 2_000 },
      )
      .toArray();
    const standing = { version, current: 0, behind: 0, silent: 0, lag: 0 };
    for (const follower of found) {
      const lag = Math.max(0, version - follower.version);
      if (follower.silentMs > longestLeaseMs) standing.silent += 1;
      else {
        standing[lag === 0 ? 'current' : 'behind'] += 1;
        standing.lag = Math.max(standing.lag, lag);
      }
    }
    return standing;
  }

  async reached(version: number): Promise<void> {
    const deadline = performance.now() + longestLeaseMs;
    const behind = {
      version: { $lt: version },
      $expr: { $gt: ['$seenAt', { $subtract: ['$$NOW', longestLeaseMs] }] },
    };
    while (performance.now() < deadline && (await this.#stored.exists(behind))) {
      await delay(pollEveryMs);
    }
  }
}

function requireFollowerId(id: string): void {
  if (!idForm.test(id)) {
    throw badInput('follower', 'FORMAT', say`follower must be 1 to 64 letters, digits, _ or -.`);
  }
}
