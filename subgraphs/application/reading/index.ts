/** The view of an application for one viewer: sight, referrals, appeals, timeline, content, redaction. */

export {
  oldestFirst,
  referralOfAppeal,
  type SeenAppeal,
  textOfAppeal,
  unitOfAppeal,
} from './appeals.ts';
export {
  type Applications,
  type ApplicationsDependencies,
  createApplications,
} from './applications.ts';
export { overdueOn, overdueSeen, remainingDaysOn } from './clock-reading.ts';
export { contentOf } from './content.ts';
export { findReferral, type ReferralHandle } from './find-referral.ts';
export { redactionOf } from './redaction.ts';
export {
  forwardedFrom,
  inOrder,
  isOpenReferral,
  maySeeInside,
  referralsOf,
  repliesOf,
  repliesOfReferral,
  type SeenReferral,
  type SeenReply,
} from './referrals.ts';
export {
  attachmentsOf,
  datesSeen,
  mayFindByNumber,
  maySeeApplicant,
  maySeeNumber,
  maySeeOutcome,
  maySeeReferral,
  responsibleUnitsSeen,
  see,
  type SeenApplication,
  versionSeen,
} from './sight.ts';
export { maySeeOfficer, maySeeVersion, type SeenEntry, timelineOf } from './timeline.ts';
export { wholeOf } from './whole-application.ts';
