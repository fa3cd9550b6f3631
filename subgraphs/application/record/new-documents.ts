import { newId } from '../../../lib/kit/public-id.ts';
import type { ApplicationDocument } from './application.model.ts';
import type { HeldCalendar } from '../calendar/index.ts';
import { datesOf } from './clocks.ts';
import { freshClocks } from './earlier-answers.ts';
import { newFileNumber } from '../numbers/index.ts';
import type { ReferralDocument } from './referral.model.ts';
import type { TimelineEntryRecord } from './timeline.model.ts';

type Filed = Pick<
  ApplicationDocument,
  | '_id'
  | 'number'
  | 'type'
  | 'topicId'
  | 'provinceCode'
  | 'citizenId'
  | 'applicantHash'
  | 'tracking'
  | 'filedAt'
>;

/** An application as it is filed. `project` sets the derived fields. */
export function newApplication(
  filed: Filed & Partial<ApplicationDocument>,
  { calendar, version }: HeldCalendar,
): ApplicationDocument {
  return {
    publicId: filed.publicId ?? newId('application'),
    districtCode: null,
    meantUnitId: null,
    aboutHeadOfUnit: false,
    identityHidden: false,
    answerChannel: 'SMS',
    publicEventAt: filed.filedAt,
    idempotencyKey: null,
    attachments: [],
    attachmentsWithheld: false,
    ...datesOf(filed.type, filed.filedAt, calendar),
    calendarVersion: version,
    ...freshClocks(),
    awaitingCitizenSince: null,
    stage: 'RECEIVED',
    open: true,
    awaitsCentre: true,
    alarmOn: null,
    claimedAt: null,
    claimedBy: null,
    answeredAt: null,
    closedAt: null,
    rating: null,
    refusalReason: null,
    withdrawnAt: null,
    referrals: [],
    version: 1,
    ...filed,
  };
}

/** A referral as it is made. `project` sets the derived fields. */
export function newReferral(
  made: Pick<ReferralDocument, '_id' | 'unitId' | 'referredAt' | 'scopeIds' | 'scopeVersion'> &
    Partial<ReferralDocument>,
  {
    _id: applicationId,
    type,
    topicId,
    statutoryDate,
  }: Pick<ApplicationDocument, '_id' | 'type' | 'topicId' | 'statutoryDate'>,
): ReferralDocument {
  return {
    applicationId,
    publicId: made.publicId ?? newId('referral'),
    fileNumber: made.fileNumber ?? newFileNumber(),
    state: 'PENDING',
    open: true,
    closedAt: null,
    forwardedFrom: null,
    reason: null,
    assignedTo: null,
    draft: null,
    replies: [],
    raisedToUnitId: null,
    type,
    topicId,
    statutoryDate,
    fallsOverdue: false,
    ...made,
  };
}

/** Something that happened, as the timeline keeps it. */
export function newEntry(
  happened: Pick<TimelineEntryRecord, 'at' | 'event' | 'public'> & Partial<TimelineEntryRecord>,
): TimelineEntryRecord {
  return { actor: null, unitId: null, referralId: null, officer: null, note: null, ...happened };
}
