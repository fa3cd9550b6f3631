import type { AppealDecision, ReplyKind } from '../../subgraphs/application/schema-types.ts';

/** An act on the application. */
export type ActOnApplication =
  | { action: 'CLAIM' | 'HIDE_IDENTITY' | 'REFUSE' | 'WITHDRAW' | 'APPEAL' }
  /** After another planned referral was returned, if any. */
  | { action: 'REFER'; makes: number; after: number | null }
  /** The texts that the applicant has written so far, or all attachments. */
  | { action: 'REDACT'; part: 'WORDS' | 'ATTACHMENTS' }
  /** The first attachment. */
  | { action: 'WITHHOLD_ATTACHMENT' | 'RELEASE_ATTACHMENT' }
  | { action: 'RATE'; score: number; solved: boolean }
  /** An appeal that is upheld makes a referral. */
  | { action: 'DECIDE_APPEAL'; decision: AppealDecision; makes: number };

/** An act on one of the planned referrals. */
export type ActOnReferral =
  /** The answer to the question of the referral's unit. */
  | { action: 'SUPPLEMENT'; referral: number }
  | {
      action:
        | 'ACCEPT'
        | 'ASSIGN'
        | 'ADD_NOTE'
        | 'RETURN'
        | 'REQUEST_CLARIFICATION'
        | 'EXTEND'
        | 'APPROVE_REPLY'
        | 'REJECT_REPLY'
        | 'WITHDRAW_REPLY'
        | 'CANCEL';
      referral: number;
    }
  | { action: 'DRAFT_REPLY'; referral: number; kind: ReplyKind }
  | { action: 'FORWARD'; referral: number; makes: number };

export type PlannedAct = ActOnApplication | ActOnReferral;

/** An act at its time. */
export interface Step {
  atMs: number;
  act: PlannedAct;
}
