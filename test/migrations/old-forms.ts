import { Types } from 'mongoose';

/** The forms of documents in earlier releases, with the values that most of them have. */

export const id = (number: number) => new Types.ObjectId(number.toString(16).padStart(24, '0'));

/** Noon in Istanbul on a day. */
export const noon = (day: string) => new Date(`${day}T09:00:00Z`);

/** A moment long after any run: what is kept for a limited time is kept. */
export const lately = new Date('2099-01-05T09:00:00Z');
export const longAgo = new Date('2020-01-06T09:00:00Z');

export const unit = '10000003';
export const other = '10000004';
export const above = '10000001';

interface Entry {
  at: Date;
  event: string;
  [field: string]: unknown;
}

export const entry = (
  at: Date | string,
  event: string,
  fields: Record<string, unknown> = {},
): Entry => ({
  at: typeof at === 'string' ? noon(at) : at,
  event,
  actor: 'OFFICER',
  unitId: null,
  referralId: null,
  officer: null,
  note: null,
  public: true,
  ...fields,
});

/** An application of the first release, before it could be worked on. */
export const filed = (number: number, fields: Record<string, unknown>) => ({
  _id: id(number),
  number: `26000${number}`,
  type: 'REQUEST',
  topicId: 'roads',
  provinceCode: '34',
  districtCode: null,
  citizenId: id(1),
  applicantHash: 'hash',
  identityHidden: false,
  filedAt: noon('2026-02-02'),
  targetDate: '2026-02-20',
  statutoryDate: '2026-03-04',
  interimRepliedOn: null,
  awaitingCitizenSince: null,
  stage: 'RECEIVED',
  claimedAt: null,
  refusalReason: null,
  withdrawnAt: null,
  referrals: [],
  version: 3,
  ...fields,
});

/** An application that could be worked on. */
export const worked = (number: number, fields: Record<string, unknown>) =>
  filed(number, {
    meantUnitId: null,
    aboutHeadOfUnit: false,
    answerChannel: 'SMS',
    idempotencyKey: null,
    attachments: [],
    attachmentsWithheld: false,
    calendarVersion: 0,
    pauses: [],
    extendedOn: null,
    stage: 'IN_PROGRESS',
    open: true,
    awaitsCentre: false,
    alarmOn: '2026-02-21',
    targetPassedTold: false,
    statutoryPassedTold: false,
    claimedBy: null,
    answeredAt: null,
    rating: null,
    ...fields,
  });

/** A referral of the first release. */
export const referred = (number: number, applicationId: Types.ObjectId, fields: object) => ({
  _id: id(number),
  applicationId,
  unitId: unit,
  state: 'PENDING',
  referredAt: noon('2026-02-03'),
  closedAt: null,
  forwardedFrom: null,
  reason: null,
  replies: [],
  ...fields,
});

export const workedOn = (number: number, applicationId: Types.ObjectId, fields: object) =>
  referred(number, applicationId, {
    open: false,
    assignedTo: null,
    draft: null,
    raisedToUnitId: null,
    scopeIds: [unit, above],
    scopeVersion: 1,
    type: 'REQUEST',
    topicId: 'roads',
    statutoryDate: '2026-03-04',
    fallsOverdue: false,
    ...fields,
  });

export const summary = (number: number, state: string, unitId = unit) => ({
  id: id(number),
  unitId,
  state,
});

export const appeal = (number: number, applicationId: Types.ObjectId, fields: object) => ({
  _id: id(number),
  applicationId,
  referralId: id(130),
  kind: 'APPEAL',
  state: 'PENDING',
  unitId: above,
  text: 'Verilen cevabı kabul etmiyorum.',
  appealedAt: noon('2026-03-09'),
  decisionText: null,
  decidedBy: null,
  decidedAt: null,
  ...fields,
});

export const message = (number: number, fields: object) => ({
  _id: id(number),
  applicationId: id(41),
  citizenId: id(1),
  number: '2600041',
  channel: 'SMS',
  event: 'FILED',
  version: 1,
  position: 0,
  createdAt: noon('2026-02-02'),
  state: 'SENT',
  attempts: 1,
  dueAt: noon('2026-02-02'),
  lease: null,
  settledAt: noon('2026-02-02'),
  lastError: null,
  ...fields,
});

export const event = (number: number, at: Date, fields: object) => ({
  _id: id(number),
  at,
  event: 'REFERRED',
  applicationId: id(20),
  version: 2,
  type: 'REQUEST',
  topicId: 'roads',
  referralId: null,
  unitId: unit,
  public: true,
  ...fields,
});

/** A file by the rules for copies of a release. */
export const cleaned = (number: number, fields: Record<string, unknown>) => ({
  _id: id(number),
  publicId: `attachment-${number}`,
  citizenId: id(1).toHexString(),
  state: 'STORED',
  startedAt: noon('2026-02-01'),
  name: 'belge.pdf',
  contentType: 'application/pdf',
  bytes: 567,
  applicationId: null,
  cleaning: null,
  cleaningAttempts: 0,
  copyIds: [],
  ...fields,
});
