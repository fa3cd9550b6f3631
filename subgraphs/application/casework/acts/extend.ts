import type { ReferralAct } from './act.ts';
import { checkReason } from './lengths.ts';

/** A unit extends the time for an information request. */
export const extend: ReferralAct<{ reason: string }> = {
  check: ({ reason }) => ({ reason: checkReason(reason) }),

  perform({ application, today }, _referral, { reason }) {
    application.extendedOn = today;
    return { note: reason };
  },
};
