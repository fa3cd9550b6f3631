import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../lib/platform/process/logger.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { followUnits } from './follow-units.ts';
import type { KnownUnit, UnitProjection } from './unit-projection.ts';

const logger = createLogger({ level: 'silent', name: 'test' });

interface Page {
  changes?: KnownUnit[];
  version: number;
  more?: boolean;
  generation?: number;
  freshForMs?: number;
}

/** A directory with manual answers: each poll waits for the next answer. */
function directoryByHand() {
  const polls: { after: number; generation: number; follower: string }[] = [];
  const left: string[] = [];
  const waiting: ((answer: Page | Error) => void)[] = [];
  const arrivals: (() => void)[] = [];

  const peers: Peers = {
    async query<Data>(_name: string, operation: string, variables: object = {}): Promise<Data> {
      if (operation.includes('StopFollowing')) {
        left.push((variables as { follower: string }).follower); // as the operation declares
        return { stopFollowing: true } as Data;
      }
      polls.push(variables as (typeof polls)[number]); // as the operation declares
      const { promise, resolve } = Promise.withResolvers<Page | Error>();
      waiting.push(resolve);
      arrivals.shift()?.();
      const answer = await promise;
      if (answer instanceof Error) throw answer;
      const unitChanges = {
        changes: [],
        more: false,
        generation: 0,
        freshForMs: 60_000,
        ...answer,
      };
      return { unitChanges } as Data;
    },
  };

  return {
    peers,
    polls,
    left,
    /** Answers the next poll. */
    async answer(page: Page | Error): Promise<void> {
      if (waiting.length === 0) await new Promise<void>((resolve) => arrivals.push(resolve));
      waiting.shift()?.(page);
    },
    /** Resolves when the next poll has arrived. */
    async polled(): Promise<void> {
      if (waiting.length === 0) await new Promise<void>((resolve) => arrivals.push(resolve));
    },
    end: () => waiting.splice(0).forEach((resolve) => resolve(new Error('ended'))),
  };
}

const unit = (id: string, parentId: string | null, linkVersion: number): KnownUnit => ({
  id,
  parentId,
  status: 'ACTIVE',
  successorId: null,
  linkVersion,
});

let directory: ReturnType<typeof directoryByHand>;
let units: UnitProjection;

function begin(): void {
  directory = directoryByHand();
  units = followUnits({ peers: directory.peers, logger });
}

afterEach(async () => {
  const stopped = units.stop();
  directory.end();
  await stopped;
});

const unavailable = expect.objectContaining({ code: 'UNAVAILABLE' });

describe('followUnits', () => {
  it('refuses all decisions before it has read the whole tree', async () => {
    begin();
    await directory.answer({ changes: [unit('a', null, 1)], version: 1, more: true });
    await directory.polled();
    expect(units).toMatchObject({ loaded: false, fresh: false });
    expect(() => units.get('a')).toThrow(unavailable);

    await directory.answer({ changes: [unit('b', 'a', 2)], version: 2 });
    await units.ready;

    expect(units).toMatchObject({ loaded: true, fresh: true, version: 2 });
    expect(units.isWithin('b', 'a')).toBe(true);
    expect(directory.polls.map(({ after }) => after).slice(0, 2)).toEqual([0, 1]);
  });

  it('applies several pages at once, and decides nothing in between', async () => {
    begin();
    const tree = [unit('a', null, 1), unit('b', null, 2), unit('x', 'a', 3), unit('y', 'x', 4)];
    await directory.answer({ changes: tree, version: 4 });
    await units.ready;

    await directory.answer({ changes: [unit('y', 'b', 5)], version: 5, more: true });
    await directory.polled();
    expect(units).toMatchObject({ fresh: false, version: 4 });
    expect(() => units.isWithin('y', 'a')).toThrow(unavailable);
    expect(units.scopeOf('y')).toEqual(['y', 'x', 'a']);

    await directory.answer({ changes: [unit('x', 'b', 6)], version: 6 });
    await directory.polled();
    expect(units).toMatchObject({ fresh: true, version: 6 });
    expect(units.scopeOf('y')).toEqual(['y', 'b']);
  });

  it('reports changes as soon as it has applied them, and notifies listeners', async () => {
    begin();
    let changes = 0;
    units.onChange(() => (changes += 1));
    await directory.answer({ changes: [unit('a', null, 1)], version: 1 });
    await directory.answer({ version: 1 });
    await directory.answer({ version: 2 });
    await directory.polled();

    expect(directory.polls.map(({ after }) => after)).toEqual([0, 1, 1, 2]);
    expect(new Set(directory.polls.map(({ follower }) => follower)).size).toBe(1);
    expect(changes).toBe(2);
  });

  it('refuses scopes when its lease has expired, and continues with a new lease', async () => {
    begin();
    await directory.answer({ changes: [unit('a', null, 1)], version: 1, freshForMs: 0 });
    await directory.polled();
    expect(units).toMatchObject({ loaded: true, fresh: false });
    expect(() => units.isWithin('a', 'a')).toThrow(unavailable);
    expect(units.get('a')).toMatchObject({ id: 'a' });

    await directory.answer(new Error('away'));
    await directory.polled();
    expect(units.fresh).toBe(false);
    await directory.answer({ version: 1 });
    await units.ready;

    expect(units.isWithin('a', 'a')).toBe(true);
  });

  it('counts the lease from the time of the request', async () => {
    begin();
    await directory.polled();
    const asked = performance.now();
    while (performance.now() - asked < 20) await Promise.resolve();
    await directory.answer({ changes: [unit('a', null, 1)], version: 1, freshForMs: 15 });
    await directory.polled();

    expect(units).toMatchObject({ loaded: true, fresh: false });
  });

  it('replaces the whole tree after a reset, at once', async () => {
    begin();
    await directory.answer({ changes: [unit('a', null, 1), unit('b', 'a', 2)], version: 2 });
    await units.ready;
    units.repairedTo(2);
    // A page of the tree before the reset is obsolete, too.
    await directory.answer({ changes: [unit('c', 'a', 3)], version: 3, more: true });
    const page = { generation: 1, more: true };
    await directory.answer({ ...page, changes: [unit('a', null, 4)], version: 4 });
    await directory.polled();
    expect(units).toMatchObject({ fresh: false, version: 2 });
    expect(units.get('b')).toMatchObject({ id: 'b' });

    await directory.answer({ generation: 1, changes: [unit('d', 'a', 5)], version: 5 });
    await directory.polled();

    expect(units).toMatchObject({ fresh: true, version: 5 });
    expect([...units.all()].map(({ id }) => id)).toEqual(['a', 'd']);
    expect(units.unrepairedRoots()).toEqual(['a', 'd']);
    expect(directory.polls.map(({ generation }) => generation)).toEqual([0, 0, 0, 1, 1]);
  });

  it('tells the directory that it stops', async () => {
    begin();
    await directory.answer({ changes: [unit('a', null, 1)], version: 1 });
    await units.ready;

    const stopped = units.stop();
    directory.end();
    await stopped;
    await units.stop();

    expect(units.fresh).toBe(false);
    expect(directory.left).toEqual([directory.polls[0]?.follower]);
  });
});
