import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { unavailable } from '../../../lib/kit/errors.ts';
import { followed, type Followed } from '../../../lib/kit/followed.ts';
import { once } from '../../../lib/kit/once.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { HeldUnits } from './held-units.ts';
import type { KnownUnit, UnitProjection } from './unit-projection.ts';

const pollMs = 100;
/**
 * Leaving must not delay the end of the process: the directory soon forgets a follower that it no longer hears
 * from.
 */
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
 * Polls the directory for changes from the beginning and keeps the tree in memory. The directory may be
 * unreachable at any time: the tree stays known, but once the lease has expired, no officer's scope is decided
 * by it until the directory is reachable again.
 */
export function followUnits({ peers, logger }: { peers: Peers; logger: Logger }): UnitProjection {
  const follower = crypto.randomUUID();
  const units = new HeldUnits();
  const listeners: (() => void)[] = [];
  const copy: Followed<HeldUnits> = followed({
    name: 'The institution directory',
    everyMs: pollMs,
    after: setImmediate(), // the peers of this process start in the same event-loop turn
    follow,
    report: {
      began(err) {
        if (copy.loaded) logger.warn({ err }, 'directory unreachable; will retry');
      },
      ended: () => logger.info('directory reachable again'),
    },
  });

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
        // Polling again confirms that these were applied; yet only all pages together are a tree.
        copy.doubt();
        continue;
      }
      const isNew = !copy.loaded || after > units.version;
      if (isNew) units.apply(changes, after);
      copy.hold(units, askedAt + unitChanges.freshForMs);
      return isNew;
    }
  }

  async function follow(): Promise<'again' | void> {
    if (!(await catchUp())) return;
    for (const listener of listeners) listener();
    return 'again'; // to confirm at once that it was applied: another process may be waiting for that
  }

  /** Only when nothing is decided by the tree any longer. */
  async function leave(): Promise<void> {
    const left = peers.query(directory, stopFollowing, { follower }).catch(() => {}); // see leaveMs
    await Promise.race([left, delay(leaveMs, undefined, { ref: false })]);
  }

  async function stop(): Promise<void> {
    await copy.stop();
    await leave();
  }

  const known = () => copy.current();

  return {
    isWithin(unitId, ancestorId) {
      if (!copy.fresh) throw unavailable('The institution directory');
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
      return copy.loaded;
    },
    get fresh() {
      return copy.fresh;
    },
    ready: copy.ready,
    stop: once(stop),
  };
}
