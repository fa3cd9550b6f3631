import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { demonstration, demonstrationOf } from './demonstration.ts';
import { generatorOf, hash, tree } from '../../test/support/seed-generator.ts';

function digestOf(seed: number): string {
  const generator = generatorOf(seed, 2_000);
  const digest = createHash('sha256');
  for (let index = 0; index < 2_000; index += 7) digest.update(JSON.stringify(generator.at(index)));
  return digest.digest('hex');
}

describe('the same seed', () => {
  it('makes the same data to the byte', () => expect(digestOf(5)).toBe(digestOf(5)));
  it('differs from another', () => expect(digestOf(5)).not.toBe(digestOf(6)));
});

describe('the first application', () => {
  it('can be tracked with the quoted number and code, whatever the number of applications', () => {
    for (const { application } of [generatorOf(1, 20_000).at(0), generatorOf(1, 10).at(0)]) {
      expect(application.number).toBe(demonstration.firstApplicationNumber);
      expect(application.applicantHash).toBe(hash(demonstration.firstNationalId));
      expect(application.tracking.fixedCode).toBe(
        demonstration.firstTrackingCode.replaceAll('-', ''),
      );
    }
    expect(demonstrationOf(2)).not.toEqual(demonstration);
  });

  it('is the only one whose code does not come from the keys', () => {
    const { application } = generatorOf(1, 10).at(1);
    expect(application.tracking).toEqual({ keyVersion: 1, counter: 0 });
  });

  it.each([1, 2, 3, 4])('of seed %i is answered by an office of a district', (seed) => {
    const { application } = generatorOf(seed, 20_000).at(0);
    const [referral] = application.referrals;
    expect(application).toMatchObject({ stage: 'ANSWERED', identityHidden: false });
    expect(application.referrals).toHaveLength(1);
    expect(tree.get(referral?.unitId ?? '')?.kind).toBe('DISTRICT_DIRECTORATE');
  });
});
