import type { AppealDocument, ApplicationDocument, ReferralDocument } from '../record/index.ts';

/** An application with everything that a move may depend on. */
export interface Case {
  readonly application: ApplicationDocument;
  /** In the application's order. */
  readonly referrals: readonly ReferralDocument[];
  /** Oldest first. */
  readonly appeals: readonly AppealDocument[];
}
