import type { ReferralAct } from './act.ts';
import { draftRead, type OnDraft } from './draft-read.ts';

/** The drafter withdraws the pending draft. */
export const withdrawReply: ReferralAct<OnDraft> = {
  check: ({ draftId }) => ({ draftId }),

  perform(desk, referral, input, viewer) {
    draftRead(desk, referral, input, viewer);
    referral.draft = null;
    return {};
  },
};
