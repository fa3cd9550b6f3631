import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import { badInput } from '../../../lib/kit/errors.ts';
import { background } from '../../../lib/kit/background.ts';
import { directoryModels, committedVersion } from '../units/index.ts';

/**
 * For so long, from the moment it asked, a follower may decide by what it was answered, if that was all
 * there was. In milliseconds.
 */
const leaseMs = 4_000;
/** A process that answers a follower looks so often whether the answer is all there is. */
const confirmEveryMs = 1_000;
/** For clocks that do not run quite alike. */
const toleranceMs = 500;
/** After this time every follower has a change or knows that it may not decide any more. */
const longestLeaseMs = leaseMs + confirmEveryMs + toleranceMs;

const lookEveryMs = 25;
const idForm = /^[\w-]{1,64}$/;

/**
 * The processes of other subgraphs that decide by copies of the tree (`application`: who sees what). Each
 * asks for changes several times a second, and says by that what it has taken in. It is given a lease
 * only with an answer that holds every change committed up to a moment at most `confirmEveryMs` ago; one
 * whose lease has run out decides nothing. So a change is known to be in force everywhere as soon as
 * everyone has said so, and in any case after `longestLeaseMs`.
 */
export interface Followers {
  /**
   * Notes what a follower has taken in. `held` is the version that this process holds.
   * @returns for how many milliseconds it may decide by that and the answer; 0 where more may have been
   *   committed than this process holds.
   * @throws `BAD_USER_INPUT` for a malformed id.
   */
  heard(id: string, taken: number, held: () => number): Promise<number>;
  /** Forgets a follower that decides nothing any more. @returns whether it was one. */
  left(id: string): Promise<boolean>;
  /** Resolves when no follower decides by anything older than a version that has been committed. */
  reached(version: number): Promise<void>;
}

interface Heard {
  taken: number;
  confirmedAt: number;
}

export function createFollowers(connection: Connection): Followers {
  const { followers } = directoryModels(connection);
  const heard = new LRUCache<string, Heard>({ max: 1_000 });

  return {
    async heard(id, taken, held) {
      requireFollowerId(id);
      const confirmedAt = performance.now();
      const before = heard.get(id);
      if (before?.taken === taken && confirmedAt - before.confirmedAt < confirmEveryMs) {
        return leaseMs;
      }
      heard.delete(id);
      // First, so that whoever changes the tree after the look waits for this follower.
      await followers.updateOne({ _id: id }, [{ $set: { version: taken, seenAt: '$$NOW' } }], {
        upsert: true,
        updatePipeline: true,
        comment: background,
      });
      const committed = await committedVersion(connection, background);
      if (Math.max(taken, held()) < committed) return 0;
      heard.set(id, { taken, confirmedAt });
      return leaseMs;
    },

    async left(id) {
      requireFollowerId(id);
      heard.delete(id);
      return (await followers.deleteOne({ _id: id })).deletedCount > 0;
    },

    async reached(version) {
      const deadline = performance.now() + longestLeaseMs;
      const behind = {
        version: { $lt: version },
        $expr: { $gt: ['$seenAt', { $subtract: ['$$NOW', longestLeaseMs] }] },
      };
      while (performance.now() < deadline && (await followers.exists(behind))) {
        await delay(lookEveryMs);
      }
    },
  };
}

function requireFollowerId(id: string): void {
  if (!idForm.test(id)) {
    throw badInput('follower', 'FORMAT', 'follower must be 1 to 64 letters, digits, _ or -.');
  }
}
