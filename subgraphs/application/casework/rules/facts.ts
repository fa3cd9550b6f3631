import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import type { SignedInViewer } from '../../../../lib/kit/viewer.ts';
import type { HeldCalendar } from '../../calendar/index.ts';
import type { AppealDocument, ApplicationDocument, ReferralDocument } from '../../record/index.ts';
import type { UnitProjection } from '../../units/index.ts';

/** The facts by which a requirement is judged. */
export interface Facts {
  application: ApplicationDocument;
  referrals: readonly ReferralDocument[];
  appeals: readonly AppealDocument[];
  /** The referral that is acted on; null if the action is on the application. */
  referral: ReferralDocument | null;
  viewer: SignedInViewer;
  today: LocalDate;
  calendar(): HeldCalendar;
  units: UnitProjection;
}
