import type { Peers } from '../../../lib/federation/peers.ts';
import { badInput, isClientError } from '../../../lib/kit/errors.ts';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import { say } from '../../../lib/kit/say.ts';
import { findTopicIds } from '../peers/index.ts';

/** @throws `BAD_USER_INPUT` for topics that the directory does not have. While it cannot be reached, all are accepted. */
export type RequireTopics = (ids: readonly string[], field: string) => Promise<void>;

/** The directory is asked once at a time. */
const batches = { most: 1_000, maxWaitMs: 5_000 } as const;

/** The directory never removes a topic, so that those that it had once are not asked for again. */
export function createRequireTopics(peers: Peers): RequireTopics {
  let known: ReadonlySet<string> = new Set();
  /** By a question that begins after the call: a topic may just have been imported. */
  const exists = inBatches<string, boolean>(async (ids) => {
    known = new Set(await findTopicIds(peers));
    return ids.map((id) => known.has(id));
  }, batches);

  async function exist(ids: readonly string[]): Promise<boolean> {
    try {
      const found = await Promise.all(ids.map((id) => exists.load(id)));
      return found.every(Boolean);
    } catch (error) {
      // A subscription that is resumed is not to end because of it.
      if (isClientError(error) && error.code === 'UNAVAILABLE') return true;
      throw error;
    }
  }

  return async (ids, field) => {
    if (ids.every((id) => known.has(id)) || (await exist(ids))) return;
    throw badInput(field, 'UNKNOWN', say`There is no such topic.`);
  };
}
