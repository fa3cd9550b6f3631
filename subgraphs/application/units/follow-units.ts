import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { unavailable } from '../../../lib/kit/errors.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { HeldUnits } from './held-units.ts';
import type { KnownUnit, UnitProjection } from './unit-projection.ts';

const pollMs = 100;
/** Taking leave must not make the end wait: unheard, a follower is forgotten soon enough. */
const leaveMs = 500;

const directory = 'institution-directory';

const unitChangesQuery = /* GraphQL */ `
  query UnitChanges($after: Int!, $follower: ID!) {
    unitChanges(after: $after, follower: $follower) {
      changes {
        id
        parentId
        status
        successorId
        linkVersion
      }
      version
      more
      freshForMs
    }
  }
`;

const stopFollowing = /* GraphQL */ `
  mutation StopFollowing($follower: ID!) {
    stopFollowing(follower: $follower)
  }
`;

interface UnitChangesData {
  unitChanges: {
    changes: KnownUnit[];
    version: number;
    more: boolean;
    freshForMs: number;
  };
}

/**
 * Follows the directory's changes from the beginning and keeps the tree in memory. The directory may be
 * away at any time: what was read stays known, but once the time is over for which the directory vouches
 * for it, no officer's scope is decided by it until the directory is back.
 */
export function followUnits({ peers, logger }: { peers: Peers; logger: Logger }): UnitProjection {
  const follower = crypto.randomUUID();
  const units = new HeldUnits();
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => {}); // whoever awaits it learns; nobody has to
  const listeners: (() => void)[] = [];
  let loaded = false;
  let freshUntil = 0;

  const isFresh = () => performance.now() < freshUntil;

  /** @returns whether there was anything new. */
  async function catchUp(): Promise<boolean> {
    const changes: KnownUnit[] = [];
    let after = units.version;
    for (;;) {
      const askedAt = performance.now();
      const { unitChanges }: UnitChangesData = await peers.query(directory, unitChangesQuery, {
        after,
        follower,
      });
      for (const change of unitChanges.changes) changes.push(change);
      after = unitChanges.version;
      if (unitChanges.more) {
        // To ask on is to say that these were taken in; yet only all together are they a tree.
        freshUntil = 0;
        continue;
      }
      const isNew = !loaded || after > units.version;
      if (isNew) units.apply(changes, after);
      loaded = true;
      freshUntil = Math.max(freshUntil, askedAt + unitChanges.freshForMs);
      if (isFresh()) first.resolve();
      return isNew;
    }
  }

  async function follow(): Promise<void> {
    let reachable = true;
    await setImmediate(); // the peers of this process start in the same turn
    while (!stopping.signal.aborted) {
      let isNew = false;
      try {
        isNew = await catchUp();
        if (!reachable) logger.info('the directory is there');
        reachable = true;
      } catch (error) {
        if (reachable && loaded) logger.warn({ err: error }, 'the directory is away; trying on');
        reachable = false;
      }
      if (isNew) {
        for (const listener of listeners) listener();
        continue; // to say at once that it was taken in: somebody may be waiting for that
      }
      await delay(pollMs, undefined, { signal: stopping.signal }).catch(() => {}); // stopping ends the wait
    }
  }

  const following = follow();

  async function leave(): Promise<void> {
    freshUntil = 0;
    const left = peers.query(directory, stopFollowing, { follower }).catch(() => {}); // see leaveMs
    await Promise.race([left, delay(leaveMs, undefined, { ref: false })]);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    first.reject(new Error('stopped'));
    await following;
    await leave();
  }
  let stopped: Promise<void> | null = null;

  /** @throws `UNAVAILABLE` while the tree was never read. */
  function known(): HeldUnits {
    if (!loaded) throw unavailable('The institution directory');
    return units;
  }

  return {
    isWithin(unitId, ancestorId) {
      if (!isFresh()) throw unavailable('The institution directory');
      return known().isWithin(unitId, ancestorId);
    },
    get: (unitId) => known().get(unitId),
    scopeOf: (unitId) => known().scopeOf(unitId),
    scopeChangedAt: (unitId) => known().scopeChangedAt(unitId),
    current: (unitId) => known().current(unitId),
    withPredecessors: (unitId) => known().withPredecessors(unitId),
    all: () => known().all(),
    closed: () => known().closed(),
    get version() {
      return known().version;
    },
    unrepairedRoots: () => known().unrepairedRoots(),
    repairedTo: (version) => units.repairedTo(version),
    onChange: (listener) => void listeners.push(listener),
    get loaded() {
      return loaded;
    },
    get fresh() {
      return isFresh();
    },
    ready: first.promise,
    stop: () => (stopped ??= stop()),
  };
}
