import type { ReferralAct } from './act.ts';
import { checkReason } from './lengths.ts';

/** The centre cancels a referral. */
export const cancel: ReferralAct<{ reason: string }> = {
  check: ({ reason }) => ({ reason: checkReason(reason) }),

  perform(_desk, referral, { reason }) {
    referral.reason = reason;
    return { note: reason };
  },
};
