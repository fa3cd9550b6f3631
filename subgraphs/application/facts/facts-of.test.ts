import { describe, expect, it } from '@jest/globals';
import { generatorOf } from '../../../test/support/seed-generator.ts';
import { localDateOf } from '../calendar/index.ts';
import { factsOf } from './facts-of.ts';

const count = 3_000;
const pseudonyms = { keyVersion: 1, personOf: () => '0', recordKeyOf: () => 0 };

describe('the facts of an application', () => {
  const generator = generatorOf(1, count);
  const answered = Array.from({ length: count }, (_, index) => generator.at(index))
    .filter(({ application }) => application.stage === 'ANSWERED')
    .map(({ application, referrals, timeline: { entries } }) => ({
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
});
