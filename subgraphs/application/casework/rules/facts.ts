import type { SignedInViewer } from '../../../../lib/kit/viewer.ts';
import type { HeldCalendar } from '../../calendar/held-calendar.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { AppealDocument } from '../../record/appeal.model.ts';
import type { ApplicationDocument } from '../../record/application.model.ts';
import type { ReferralDocument } from '../../record/referral.model.ts';
import type { UnitProjection } from '../../units/unit-projection.ts';

/** What a requirement is judged by. */
export interface Facts {
  application: ApplicationDocument;
  referrals: readonly ReferralDocument[];
  appeals: readonly AppealDocument[];
  /** The referral that is acted on; null where it is the application. */
  referral: ReferralDocument | null;
  viewer: SignedInViewer;
  today: LocalDate;
  calendar(): HeldCalendar;
  units: UnitProjection;
}
