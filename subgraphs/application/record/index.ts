/**
 * The stored record of an application and everything derived from it: models, stage, clocks, alarms,
 * projection, loaders.
 */

export { alarmsDue, expectAlarmsFrom, isLate, overdueDayOf, raise } from './alarms.ts';
export {
  type AppealDocument,
  appealModel,
  type AppealModel,
  appealsOfUnitIndexes,
} from './appeal.model.ts';
export {
  type ApplicationDigest,
  type ApplicationDocument,
  applicationModel,
  type ApplicationModel,
  type AttachmentSummary,
  closedApplicationIndexes,
  digestProjection,
  type EarlierAnswerRecord,
  ownIndexes,
  type PassedOnRecord,
  queueIndexes,
  type RatingRecord,
  type ReferralSummary,
} from './application.model.ts';
export type { AttachmentWarning, UncleanableReason } from './attachment-findings.ts';
export {
  type AttachmentDocument,
  type AttachmentModel,
  attachmentModel,
  type CleanedRecord,
} from './attachment.model.ts';
export {
  appealDateOf,
  canBeExtended,
  datesOf,
  interimReplyInTime,
  isMetByInterimReply,
  isOpenStage,
  openStages,
  stages,
  isOverdue,
  remainingBusinessDays,
} from './clocks.ts';
export { type ContentDocument, contentModel } from './content.model.ts';
export { clocksRunFrom, reopen } from './earlier-answers.ts';
export { filedPositionOf } from './filed-position.ts';
export { type Classification, classificationOf } from './classification.ts';
export { collectUnitOfficers } from './collect-unit-officers.ts';
export { isKnownEvent } from './known-events.ts';
export { createLoaders, type Loaders, type LoadersOfRequest } from './loaders.ts';
export { newApplication, newEntry, newReferral } from './new-documents.ts';
export { createPartIdsByKind, type PartIdsByKind } from './part-ids.ts';
export { lastPassing, withEarlier } from './passed-on.ts';
export { project, projectDates } from './projection.ts';
export { ratingOf } from './rating.ts';
export {
  closedReferralIndexes,
  inboxIndexes,
  type ReferralDocument,
  referralModel,
  type ReferralModel,
  type ReplyDraftRecord,
  type ReplyRecord,
} from './referral.model.ts';
export { requireSubject } from './require-subject.ts';
export {
  deriveStage,
  isOpen,
  isPassedOn,
  openReferralStates,
  responsibleUnitIds,
} from './stage.ts';
export {
  type TimelineDocument,
  type TimelineEntryRecord,
  timelineModel,
} from './timeline.model.ts';
export {
  createTrackingCodes,
  requireTrackingCode,
  type TrackingCodes,
  trackingKeyOf,
} from './tracking-codes.ts';
export { type SearchedWords, searchedWords, subjectTermsOf } from './subject-terms.ts';
export {
  officersOfUnitIndex,
  type UnitOfficerDocument,
  unitOfficerId,
  unitOfficerModel,
  type UnitOfficerModel,
} from './unit-officer.model.ts';
export { inboxScope, scopeFieldsOf } from './unit-scope.ts';
