import type { ReferralAct } from './act.ts';
import { checkReason } from './lengths.ts';
import { requireReceiver } from './require-receiver.ts';

/** A unit passes a referral on to another unit. */
export const forward: ReferralAct<{ unitId: string; reason: string }> = {
  check: ({ unitId, reason }) => ({ unitId, reason: checkReason(reason) }),

  perform(desk, referral, { unitId, reason }) {
    requireReceiver(desk, unitId, 'unitId');
    referral.reason = reason;
    return { note: reason, next: () => desk.refer(unitId, referral) };
  },
};
