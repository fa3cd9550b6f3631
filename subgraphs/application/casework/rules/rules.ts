import type { Role } from '../../../../lib/kit/viewer.ts';
import type {
  AppealDecision,
  ApplicationAction,
  ReferralAction,
  ReferralState,
  ReplyKind,
  Stage,
  TimelineEvent,
} from '../../schema-types.ts';
import type { Requirement } from './requirements.ts';

/** What a move writes to the timeline. */
interface Entry {
  event: TimelineEvent;
  /** Whether the citizen and every unit see it; otherwise only the unit itself and the centre. */
  public: boolean;
}

/** Something that somebody may do with an application. */
export interface ApplicationRule {
  action: ApplicationAction;
  /** Whose own it is, of the centre, or of the unit that is asked. */
  by: Role;
  from: readonly Stage[];
  /** Only for this decision. */
  decision?: AppealDecision;
  requires: readonly Requirement[];
  /** The stage that follows; null where it follows from the referrals. */
  to: Stage | null;
  writes: Entry;
}

/** Something that somebody may do with a referral. */
export interface ReferralRule {
  action: ReferralAction;
  by: Role;
  from: readonly ReferralState[];
  /** Only for a draft of this kind. */
  draft?: ReplyKind;
  requires: readonly Requirement[];
  /** Null where the state stays. */
  to: ReferralState | null;
  writes: Entry;
}

/** What becomes of referrals when something happens to their application, or to their unit. */
export interface ReferralConsequence {
  of: 'SUPPLEMENT' | 'DRAFT_REPLY' | 'WITHDRAW' | 'REFER' | 'UNIT_LEFT' | 'JOINED';
  from: readonly ReferralState[];
  to: ReferralState;
  /** Null where the application's own entry says it. */
  writes: Entry | null;
}
