import { expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import type { ReferralDocument } from '../record/index.ts';
import { inOrder } from './referrals.ts';

const closedAt = new Date('2026-11-30T08:00:00.123Z');

/** The fields that count. */
const referral = (fields: Partial<ReferralDocument>) =>
  ({ _id: new Types.ObjectId(), unitId: '12345678', ...fields }) as ReferralDocument;

const summaryOf = ({ _id: id, unitId }: ReferralDocument, state: ReferralDocument['state']) => ({
  id,
  unitId,
  state,
});

test('a referral that ended after its application was read has not ended there', () => {
  const cancelled = referral({ state: 'CANCELLED', closedAt });

  const [read] = inOrder({ referrals: [summaryOf(cancelled, 'IN_PROGRESS')] }, [cancelled]);

  expect(read).toMatchObject({ state: 'IN_PROGRESS', closedAt: null });
});

test('one that was returned before it was cancelled keeps its end', () => {
  const cancelled = referral({ state: 'CANCELLED', closedAt });

  const [read] = inOrder({ referrals: [summaryOf(cancelled, 'RETURNED')] }, [cancelled]);

  expect(read).toMatchObject({ state: 'RETURNED', closedAt });
});
