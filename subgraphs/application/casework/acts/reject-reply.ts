import type { ReferralAct } from './act.ts';
import { draftRead, type OnDraft } from './draft-read.ts';
import { checkReason } from './lengths.ts';

/** An officer rejects another officer's draft. */
export const rejectReply: ReferralAct<OnDraft & { reason: string }> = {
  check: ({ draftId, reason }) => ({ draftId, reason: checkReason(reason) }),

  perform(desk, referral, input, viewer) {
    const { reason } = input;
    const draft = draftRead(desk, referral, input, viewer);
    referral.draft = { ...draft, rejectionReason: reason };
    return { note: reason };
  },
};
