import type { ReplyKind } from '../../subgraphs/application/schema-types.ts';

/** An act on the application or on one of the planned referrals. */
export type PlannedAct =
  | { action: 'CLAIM' | 'HIDE_IDENTITY' | 'REFUSE' | 'WITHDRAW' }
  /** After another planned referral was returned, if any. */
  | { action: 'REFER'; makes: number; after: number | null }
  /** The answer to the question of a referral's unit. */
  | { action: 'SUPPLEMENT'; referral: number }
  | { action: 'ACCEPT' | 'RETURN' | 'REQUEST_CLARIFICATION' | 'APPROVE_REPLY'; referral: number }
  | { action: 'DRAFT_REPLY'; referral: number; kind: ReplyKind }
  | { action: 'FORWARD'; referral: number; makes: number };

/** An act at its time. */
export interface Step {
  atMs: number;
  act: PlannedAct;
}
