import { describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { HeldUnits } from './held-units.ts';
import type { KnownUnit } from './unit-projection.ts';

function unit(id: string, fields: Partial<KnownUnit> = {}): KnownUnit {
  return { id, parentId: null, status: 'ACTIVE', successorId: null, linkVersion: 1, ...fields };
}

const closed = (id: string, successorId: string, fields: Partial<KnownUnit> = {}) =>
  unit(id, { ...fields, status: 'CLOSED', successorId });

function holding(units: readonly KnownUnit[], version = 1): HeldUnits {
  const held = new HeldUnits();
  held.apply(units, version);
  return held;
}

describe('HeldUnits', () => {
  const tree = [
    unit('state'),
    unit('ministry', { parentId: 'state' }),
    unit('office', { parentId: 'ministry', linkVersion: 7 }),
    unit('other', { parentId: 'state' }),
  ];

  it('knows which units lie within which, and the way up', () => {
    const held = holding(tree);
    const units = ['state', 'ministry', 'office', 'other', 'nowhere'];
    const above = (id: string) => units.filter((other) => held.isWithin(id, other));
    expect(above('office')).toEqual(['state', 'ministry', 'office']);
    expect(above('state')).toEqual(['state']);
    expect(above('nowhere')).toEqual(['nowhere']);
    expect(held.scopeOf('office')).toEqual(['office', 'ministry', 'state']);
    expect(held.scopeOf('nowhere')).toEqual(['nowhere']);
  });

  it('puts a closed unit below its successor, which stands in for it', () => {
    const held = holding([
      ...tree,
      closed('gone', 'later', { parentId: 'ministry' }),
      closed('later', 'other', { parentId: 'ministry' }),
    ]);
    expect(held.scopeOf('gone')).toEqual(['gone', 'later', 'other', 'state']);
    const units = ['state', 'ministry', 'office', 'other'];
    expect(units.filter((id) => held.isWithin('gone', id))).toEqual(['state', 'other']);
    expect(units.filter((id) => held.isWithin(id, 'gone'))).toEqual(['other']);
    expect(held.current('gone')).toBe('other');
    expect(held.current('office')).toBe('office');
    expect(held.current('nowhere')).toBe('nowhere');
    expect(held.withPredecessors('other')).toEqual(['other', 'later', 'gone']);
    expect(held.withPredecessors('office')).toEqual(['office']);
    expect(held.closed().map(({ id }) => id)).toEqual(['gone', 'later']);
  });

  it('finds the units below one, however they were linked before', () => {
    const held = holding([...tree, closed('gone', 'other', { parentId: 'ministry' })]);
    expect(held.below('state', 10)?.toSorted()).toEqual([
      'gone',
      'ministry',
      'office',
      'other',
      'state',
    ]);
    expect(held.below('gone', 10)).toEqual(['other', 'gone']);
    held.apply([unit('office', { parentId: 'other' })], 2);
    expect(held.below('ministry', 10)).toEqual(['ministry']);
    expect(held.below('other', 10)).toEqual(['other', 'gone', 'office']);
    held.apply([closed('ministry', 'office')], 3);
    expect(held.below('ministry', 10)).toEqual(['office', 'ministry']);
    expect(held.below('state', 5)).toHaveLength(5);
    expect(held.below('state', 4)).toBeNull();
  });

  it('visits at most one unit more than it may return to find those below', () => {
    const offices = Array.from({ length: 10_000 }, (_, n) => unit(`u${n}`, { parentId: 'state' }));
    const held = holding([unit('state'), ...offices]);
    let visited = 0;
    const { add } = Set.prototype;
    const counted = jest.spyOn(Set.prototype, 'add').mockImplementation(function (
      this: Set<unknown>,
      value,
    ) {
      visited += 1;
      return add.call(this, value);
    });
    try {
      expect(held.below('state', 200)).toBeNull();
    } finally {
      counted.mockRestore();
    }
    expect(visited).toBe(201);
  });

  it('visits only the units that one has succeeded to find its predecessors', () => {
    const elsewhere = Array.from({ length: 10_000 }, (_, n) => closed(`u${n}`, 'other'));
    const held = holding([
      ...tree,
      ...elsewhere,
      closed('gone', 'later'),
      closed('later', 'office'),
    ]);
    let visited = 0;
    const { get } = Map.prototype;
    const counted = jest.spyOn(Map.prototype, 'get').mockImplementation(function (
      this: Map<unknown, unknown>,
      key,
    ) {
      visited += 1;
      return get.call(this, key);
    });
    try {
      expect(held.withPredecessors('office')).toEqual(['office', 'later', 'gone']);
    } finally {
      counted.mockRestore();
    }
    // The unit itself, and the links to each of the three.
    expect(visited).toBe(4);
  });

  it('knows the predecessors of a unit after each change of a successor', () => {
    const held = holding([...tree, unit('later'), closed('gone', 'later')]);
    expect(held.withPredecessors('later')).toEqual(['later', 'gone']);
    held.apply([closed('later', 'office')], 2);
    expect(held.withPredecessors('office')).toEqual(['office', 'later', 'gone']);
    expect(held.withPredecessors('later')).toEqual(['later']);
  });

  it('knows since which version a way up is unchanged', () => {
    const held = holding(tree);
    expect(held.scopeChangedAt('office')).toBe(7);
    held.apply([unit('ministry', { parentId: 'other', linkVersion: 9 })], 9);
    expect(held.version).toBe(9);
    expect(held.scopeChangedAt('office')).toBe(9);
    expect(held.scopeChangedAt('other')).toBe(1);
  });

  it('lists the units moved since the stored scopes were repaired', () => {
    const held = holding(tree, 7);
    expect(held.unrepairedRoots()).toEqual(['state', 'ministry', 'office', 'other']);
    held.repairedTo(7);
    held.repairedTo(3);
    expect(held.unrepairedRoots()).toEqual([]);
    held.apply([unit('office', { parentId: 'other', linkVersion: 8 })], 8);
    expect(held.unrepairedRoots()).toEqual(['office']);
  });

  it('terminates in a ring', () => {
    const held = holding([unit('one', { parentId: 'two' }), unit('two', { parentId: 'one' })]);
    expect(held.isWithin('one', 'elsewhere')).toBe(false);
    expect(held.scopeOf('one').length).toBeLessThan(10);
    expect(holding([closed('one', 'two'), closed('two', 'one')]).current('one')).toBe('one');
  });
});

/** Changes of a tree of eight units, as the directory would allow them. */
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const change = fc.record({
  id: fc.constantFrom(...ids),
  parentId: fc.option(fc.constantFrom(...ids)),
  closes: fc.boolean(),
});

interface Change {
  id: string;
  parentId: string | null;
  closes: boolean;
}

/** @returns the unit after the change, or null if the change is not allowed. */
function changed(held: HeldUnits, { id, parentId, closes }: Change, version: number) {
  if (held.get(id)?.status === 'CLOSED' || parentId === null || parentId === id) return null;
  if (held.get(parentId)?.status !== 'ACTIVE' || held.isWithin(parentId, id)) return null;
  if (!closes) return unit(id, { parentId, linkVersion: version });
  const { parentId: old = null } = held.get(id) ?? {};
  const isEmpty = [...held.all()].every((one) => one.parentId !== id || one.status === 'CLOSED');
  return isEmpty ? closed(id, parentId, { parentId: old, linkVersion: version }) : null;
}

describe('a scope that was computed at some version', () => {
  it('is wrong only if `scopeChangedAt` is later, and contains the unit that was moved', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.nat(40), (changes, repairedTo) => {
        const held = holding(ids.map((id) => unit(id)));
        const stored = new Map<string, { scopeIds: string[]; scopeVersion: number }>();
        const store = (id: string) =>
          stored.set(id, { scopeIds: held.scopeOf(id), scopeVersion: held.version });
        ids.forEach(store);

        changes.forEach((one, index) => {
          const version = index + 2;
          const unit = changed(held, one, version);
          held.apply(unit ? [unit] : [], version);
          if (version !== repairedTo) return;
          for (const id of ids) {
            if ((stored.get(id)?.scopeVersion ?? 0) < held.scopeChangedAt(id)) store(id);
          }
          held.repairedTo(version);
        });

        const roots = held.unrepairedRoots();
        for (const id of ids) {
          const { scopeIds = [], scopeVersion = 0 } = stored.get(id) ?? {};
          if (scopeVersion >= held.scopeChangedAt(id)) {
            expect(scopeIds).toEqual(held.scopeOf(id));
          }
          // As for an inbox: each unit above finds the referral by itself or by a unit that was moved below it.
          for (const above of held.scopeOf(id).filter((one) => held.current(one) === one)) {
            const looked = [above, ...roots.filter((root) => held.isWithin(root, above))];
            const found = looked.filter((one) => scopeIds.includes(one));
            expect({ id, looked, scopeIds, found }).not.toMatchObject({ found: [] });
          }
        }
      }),
    );
  });
});
