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

/** The timeline entry that a move writes. */
interface Entry {
  event: TimelineEvent;
  /** Whether the citizen and every unit see it; otherwise only the unit itself and the centre do. */
  public: boolean;
}

/** An action on an application. */
export interface ApplicationRule {
  action: ApplicationAction;
  /** The role that acts: the citizen who filed it, an evaluator of the centre, or an officer of the unit concerned. */
  by: Role;
  from: readonly Stage[];
  /** Only for this decision. */
  decision?: AppealDecision;
  requires: readonly Requirement[];
  /** The stage that follows; null if it is derived from the referrals. */
  to: Stage | null;
  writes: Entry;
}

/** An action on a referral. */
export interface ReferralRule {
  action: ReferralAction;
  by: Role;
  from: readonly ReferralState[];
  /** Only for a draft of this kind. */
  draft?: ReplyKind;
  requires: readonly Requirement[];
  /** Null if the state stays. */
  to: ReferralState | null;
  writes: Entry;
}

/** Changes of referrals that follow from a change of their application or their unit. */
export interface ReferralConsequence {
  of: 'SUPPLEMENT' | 'DRAFT_REPLY' | 'WITHDRAW' | 'REFER' | 'UNIT_LEFT' | 'JOINED';
  from: readonly ReferralState[];
  to: ReferralState;
  /** Null if the application's own entry covers it. */
  writes: Entry | null;
}
