import type { ReferralAct } from './act.ts';
import { checkReason } from './lengths.ts';

/** A unit returns a referral to the centre. */
export const returnReferral: ReferralAct<{ reason: string }> = {
  check: ({ reason }) => ({ reason: checkReason(reason) }),

  perform(_desk, referral, { reason }) {
    referral.reason = reason;
    return { note: reason };
  },
};
