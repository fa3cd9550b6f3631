import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { effectOf, isClosingOfOne, isMoveOfOne, steppingStones } from './change-rules.ts';
import { unitRecord } from '../../../test/support/unit-record.ts';
import { type UnitKind, type UnitRecord, UnitTree } from '../units/index.ts';

/** Two ministries, each with directorates that have branches, and a municipality with offices. */
const founded: readonly [id: string, kind: UnitKind, parentId: string | null][] = [
  ['state', 'PRESIDENCY', null],
  ...['m1', 'm2'].flatMap((ministry): [string, UnitKind, string][] => [
    [ministry, 'MINISTRY', 'state'],
    ...['a', 'b'].flatMap((name): [string, UnitKind, string][] => [
      [`${ministry}${name}`, 'PROVINCIAL_DIRECTORATE', ministry],
      [`${ministry}${name}1`, 'BRANCH_DIRECTORATE', `${ministry}${name}`],
      [`${ministry}${name}2`, 'BRANCH_DIRECTORATE', `${ministry}${name}`],
    ]),
  ]),
  ['local', 'LOCAL_GOVERNMENT_ROOT', null],
  ['town', 'TOWN_MUNICIPALITY', 'local'],
  ['town1', 'MUNICIPAL_DIRECTORATE', 'town'],
  ['town2', 'MUNICIPAL_DIRECTORATE', 'town'],
  ['town11', 'MUNICIPAL_DIRECTORATE', 'town1'],
];

const closing = (successor: Partial<UnitRecord>) => {
  const kind = 'PROVINCIAL_DIRECTORATE';
  const ministry = unitRecord({ _id: 'm', kind: 'MINISTRY', parentId: null });
  const common = { kind, parentId: 'm', office: 'SOCIAL_SERVICES', provinceCode: '06' } as const;
  const unit = unitRecord({ _id: 'one', ...common });
  const other = unitRecord({ _id: 'other', ...common, ...successor });
  return isClosingOfOne(
    new UnitTree([ministry, unit, other]),
    { unit, successor: other },
    { by: 'administrator', placedBy: new Set() },
  );
};

const step = fc.record({
  what: fc.constantFrom('create', 'move', 'close', 'close'),
  by: fc.constantFrom('administrator', 'another'),
  unit: fc.nat(),
  other: fc.nat(),
  kind: fc.constantFrom<UnitKind>(
    'MINISTRY',
    'PROVINCIAL_DIRECTORATE',
    'BRANCH_DIRECTORATE',
    'MUNICIPAL_DIRECTORATE',
    'TOWN_MUNICIPALITY',
  ),
});

/** A sequence of changes that administrators can make without a second one. */
class Course {
  readonly tree = new UnitTree(
    founded.map(([_id, kind, parentId], version) => unitRecord({ _id, kind, parentId, version })),
  );
  readonly placedBy = new Map<string, string>();
  /** The units that the administrator has made who moves and closes units. */
  readonly ownIds: string[] = [];
  closings = 0;
  #version = founded.length;

  get ids(): string[] {
    return [...this.tree.values()].map(({ _id }) => _id);
  }

  take({
    what,
    by,
    unit,
    other,
    kind,
  }: typeof step extends fc.Arbitrary<infer One> ? One : never): void {
    const { tree, ids } = this;
    const at = (index: number) => tree.get(ids[index % ids.length] ?? '');
    const [one, second] = [at(unit), at(other)];
    if (!one || !second || one.status === 'CLOSED' || second.status === 'CLOSED') return;
    if (what === 'create') {
      const made = unitRecord({ _id: `new${ids.length}`, kind, parentId: one._id });
      if (by === 'administrator') this.ownIds.push(made._id);
      this.#place(made, by);
    } else if (what === 'move') {
      if (tree.isAtOrBelow(second._id, one._id) || !isMoveOfOne(tree, one, second._id)) return;
      this.#place({ ...one, parentId: second._id }, 'administrator');
    } else {
      const hasActive = tree.children(one._id).some(({ status }) => status === 'ACTIVE');
      const stones = steppingStones(tree, one._id, second._id);
      const placedBy = new Set(stones.flatMap((id) => this.placedBy.get(id) ?? []));
      const pair = { unit: one, successor: second };
      if (one === second || hasActive) return;
      if (!isClosingOfOne(tree, pair, { by: 'administrator', placedBy })) return;
      this.closings += 1;
      this.#apply({ ...one, status: 'CLOSED', successorId: second._id });
    }
  }

  #place(unit: UnitRecord, by: string): void {
    this.placedBy.set(unit._id, by);
    this.#apply(unit);
  }

  #apply(unit: UnitRecord): void {
    this.#version += 1;
    this.tree.apply({ ...unit, version: this.#version });
  }

  /** From a unit to its root; from a closed one via its successor. */
  upwards(id: string): string[] {
    const unit = this.tree.get(id);
    const above = unit?.status === 'CLOSED' ? unit.successorId : unit?.parentId;
    return [id, ...(above == null ? [] : this.upwards(above))];
  }

  /** Whether officers of a unit see the inbox of another one. */
  sees(officersOf: string, id: string): boolean {
    const current = this.upwards(officersOf).find((one) => this.tree.get(one)?.status === 'ACTIVE');
    return current !== undefined && this.upwards(id).includes(current);
  }

  ministryOf = (id: string) =>
    this.upwards(id).find((one) => this.tree.get(one)?.kind === 'MINISTRY');
}

const steps = fc.array(step, { minLength: 40, maxLength: 80, size: 'max' });

describe('a change by one administrator alone', () => {
  it.each([
    ['the same task and province', {}, true],
    ['another province', { provinceCode: '34' }, false],
    ['another task', { office: 'CIVIL_REGISTRY' }, false],
    ['no task', { office: null }, false],
  ])('includes closing an office in favour of one with %s: %s', (_what, successor, isOfOne) => {
    expect(closing(successor)).toBe(isOfOne);
  });

  it('asks who has placed the two units of a closing and those that gain sight, not those above both', () => {
    const { tree } = new Course();
    expect(steppingStones(tree, 'm1a1', 'm1b2')).toEqual(['m1a1', 'm1b2', 'm1b']);
    expect(steppingStones(tree, 'm1a1', 'm1a2')).toEqual(['m1a1', 'm1a2']);
  });

  it('shows no inbox to the officers of a unit that the same administrator has made', () => {
    let closings = 0;
    fc.assert(
      fc.property(steps, (todo) => {
        const course = new Course();
        for (const one of todo) course.take(one);
        closings += course.closings;
        const old = founded.map(([id]) => id);
        const seen = course.ownIds.flatMap((id) => old.filter((inbox) => course.sees(id, inbox)));
        expect(seen).toEqual([]);
      }),
    );
    expect(closings).toBeGreaterThan(0);
  });

  it('shows others’ inboxes only to offices of the same kind, and never those of another ministry', () => {
    let gains = 0;
    fc.assert(
      fc.property(steps, (todo) => {
        const before = new Course();
        const course = new Course();
        for (const one of todo) course.take(one);
        for (const [officersOf] of founded) {
          for (const [inbox] of founded) {
            if (before.sees(officersOf, inbox) || !course.sees(officersOf, inbox)) continue;
            gains += 1;
            // Either the office was closed in favour of another, or another was closed in favour of it or of a
            // unit below it.
            const ministries = [officersOf, inbox].map(before.ministryOf);
            expect([officersOf, inbox, new Set(ministries).size]).toEqual([officersOf, inbox, 1]);
          }
        }
      }),
    );
    expect(gains).toBeGreaterThan(0);
  });
});

describe('the effect of a change', () => {
  const { tree } = new Course();
  const unit = (id: string) => tree.get(id) ?? unitRecord({ _id: id });

  it('concerns those who gain or lose sight of a unit that moves, not those above both places', () => {
    expect(effectOf(tree, { ...unit('m1a1'), parentId: 'm1b' })).toEqual({
      concernedIds: ['m1a1', 'm1a', 'm1b'],
      exposedIds: ['m1a1'],
    });
    expect(effectOf(tree, { ...unit('m1a'), parentId: 'm2b' })).toEqual({
      concernedIds: ['m1a', 'm1', 'm2b', 'm2'],
      exposedIds: ['m1a'],
    });
  });

  it('exposes both units of a closing', () => {
    const closed = { ...unit('m1a1'), status: 'CLOSED' as const, successorId: 'm1a2' };
    expect(effectOf(tree, closed)).toEqual({
      concernedIds: ['m1a1', 'm1a2'],
      exposedIds: ['m1a1', 'm1a2'],
    });
  });

  it('exposes nothing when a unit is made or renamed', () => {
    expect(effectOf(tree, unitRecord({ _id: 'new', parentId: 'm1' }))).toEqual({
      concernedIds: ['new', 'm1'],
      exposedIds: [],
    });
    expect(effectOf(tree, { ...unit('m1a1') })).toEqual({ concernedIds: ['m1a1'], exposedIds: [] });
  });
});
