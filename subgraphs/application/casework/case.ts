import type { AppealDocument, ApplicationDocument, ReferralDocument } from '../record/index.ts';

/** An application with everything on which a move may depend. */
export interface Case {
  readonly application: ApplicationDocument;
  /** In the application's order. */
  readonly referrals: readonly ReferralDocument[];
  /** Oldest first. */
  readonly appeals: readonly AppealDocument[];
}
