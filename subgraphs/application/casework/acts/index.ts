import type { ApplicationAction, ReferralAction } from '../../schema-types.ts';
import { accept } from './accept.ts';
import type { ApplicationAct, ReferralAct } from './act.ts';
import { addNote } from './add-note.ts';
import { appeal } from './appeal.ts';
import { approveReply } from './approve-reply.ts';
import { assign } from './assign.ts';
import { cancel } from './cancel.ts';
import { claim } from './claim.ts';
import { correct } from './correct.ts';
import { decideAppeal } from './decide-appeal.ts';
import { draftReply } from './draft-reply.ts';
import { extend } from './extend.ts';
import { forward } from './forward.ts';
import { hideIdentity } from './hide-identity.ts';
import { rate } from './rate.ts';
import { redact } from './redact.ts';
import { refer } from './refer.ts';
import { refuse } from './refuse.ts';
import { rejectReply } from './reject-reply.ts';
import { releaseAttachment } from './release-attachment.ts';
import { requestClarification } from './request-clarification.ts';
import { returnReferral } from './return.ts';
import { supplement } from './supplement.ts';
import { withdraw } from './withdraw.ts';
import { withdrawReply } from './withdraw-reply.ts';
import { withholdAttachment } from './withhold-attachment.ts';

const onApplications = {
  CLAIM: claim,
  REFER: refer,
  REFUSE: refuse,
  HIDE_IDENTITY: hideIdentity,
  CORRECT: correct,
  REDACT: redact,
  WITHHOLD_ATTACHMENT: withholdAttachment,
  RELEASE_ATTACHMENT: releaseAttachment,
  SUPPLEMENT: supplement,
  WITHDRAW: withdraw,
  RATE: rate,
  APPEAL: appeal,
  DECIDE_APPEAL: decideAppeal,
};

const onReferrals = {
  ACCEPT: accept,
  ASSIGN: assign,
  FORWARD: forward,
  RETURN: returnReferral,
  REQUEST_CLARIFICATION: requestClarification,
  DRAFT_REPLY: draftReply,
  APPROVE_REPLY: approveReply,
  REJECT_REPLY: rejectReply,
  WITHDRAW_REPLY: withdrawReply,
  EXTEND: extend,
  ADD_NOTE: addNote,
  CANCEL: cancel,
};

/** The arguments of each act, besides the application or referral that it is done to. */
export type ApplicationGiven = {
  [Action in ApplicationAction]: Parameters<(typeof onApplications)[Action]['check']>[0];
};
export type ReferralGiven = {
  [Action in ReferralAction]: Parameters<(typeof onReferrals)[Action]['check']>[0];
};

/** The same arguments, checked for their form. */
export type ApplicationInputs = {
  [Action in ApplicationAction]: ReturnType<(typeof onApplications)[Action]['check']>;
};
export type ReferralInputs = {
  [Action in ReferralAction]: ReturnType<(typeof onReferrals)[Action]['check']>;
};

/** Every act by its action. The types make sure that none is missing. */
export const applicationActs: {
  [Action in ApplicationAction]: ApplicationAct<
    ApplicationGiven[Action],
    ApplicationInputs[Action]
  >;
} = onApplications;
export const referralActs: {
  [Action in ReferralAction]: ReferralAct<ReferralGiven[Action], ReferralInputs[Action]>;
} = onReferrals;
