import { describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import type { TimelineEvent } from '../schema-types.ts';
import { endingOf } from './endings.ts';

const [one, other, successor] = [new Types.ObjectId(), new Types.ObjectId(), new Types.ObjectId()];
const referrals = [
  { _id: one, forwardedFrom: null },
  { _id: successor, forwardedFrom: one },
  { _id: other, forwardedFrom: null },
];

type Step = readonly [
  event: TimelineEvent,
  day: number,
  referralId?: Types.ObjectId,
  actor?: 'OFFICER' | null,
];

const entries = (steps: readonly Step[]) =>
  steps.map(([event, day, referralId = null, actor = 'OFFICER' as const]) => ({
    event,
    at: new Date(Date.UTC(2026, 2, day, 9)),
    actor,
    referralId,
  }));

/** What ended the first of some steps. */
function endOfFirst(...steps: readonly Step[]): string | null {
  const all = entries(steps);
  const [first] = all;
  const ending = first && endingOf(first, all, referrals);
  return ending ? `${ending.by} ${ending.on}` : null;
}

const asked: Step = ['CLARIFICATION_REQUESTED', 2, one];

describe('a question to the citizen', () => {
  it('ends with the next supplement, which answers all that is asked', () => {
    const otherAsked: Step = ['CLARIFICATION_REQUESTED', 3, other];
    expect(endOfFirst(asked, otherAsked, ['SUPPLEMENTED', 5], ['SUPPLEMENTED', 9])).toBe(
      'SUPPLEMENTED 2026-03-05',
    );
  });

  it.each(['CLARIFICATION_ENDED', 'FORWARDED', 'RETURNED', 'CANCELLED'] as const)(
    'ends with %s at its unit, and not at another one',
    (event) => {
      expect(endOfFirst(asked, [event, 3, other], [event, 4, one], ['SUPPLEMENTED', 9])).toBe(
        `${event} 2026-03-04`,
      );
    },
  );

  it('stays open while nothing of that happens', () => {
    expect(endOfFirst(asked, ['NOTE_ADDED', 3, one], ['TARGET_PASSED', 4])).toBeNull();
  });

  it('goes on at the unit that the system passes it on to', () => {
    const passedOn: readonly Step[] = [
      asked,
      ['FORWARDED', 3, one, null],
      ['TAKEN_OVER', 3, successor, null],
    ];
    expect(endOfFirst(...passedOn)).toBeNull();
    expect(endOfFirst(...passedOn, ['RETURNED', 6, successor])).toBe('RETURNED 2026-03-06');
    expect(endOfFirst(...passedOn, ['SUPPLEMENTED', 7])).toBe('SUPPLEMENTED 2026-03-07');
  });

  it('ends with a withdrawal, which is written after what it cancels', () => {
    expect(endOfFirst(asked, ['CANCELLED', 4, one], ['WITHDRAWN', 4])).toBe('WITHDRAWN 2026-03-04');
    expect(endOfFirst(asked, ['CANCELLED', 4, one], ['WITHDRAWN', 6])).toBe('CANCELLED 2026-03-04');
  });
});

describe('an appeal', () => {
  it('ends with the decision on it, and not with that on another one', () => {
    const appealed: Step = ['APPEALED', 2];
    expect(endOfFirst(appealed, ['RATED', 3])).toBeNull();
    expect(
      endOfFirst(appealed, ['APPEAL_DISMISSED', 4], ['APPEALED', 5], ['APPEAL_UPHELD', 8]),
    ).toBe('APPEAL_DISMISSED 2026-03-04');
  });
});

it('nothing else is waited for', () => {
  expect(endOfFirst(['REPLY_DRAFTED', 2, one], ['REPLIED', 3, one])).toBeNull();
});
