import { interimReplyInTime } from '../../record/index.ts';
import type { ReferralAct } from './act.ts';
import { draftRead, type OnDraft } from './draft-read.ts';

/** An officer approves another officer's draft: the reply is given. */
export const approveReply: ReferralAct<OnDraft> = {
  check: ({ draftId }) => ({ draftId }),

  perform(desk, referral, input, viewer) {
    const { application, now, today } = desk;
    const { id, kind, outcome, text, draftedBy } = draftRead(desk, referral, input, viewer);
    const reply = { draftId: id, kind, outcome, text, draftedBy, approvedBy: viewer.subject };
    referral.replies = [...referral.replies, { ...reply, repliedAt: now }];
    referral.draft = null;
    if (kind === 'INTERIM') application.interimRepliedOn = interimReplyInTime(application, today);
    return {};
  },
};
