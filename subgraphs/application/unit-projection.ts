import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { unavailable } from '../../platform/errors.ts';
import type { Peers } from '../shared/peers.ts';

/** What this subgraph knows of a unit. */
export interface KnownUnit {
  id: string;
  parentId: string | null;
  status: 'ACTIVE' | 'CLOSED';
  /** Of a closed unit. */
  successorId: string | null;
}

/** 8 digits. */
export const unitIdForm = /^\d{8}$/;

/** The part of the unit tree by which this subgraph decides who sees what. */
export interface UnitProjection {
  /**
   * Whether a unit is another one or lies below it, in the tree as it stands now.
   * @throws `UNAVAILABLE` while the tree was never read, rather than guess.
   */
  isWithin(unitId: string, ancestorId: string): boolean;
  /**
   * A unit by its id, also a closed one.
   * @throws `UNAVAILABLE` as above.
   */
  get(unitId: string): KnownUnit | undefined;
  /** The unit itself and those above it, the root last. */
  scopeOf(unitId: string): string[];
  /** The unit itself or, where it is closed, the one that has come in its place. */
  current(unitId: string): string;
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
        status
        successorId
      }
      position
      more
    }
  }
`;

interface UnitChangesData {
  unitChanges: {
    changes: KnownUnit[];
    position: string;
    more: boolean;
  };
}

/**
 * Follows the directory's change feed from its beginning and keeps each unit's parent in memory. The
 * directory may be away at any time; what was read stays in force until it is back.
 */
export function followUnits({ peers, logger }: { peers: Peers; logger: Logger }): UnitProjection {
  const units = new Map<string, KnownUnit>();
  const stopping = new AbortController();
  let position: string | null = null;
  let loaded = false;

  async function catchUp(): Promise<void> {
    let more = true;
    while (more) {
      const data: UnitChangesData = await peers.query('institution-directory', unitChangesQuery, {
        after: position,
      });
      for (const change of data.unitChanges.changes) units.set(change.id, change);
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

  /** @throws `UNAVAILABLE` while the tree was never read. */
  function known(): ReadonlyMap<string, KnownUnit> {
    if (!loaded) throw unavailable('The institution directory');
    return units;
  }

  return {
    isWithin(unitId, ancestorId) {
      const tree = known();
      for (let id: string | null | undefined = unitId; id; id = tree.get(id)?.parentId) {
        if (id === ancestorId) return true;
      }
      return false;
    },
    get: (unitId) => known().get(unitId),
    scopeOf(unitId) {
      const tree = known();
      const scope: string[] = [];
      for (let id: string | null | undefined = unitId; id; id = tree.get(id)?.parentId) {
        scope.push(id);
      }
      return scope;
    },
    current(unitId) {
      const tree = known();
      const passed = new Set<string>();
      let id = unitId;
      for (let unit = tree.get(id); unit?.successorId && !passed.has(id); unit = tree.get(id)) {
        passed.add(id);
        id = unit.successorId;
      }
      return id;
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
