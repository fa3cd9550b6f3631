import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { unavailable } from '../../platform/errors.ts';
import type { Peers } from '../shared/peers.ts';

/** The part of the unit tree by which this subgraph decides who sees what. */
export interface UnitProjection {
  /**
   * Whether a unit is another one or lies below it, in the tree as it stands now.
   * @throws `UNAVAILABLE` while the tree was never read, rather than guess.
   */
  isWithin(unitId: string, ancestorId: string): boolean;
  readonly loaded: boolean;
  stop(): Promise<void>;
}

const pollMs = 1_000;
/** Between attempts as long as nothing was read: nobody who needs the tree can be answered. */
const firstPollMs = 100;

const unitChangesQuery = /* GraphQL */ `
  query UnitChanges($after: String) {
    unitChanges(after: $after) {
      changes {
        id
        parentId
      }
      position
      more
    }
  }
`;

interface UnitChangesData {
  unitChanges: {
    changes: { id: string; parentId: string | null }[];
    position: string;
    more: boolean;
  };
}

/**
 * Follows the directory's change feed from its beginning and keeps each unit's parent in memory. The
 * directory may be away at any time; what was read stays in force until it is back.
 */
export function followUnits({ peers, logger }: { peers: Peers; logger: Logger }): UnitProjection {
  const parents = new Map<string, string | null>();
  const stopping = new AbortController();
  let position: string | null = null;
  let loaded = false;

  async function catchUp(): Promise<void> {
    let more = true;
    while (more) {
      const data: UnitChangesData = await peers.query('institution-directory', unitChangesQuery, {
        after: position,
      });
      for (const change of data.unitChanges.changes) parents.set(change.id, change.parentId);
      ({ position, more } = data.unitChanges);
    }
    loaded = true;
  }

  async function follow(): Promise<void> {
    let reachable = true;
    await setImmediate(); // the peers of this process start in the same turn
    while (!stopping.signal.aborted) {
      try {
        await catchUp();
        if (!reachable) logger.info('the directory is there');
        reachable = true;
      } catch (error) {
        if (reachable && loaded) logger.warn({ err: error }, 'the directory is away; trying on');
        reachable = false;
      }
      await delay(loaded ? pollMs : firstPollMs, undefined, { signal: stopping.signal }).catch(
        () => {},
      ); // stopping ends the wait
    }
  }

  const following = follow();

  return {
    isWithin(unitId, ancestorId) {
      if (!loaded) throw unavailable('The institution directory');
      for (let id: string | null | undefined = unitId; id; id = parents.get(id)) {
        if (id === ancestorId) return true;
      }
      return false;
    },
    get loaded() {
      return loaded;
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
}
