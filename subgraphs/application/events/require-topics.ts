import type { Peers } from '../../../lib/federation/peers.ts';
import { badInput, isClientError } from '../../../lib/kit/errors.ts';
import { reused } from '../../../lib/kit/reused.ts';
import { say } from '../../../lib/kit/say.ts';
import { findTopicIds } from '../peers/index.ts';

/** @throws `BAD_USER_INPUT` for topics that the directory does not have. While it cannot be reached, all are accepted. */
export type RequireTopics = (ids: readonly string[], field: string) => Promise<void>;

/** For how long the directory is not asked again about unknown topics. */
const readAgainMs = 1_000;

/** The directory never removes a topic, so that those that it had once are not asked for again. */
export function createRequireTopics(peers: Peers): RequireTopics {
  const read = reused(() => findTopicIds(peers), readAgainMs);
  let known: ReadonlySet<string> = new Set();
  return async (ids, field) => {
    if (isAmong(ids, known)) return;
    try {
      known = new Set(await read());
    } catch (error) {
      // A subscription that is resumed is not to end because of it.
      if (isClientError(error) && error.code === 'UNAVAILABLE') return;
      throw error;
    }
    if (!isAmong(ids, known)) throw badInput(field, 'UNKNOWN', say`There is no such topic.`);
  };
}

const isAmong = (ids: readonly string[], known: ReadonlySet<string>): boolean =>
  ids.every((id) => known.has(id));
