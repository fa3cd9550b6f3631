import { describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { localDateOf } from '../../../lib/kit/local-date.ts';
import { earlierAnswer } from '../../../test/support/earlier-answer.ts';
import { generatorOf } from '../../../test/support/seed-generator.ts';
import type { ReferralDocument } from '../record/index.ts';
import { factsOf } from './facts-of.ts';

const count = 3_000;
const pseudonyms = { keyVersion: 1, personOf: () => '0', recordKeyOf: () => 0 };

describe('the facts of an application', () => {
  const generator = generatorOf(1, count);
  const records = Array.from({ length: count }, (_, index) => generator.at(index)).filter(
    ({ application }) => application.stage === 'ANSWERED',
  );
  const answered = records.map(({ application, referrals, timeline: { entries } }) => ({
    application,
    facts: factsOf({ application, referrals, entries, appeals: [] }, pseudonyms),
  }));

  it('have the day of the first answer, also where a referral was forwarded after others were answered', () => {
    const different = answered.filter(({ application, facts }) => {
      const first = application.earlierAnswers?.[0]?.answeredAt ?? application.answeredAt;
      return facts.firstAnsweredOn !== localDateOf(first ?? new Date(0));
    });
    expect(answered.length).toBeGreaterThan(count / 2);
    expect(different.map(({ facts }) => facts)).toEqual([]);
  });

  it('have the outcome of the referral that leads, also where its unit has returned an earlier one', () => {
    const outcomes = records.slice(0, 100).flatMap(({ application, referrals, timeline }) => {
      const [lead] = referrals;
      const [own] = application.referrals;
      if (referrals.length !== 1 || !lead || !own) return [];
      const _id = new Types.ObjectId();
      const returned: typeof lead = { ...lead, _id, state: 'RETURNED', open: false, replies: [] };
      const { outcome } = factsOf(
        {
          application: {
            ...application,
            referrals: [{ ...own, id: _id, state: 'RETURNED' }, own],
          },
          referrals: [returned, lead],
          entries: timeline.entries,
          appeals: [],
        },
        pseudonyms,
      );
      return [{ outcome, given: lead.replies.findLast(({ kind }) => kind === 'FINAL')?.outcome }];
    });
    expect(outcomes.length).toBeGreaterThan(50);
    expect(outcomes.filter(({ outcome, given }) => outcome !== given)).toEqual([]);
  });

  it('have the outcome of now after the last step', () => {
    const different = answered.filter(
      ({ facts: { steps, outcome } }) => steps.at(-1)?.outcome !== outcome,
    );
    const first = new Set(answered.map(({ facts: { steps } }) => steps[0]?.outcome));
    expect([...first]).toContain(null);
    expect(different.map(({ facts }) => facts)).toEqual([]);
  });

  describe('after an upheld appeal', () => {
    const decidedAt = new Date('2026-11-20T09:00:00Z');
    const before = new Date('2026-11-10T09:00:00Z');
    const after = new Date('2026-11-25T09:00:00Z');
    const made = records.find(({ referrals }) => referrals.length === 1);
    const [given] = made?.referrals ?? [];
    const [reply] = given?.replies.filter(({ kind }) => kind === 'FINAL') ?? [];
    if (!made || !given || !reply) throw new Error('some have one answer of one unit');

    const referral = (fields: Partial<ReferralDocument>): ReferralDocument => ({
      ...given,
      _id: new Types.ObjectId(),
      referredAt: before,
      replies: [],
      ...fields,
    });
    const answer = (outcome: typeof reply.outcome, repliedAt: Date) => [
      { ...reply, outcome, repliedAt },
    ];
    const contested = referral({ replies: answer('REFUSED', before) });
    const other = referral({ unitId: '22222222', replies: answer('PARTLY_GRANTED', before) });
    const anew = referral({ referredAt: decidedAt, replies: answer('GRANTED', after) });
    const left = referral({ referredAt: decidedAt, state: 'FORWARDED', open: false });
    const open = referral({ referredAt: decidedAt, state: 'PENDING', open: true });

    const outcomeOf = (referrals: readonly ReferralDocument[]) => {
      const parts = referrals.map(({ _id: id, unitId, state }) => ({ id, unitId, state }));
      const application = { ...made.application, referrals: parts };
      const appeals = [
        {
          referralId: contested._id,
          kind: 'APPEAL' as const,
          state: 'UPHELD' as const,
          appealedAt: before,
          targetDate: '2026-12-10',
          decidedAt,
        },
      ];
      const record = { application, referrals, entries: made.timeline.entries, appeals };
      return factsOf(record, pseudonyms).outcome;
    };

    it('has been extended where the time for the answer was that it replaces, on the first of such days', () => {
      const { targetDate, statutoryDate } = made.application;
      const extensionOf = (...days: readonly (string | null)[]) => {
        const [extendedOn = null, ...before] = days.toReversed();
        const earlierAnswers = before.toReversed().map((day) => ({
          ...earlierAnswer({ targetDate, statutoryDate, reopenedAt: decidedAt }),
          extendedOn: day,
        }));
        const application = { ...made.application, extendedOn, earlierAnswers };
        const { referrals, timeline } = made;
        const record = { application, referrals, entries: timeline.entries, appeals: [] };
        return factsOf(record, pseudonyms).extendedOn;
      };
      const [first, later] = ['2026-03-02', '2026-05-04'];
      expect(extensionOf(null)).toBeNull();
      expect(extensionOf(first)).toBe(first);
      expect(extensionOf(first, null)).toBe(first);
      expect(extensionOf(first, later)).toBe(first);
      expect(extensionOf(null, later, null)).toBe(later);
    });

    it.each([
      ['the unit answers anew', [contested, anew], 'GRANTED'],
      ['another unit has answered as well', [contested, other, anew], 'GRANTED'],
      ['another unit answers', [contested, { ...anew, unitId: '22222222' }], 'GRANTED'],
      ['it is passed on', [contested, left, { ...anew, unitId: '22222222' }], 'GRANTED'],
      ['the answer of another unit was not contested', [other, contested, anew], 'PARTLY_GRANTED'],
      ['the unit has not answered anew', [contested, open], 'REFUSED'],
      ['another unit has not answered', [contested, { ...open, unitId: '22222222' }], null],
    ] as const)('the outcome is that of the last answer: %s', (_, referrals, outcome) => {
      expect(outcomeOf(referrals)).toBe(outcome);
    });
  });
});
