import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ReferralState, Stage } from '../schema-types.ts';
import {
  type StageFacts,
  deriveStage,
  openReferralStates,
  responsibleUnitIds,
  workedOnReferralStates,
} from './stage.ts';

const states: readonly ReferralState[] = [
  'PENDING',
  'IN_PROGRESS',
  'AWAITING_APPROVAL',
  'AWAITING_CITIZEN',
  'ANSWERED',
  'RETURNED',
  'FORWARDED',
  'CANCELLED',
];

const stages: readonly Stage[] = [
  'RECEIVED',
  'UNDER_EVALUATION',
  'REFERRED',
  'IN_PROGRESS',
  'AWAITING_APPROVAL',
  'AWAITING_CITIZEN',
  'ANSWERED',
  'NOT_PROCESSED',
  'WITHDRAWN',
];

const untouched: StageFacts = { withdrawn: false, refused: false, claimed: false, referrals: [] };

const stageWith = (...referrals: ReferralState[]): Stage =>
  deriveStage({ ...untouched, referrals: referrals.map((state) => ({ state })) });

describe('deriveStage', () => {
  it.each<[Stage, ReferralState[]]>([
    ['RECEIVED', []],
    ['REFERRED', ['PENDING']],
    ['IN_PROGRESS', ['IN_PROGRESS']],
    ['AWAITING_APPROVAL', ['AWAITING_APPROVAL']],
    ['AWAITING_CITIZEN', ['AWAITING_CITIZEN']],
    ['ANSWERED', ['ANSWERED']],
    ['UNDER_EVALUATION', ['RETURNED']],
    ['IN_PROGRESS', ['ANSWERED', 'IN_PROGRESS']],
    ['REFERRED', ['ANSWERED', 'PENDING']],
    ['REFERRED', ['FORWARDED', 'PENDING']],
    ['REFERRED', ['RETURNED', 'PENDING']],
    ['AWAITING_CITIZEN', ['PENDING', 'AWAITING_CITIZEN']],
    ['IN_PROGRESS', ['AWAITING_CITIZEN', 'IN_PROGRESS']],
    ['AWAITING_APPROVAL', ['AWAITING_CITIZEN', 'AWAITING_APPROVAL']],
    ['IN_PROGRESS', ['AWAITING_APPROVAL', 'IN_PROGRESS']],
    ['ANSWERED', ['FORWARDED', 'ANSWERED', 'CANCELLED']],
    ['UNDER_EVALUATION', ['ANSWERED', 'RETURNED']],
    ['RECEIVED', ['CANCELLED']],
  ])('is %s with the referrals %j', (stage, referrals) => {
    expect(stageWith(...referrals)).toBe(stage);
  });

  it('derives one stage from each combination of facts, as each stage is described by itself', () => {
    for (const referrals of multisetsUpTo(5)) {
      for (const [withdrawn, refused, claimed] of threeFlags) {
        const facts = { withdrawn, refused, claimed, referrals };
        expect({ ...facts, stage: deriveStage(facts) }).toEqual({ ...facts, stage: only(facts) });
      }
    }
  });

  it('does not depend on the order of the referrals', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom(...states), { maxLength: 8 })
          .chain((all) =>
            fc.tuple(
              fc.constant(all),
              fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
            ),
          ),
        ([all, shuffled]) => {
          expect(stageWith(...shuffled)).toBe(stageWith(...all));
        },
      ),
    );
  });
});

describe('the groups of referral states', () => {
  it('include only open states among those worked on', () => {
    expect(openReferralStates).toEqual(expect.arrayContaining([...workedOnReferralStates]));
  });

  it('include in the open states all that are neither answered nor passed on nor cancelled', () => {
    expect(states.filter((state) => !openReferralStates.includes(state))).toEqual([
      'ANSWERED',
      'RETURNED',
      'FORWARDED',
      'CANCELLED',
    ]);
  });
});

describe('responsibleUnitIds', () => {
  it.each<[string, [string, ReferralState][], string[]]>([
    ['nobody before the first referral', [], []],
    [
      'those with open referrals, the first referred to first',
      [
        ['b', 'PENDING'],
        ['a', 'IN_PROGRESS'],
        ['d', 'AWAITING_CITIZEN'],
        ['c', 'AWAITING_APPROVAL'],
      ],
      ['b', 'a', 'd', 'c'],
    ],
    [
      'not those that have answered while others are open',
      [
        ['a', 'ANSWERED'],
        ['b', 'PENDING'],
      ],
      ['b'],
    ],
    [
      'those that answered when none is open',
      [
        ['a', 'FORWARDED'],
        ['c', 'ANSWERED'],
        ['b', 'ANSWERED'],
        ['d', 'CANCELLED'],
      ],
      ['c', 'b'],
    ],
    [
      'a unit once that was referred to twice',
      [
        ['a', 'RETURNED'],
        ['b', 'PENDING'],
        ['a', 'PENDING'],
        ['b', 'IN_PROGRESS'],
      ],
      ['b', 'a'],
    ],
    [
      'nobody when all gave it back',
      [
        ['a', 'RETURNED'],
        ['b', 'FORWARDED'],
      ],
      [],
    ],
  ])('are %s', (_, referrals, expected) => {
    expect(responsibleUnitIds(referrals.map(([unitId, state]) => ({ unitId, state })))).toEqual(
      expected,
    );
  });
});

const flags = [false, true];
const threeFlags = flags.flatMap((a) =>
  flags.flatMap((b) => flags.map((c): [boolean, boolean, boolean] => [a, b, c])),
);

/** All multisets of states of at most this size: a state may follow itself or an earlier one. */
function multisetsUpTo(size: number): { state: ReferralState }[][] {
  let ofSize: ReferralState[][] = [[]];
  const all = [...ofSize];
  for (let count = 0; count < size; count += 1) {
    ofSize = ofSize.flatMap((multiset) =>
      states
        .slice(0, states.indexOf(multiset.at(-1) ?? 'CANCELLED') + 1)
        .map((state) => [...multiset, state]),
    );
    all.push(...ofSize);
  }
  return all.map((multiset) => multiset.map((state) => ({ state })));
}

/**
 * The one stage whose whole condition holds. The conditions exclude each other, so this states the rules
 * without an order.
 */
function only({ withdrawn, refused, claimed, referrals }: StageFacts): Stage {
  const present = new Set(referrals.map(({ state }) => state));
  const alive = !withdrawn && !refused;
  const open =
    present.has('PENDING') ||
    present.has('IN_PROGRESS') ||
    present.has('AWAITING_APPROVAL') ||
    present.has('AWAITING_CITIZEN');
  const done = present.has('ANSWERED') && !open && !present.has('RETURNED');
  const idle = alive && !open && !done;
  const conditions: Record<Stage, boolean> = {
    WITHDRAWN: withdrawn,
    NOT_PROCESSED: refused && !withdrawn,
    ANSWERED: alive && done,
    AWAITING_CITIZEN:
      alive &&
      present.has('AWAITING_CITIZEN') &&
      !present.has('IN_PROGRESS') &&
      !present.has('AWAITING_APPROVAL'),
    IN_PROGRESS: alive && present.has('IN_PROGRESS'),
    AWAITING_APPROVAL: alive && present.has('AWAITING_APPROVAL') && !present.has('IN_PROGRESS'),
    REFERRED:
      alive &&
      present.has('PENDING') &&
      !present.has('AWAITING_CITIZEN') &&
      !present.has('IN_PROGRESS') &&
      !present.has('AWAITING_APPROVAL'),
    UNDER_EVALUATION: idle && (claimed || present.has('RETURNED')),
    RECEIVED: idle && !claimed && !present.has('RETURNED'),
  };
  const holding = stages.filter((stage) => conditions[stage]);
  const [stage] = holding;
  if (stage === undefined || holding.length > 1) {
    throw new Error(`Of all stages these hold at once: ${holding.join(', ')}`);
  }
  return stage;
}
