import { describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { generatorOf } from '../../../test/support/seed-generator.ts';
import { localDateOf } from '../calendar/index.ts';
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
});
