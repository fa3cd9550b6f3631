import type { AppealDocument } from '../record/appeal.model.ts';
import type { ApplicationDocument } from '../record/application.model.ts';
import type { ReferralDocument } from '../record/referral.model.ts';

/** An application with everything that a move may depend on. */
export interface Case {
  readonly application: ApplicationDocument;
  /** In the application's order. */
  readonly referrals: readonly ReferralDocument[];
  /** Oldest first. */
  readonly appeals: readonly AppealDocument[];
}
