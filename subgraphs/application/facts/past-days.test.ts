import { describe, expect, it, test } from '@jest/globals';
import { Types } from 'mongoose';
import { earlierAnswer } from '../../../test/support/earlier-answer.ts';
import type { ReferralDocument } from '../record/index.ts';
import { outcomesOnDays, replacedAnswers, waitingOn } from './past-days.ts';

const at = (day: string) => new Date(`${day}T09:00:00Z`);

describe('the day since which an application waited', () => {
  const application = {
    type: 'REQUEST' as const,
    earlierAnswers: [
      earlierAnswer({
        targetDate: '2026-03-20',
        statutoryDate: '2026-04-01',
        pauses: [{ from: '2026-03-05', to: '2026-03-09' }],
        reopenedAt: at('2026-04-10'),
      }),
    ],
    pauses: [{ from: '2026-04-15', to: '2026-04-15' }],
    awaitingCitizenSince: '2026-04-20',
  };

  it.each([
    ['2026-03-04', null],
    ['2026-03-05', '2026-03-05'],
    ['2026-03-08', '2026-03-05'],
    ['2026-03-09', null],
    ['2026-04-15', null],
    ['2026-04-25', '2026-04-20'],
  ])('at the end of %s is %s', (day, since) => {
    expect(waitingOn(application, day)).toBe(since);
  });
});

test('answers that were replaced have what they had', () => {
  const answer = {
    answeredAt: at('2026-03-31'),
    targetDate: '2026-03-20',
    statutoryDate: '2026-03-25',
    interimRepliedOn: '2026-03-24',
    rating: { score: 2, solved: false, ratedAt: at('2026-04-02') },
    reopenedAt: at('2026-04-10'),
  };
  const facts = {
    answeredOn: '2026-03-31',
    targetDate: '2026-03-20',
    statutoryDate: '2026-03-25',
    extendedOn: null,
    rating: 2,
    isSolved: false,
    ratedOn: '2026-04-02',
    reopenedOn: '2026-04-10',
  };
  const of = (type: 'REQUEST' | 'INFORMATION_REQUEST') =>
    replacedAnswers({
      type,
      earlierAnswers: [earlierAnswer(answer)],
      pauses: [],
      awaitingCitizenSince: null,
    });
  expect(of('REQUEST')).toEqual([{ ...facts, metOn: '2026-03-24' }]);
  expect(of('INFORMATION_REQUEST')).toEqual([{ ...facts, metOn: null }]);
});

test('outcomes of past days are those of the lead unit of the day', () => {
  const referral = (unitId: string, from: string, to: string | null, outcome: string | null) =>
    ({
      _id: new Types.ObjectId(),
      unitId,
      referredAt: at(from),
      closedAt: to === null ? null : at(to),
      open: to === null,
      state: to === null ? 'IN_PROGRESS' : 'ANSWERED',
      replies: to === null ? [] : [{ kind: 'FINAL', outcome, repliedAt: at(to) }],
    }) as unknown as ReferralDocument; // what is read of it
  const contested = referral('1', '2026-03-02', '2026-03-10', 'REFUSED');
  const other = referral('2', '2026-03-02', '2026-03-12', 'INFORMED');
  const anew = referral('1', '2026-03-20', '2026-03-30', 'GRANTED');
  const outcomeOn = outcomesOnDays(
    [contested, other, anew],
    [{ referralId: contested._id, state: 'UPHELD', decidedAt: at('2026-03-20') }],
  );
  const days = ['2026-03-09', '2026-03-10', '2026-03-12', '2026-03-20', '2026-03-30'];
  // On the 10th, the other unit leads, which has not answered.
  expect(days.map(outcomeOn)).toEqual([null, null, 'REFUSED', 'REFUSED', 'GRANTED']);
});
