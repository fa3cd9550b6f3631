import { describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { openReferralStates } from '../record/index.ts';
import type { ReferralState, Stage, TimelineEvent } from '../schema-types.ts';
import type { Standing } from './standing.ts';
import { isStillTrue, templates } from './templates.ts';

const notified = Object.keys(templates).filter(
  (event) => templates[event as TimelineEvent] !== null, // the keys of the table
) as TimelineEvent[];

function standing(
  stage: Stage,
  states: readonly ReferralState[],
  others: Partial<Standing> = {},
): Standing {
  const referrals = states.map((state) => ({
    id: new Types.ObjectId(),
    unitId: '10000001',
    state,
  }));
  return { stage, referrals, rating: null, extendedOn: null, ...others };
}

const rating = { score: 3, solved: false, ratedAt: new Date() };
const always = ['FILED', 'REFUSED', 'APPEAL_DISMISSED'];
const whileOpen = [...always, 'REPLIED', 'CANCELLED', 'APPEAL_UPHELD', 'CORRECTED'];
const withAUnit = ['REFERRED', 'FORWARDED', 'TAKEN_OVER'];

/** What is still reported of an application that stands so, whatever had happened before. */
const reported: readonly [what: string, Standing, readonly string[]][] = [
  ['no unit has yet', standing('RECEIVED', []), [...whileOpen, 'INTERIM_REPLIED']],
  [
    'a unit works on',
    standing('IN_PROGRESS', ['IN_PROGRESS']),
    [...whileOpen, ...withAUnit, 'INTERIM_REPLIED', 'CLARIFICATION_ENDED'],
  ],
  [
    'a unit works on with more time',
    standing('IN_PROGRESS', ['IN_PROGRESS'], { extendedOn: '2026-11-24' }),
    [...whileOpen, ...withAUnit, 'INTERIM_REPLIED', 'CLARIFICATION_ENDED', 'EXTENDED'],
  ],
  [
    'a unit asks about',
    standing('AWAITING_CITIZEN', ['AWAITING_CITIZEN']),
    [...whileOpen, ...withAUnit, 'INTERIM_REPLIED', 'CLARIFICATION_REQUESTED'],
  ],
  [
    'one unit asks about and another works on',
    standing('IN_PROGRESS', ['AWAITING_CITIZEN', 'IN_PROGRESS']),
    [...whileOpen, ...withAUnit, 'INTERIM_REPLIED', 'CLARIFICATION_REQUESTED'],
  ],
  [
    'the only unit has returned',
    standing('UNDER_EVALUATION', ['FORWARDED', 'RETURNED']),
    [...whileOpen, 'INTERIM_REPLIED'],
  ],
  [
    'was refused after it had come back',
    standing('NOT_PROCESSED', ['CANCELLED'], { extendedOn: '2026-11-24' }),
    whileOpen,
  ],
  [
    'was answered after an extension',
    standing('ANSWERED', ['ANSWERED'], { extendedOn: '2026-11-24' }),
    [...whileOpen, ...withAUnit],
  ],
  [
    'was answered and rated',
    standing('ANSWERED', ['ANSWERED'], { rating }),
    [...whileOpen, ...withAUnit].filter((event) => event !== 'REPLIED'),
  ],
  [
    'was withdrawn after one of two units had answered',
    standing('WITHDRAWN', ['ANSWERED', 'CANCELLED'], { extendedOn: '2026-11-24' }),
    [...always, 'REPLIED'],
  ],
];

describe('of an application that', () => {
  test.each(reported)('%s, what is still true is reported', (_what, now, expected) => {
    expect(notified.filter((event) => isStillTrue(event, now)).toSorted()).toEqual(
      expected.toSorted(),
    );
  });
});

test('a unit that has it, in any state, is reported', () => {
  const held = openReferralStates.map((state) =>
    isStillTrue('REFERRED', standing('IN_PROGRESS', [state])),
  );

  expect(held).toEqual(openReferralStates.map(() => true));
});
