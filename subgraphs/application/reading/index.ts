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
export {
  isAppealOverdue,
  overdueOn,
  overdueSeen,
  remainingDaysOfAppeal,
  remainingDaysOn,
} from './clock-reading.ts';
export { contentOf, type SeenSupplement } from './content.ts';
export { earlierAnswersOf, type SeenEarlierAnswer } from './earlier-answers.ts';
export {
  findAppeal,
  findDraft,
  findEntry,
  type FindPartDependencies,
  findReply,
  findSupplement,
  seenById,
} from './find-part.ts';
export { findReferral, findReferralById, type ReferralHandle } from './find-referral.ts';
export { createOwnCursors, type OwnApplicationPage } from './own-applications.ts';
export { openQuestionsOf, type OpenQuestion, questionOf } from './questions.ts';
export { extensionOf, reasonOf, type SeenExtension, updatedAtOf } from './reasons.ts';
export { redactionOf } from './redaction.ts';
export {
  draftOf,
  forwardedFrom,
  forwardedTo,
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
  classificationSeen,
  closingSeen,
  datesSeen,
  endSeen,
  mayFindApplications,
  maySeeApplicant,
  maySeeNumber,
  maySeeOutcome,
  maySeeReferral,
  momentSeen,
  ratingSeen,
  responsibleUnitsSeen,
  see,
  type SeenApplication,
  versionSeen,
} from './sight.ts';
export {
  maySeeOfficer,
  maySeeVersion,
  momentOfEntry,
  ratingOfEntry,
  type SeenEntry,
  timelineOf,
} from './timeline.ts';
export { officersOf } from './unit-officers.ts';
export { wholeOf } from './whole-application.ts';
