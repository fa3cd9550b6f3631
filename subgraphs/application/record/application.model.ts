import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { LocalDate } from '../../../lib/kit/local-date.ts';
import type { AnswerChannel, RefusalReason, ReferralState, Stage } from '../schema-types.ts';
import { publicIdIndex } from '../../../lib/mongodb/public-id-index.ts';
import { type Classification, classificationSchema } from './classification.ts';

/**
 * The version and clock of an application when a unit passed it on, as that move left them. The
 * unit still sees these instead of the current ones.
 */
export interface PassedOnRecord {
  version: number;
  targetDate: LocalDate;
  statutoryDate: LocalDate;
  /** Whether it was overdue. */
  overdue: boolean;
  /** The day that the application's clock showed. */
  on: LocalDate;
  /** The classification before later corrections; absent while there are none. */
  classification?: Classification;
}

/** The part of a referral that its application shows without reading it. */
export interface ReferralSummary {
  /** The referral's `_id`. */
  id: Types.ObjectId;
  unitId: string;
  state: ReferralState;
  /** The same as in the referral. */
  passedOn?: PassedOnRecord;
}

/** Days for which the clock was paused: from the first one up to the day on which it resumed. */
interface Pause {
  from: LocalDate;
  to: LocalDate;
}

export interface RatingRecord {
  /** 1 to 5. */
  score: number;
  solved: boolean;
  ratedAt: Date;
}

/** The fields in which the clocks of an answer are recorded while it is awaited. */
type Clock = Pick<
  ApplicationDocument,
  | 'targetDate'
  | 'statutoryDate'
  | 'pauses'
  | 'extendedOn'
  | 'interimRepliedOn'
  | 'targetPassedTold'
  | 'statutoryPassedTold'
>;

/** An answer that an upheld appeal has replaced, with its clocks as they stood when it was given. */
export interface EarlierAnswerRecord extends Clock {
  /** The `_id` of the appeal that was upheld. */
  appealId: Types.ObjectId;
  /** When the last reply closed the application. */
  answeredAt: Date;
  /** Whether the statutory date had passed by then, and no interim reply had met it. */
  overdue: boolean;
  rating: RatingRecord | null;
  /** When the appeal was upheld: the clocks of the next answer run from that day. */
  reopenedAt: Date;
}

/** The part of an attachment that a list shows without reading its file. */
export interface AttachmentSummary {
  /** The attachment's `_id`. */
  id: Types.ObjectId;
  publicId: string;
  name: string;
  contentType: string;
  bytes: number;
  /** Why the centre withholds it from the units; absent while it is not withheld. */
  withheldReason?: string;
}

/** The input from which the tracking code of an application is computed; no move changes it. */
interface TrackingRecord {
  /** The version of the key. */
  keyVersion: number;
  /** How many times the code has been renewed. */
  counter: number;
  /**
   * Replaces the computed code, without hyphens. Set in demonstration data only, for documentation to quote.
   */
  fixedCode?: string;
}

/**
 * An application without its text: everything that a status, a list or an access decision needs, so that one
 * command reads it. The text is a `ContentDocument`, the history a `TimelineDocument`; the three share their
 * `_id` and change in one transaction.
 */
export interface ApplicationDocument extends Classification {
  _id: Types.ObjectId;
  /** The id outside this subgraph. */
  publicId: string;
  number: string;
  /** The unit that the applicant means; the centre decides where to refer the application. */
  meantUnitId: string | null;
  /** Whether the application is about the head of that unit. */
  aboutHeadOfUnit: boolean;
  /** As in `Citizen.id`. */
  citizenId: string;
  /** Keyed hash of the applicant's identity number. */
  applicantHash: string;
  tracking: TrackingRecord;
  identityHidden: boolean;
  /** How the applicant wants to be notified. */
  answerChannel: AnswerChannel;
  /** The applicant's own key for this filing; null if none was given. */
  idempotencyKey: string | null;
  attachments: AttachmentSummary[];
  /** Whether the centre withholds all of them from the units. */
  attachmentsWithheld: boolean;
  filedAt: Date;
  /**
   * The answers that upheld appeals have replaced, oldest first. The clocks below are those of the answer after them.
   * Absent while there is none.
   */
  earlierAnswers?: EarlierAnswerRecord[];
  /** When the latest event happened that the applicant sees. */
  publicEventAt: Date;
  /**
   * Both dates follow from type, the day from which they run (`clocksRunFrom`), pauses, extension and the calendar of
   * `calendarVersion`.
   */
  targetDate: LocalDate;
  statutoryDate: LocalDate;
  calendarVersion: number;
  pauses: Pause[];
  /** The day on which the statutory term was extended; null when it was not. */
  extendedOn: LocalDate | null;
  /** Day of the first interim reply that was approved by the statutory date of that day. */
  interimRepliedOn: LocalDate | null;
  /**
   * The day since which the clock is paused because the citizen was asked for more; null while it
   * runs.
   */
  awaitingCitizenSince: LocalDate | null;
  /** Derived from the referrals and the centre's decisions by `deriveStage`, in the same transaction. */
  stage: Stage;
  /** Whether an answer is awaited. Follows from the stage. */
  open: boolean;
  /** Whether the centre has the next step. Follows from stage and referrals. */
  awaitsCentre: boolean;
  /** The next day on which a passed date is to be reported; null when there is none. */
  alarmOn: LocalDate | null;
  /**
   * Whether the passing of the date has been reported. The stored names stay: while processes of two releases run, a
   * field under another name would have the passing reported twice.
   */
  targetPassedTold: boolean;
  statutoryPassedTold: boolean;
  claimedAt: Date | null;
  /** The subject of the evaluator who has claimed it. */
  claimedBy: string | null;
  /** When the last reply closed it; null while it is not answered. */
  answeredAt: Date | null;
  /** When it ended; null while it is open. Follows from the stage. */
  closedAt: Date | null;
  /** Terms of the subject that the applicant wrote: absent until it is closed and a job has added them. */
  subjectTerms?: readonly string[];
  rating: RatingRecord | null;
  refusalReason: RefusalReason | null;
  withdrawnAt: Date | null;
  /**
   * In the order in which they were made, except that a referral passed on to another unit is followed directly
   * by the new one. The first open referral leads.
   */
  referrals: ReferralSummary[];
  version: number;
}

const digestFields = [
  'publicId',
  'number',
  'type',
  'topicId',
  'provinceCode',
  'districtCode',
  'meantUnitId',
  'aboutHeadOfUnit',
  'citizenId',
  'identityHidden',
  'filedAt',
  'publicEventAt',
  'targetDate',
  'statutoryDate',
  'interimRepliedOn',
  'awaitingCitizenSince',
  'stage',
  'referrals',
  'version',
] as const satisfies (keyof ApplicationDocument)[];

/**
 * The fields of an application that are read first: those that a status shows and that access decisions need.
 * Most requests need no others, and a field that is not read costs nothing.
 */
export type ApplicationDigest = Pick<ApplicationDocument, '_id' | (typeof digestFields)[number]>;

export const digestProjection = Object.fromEntries(
  digestFields.map((field) => [field, 1 as const]),
) as Record<(typeof digestFields)[number], 1>; // one for each field

export const passedOnSchema = new Schema<PassedOnRecord>(
  {
    version: { type: Number, required: true },
    targetDate: { type: String, required: true },
    statutoryDate: { type: String, required: true },
    overdue: { type: Boolean, required: true },
    on: { type: String, required: true },
    classification: classificationSchema,
  },
  { _id: false },
);

const ratingSchema = new Schema<RatingRecord>(
  {
    score: { type: Number, required: true },
    solved: { type: Boolean, required: true },
    ratedAt: { type: Date, required: true },
  },
  { _id: false },
);

const clockFields = {
  targetDate: { type: String, required: true },
  statutoryDate: { type: String, required: true },
  pauses: [
    {
      _id: false,
      from: { type: String, required: true },
      to: { type: String, required: true },
    },
  ],
  extendedOn: { type: String, default: null },
  interimRepliedOn: { type: String, default: null },
  targetPassedTold: { type: Boolean, required: true },
  statutoryPassedTold: { type: Boolean, required: true },
};

const applicationSchema = new Schema<ApplicationDocument>(
  {
    publicId: { type: String, required: true },
    number: { type: String, required: true },
    type: { type: String, required: true },
    topicId: { type: String, required: true },
    provinceCode: { type: String, required: true },
    districtCode: { type: String, default: null },
    meantUnitId: { type: String, default: null },
    aboutHeadOfUnit: { type: Boolean, required: true },
    citizenId: { type: String, required: true },
    applicantHash: { type: String, required: true },
    tracking: {
      type: new Schema<TrackingRecord>(
        {
          keyVersion: { type: Number, required: true },
          counter: { type: Number, required: true },
          fixedCode: String,
        },
        { _id: false },
      ),
      required: true,
    },
    identityHidden: { type: Boolean, required: true },
    answerChannel: { type: String, required: true },
    idempotencyKey: { type: String, default: null },
    attachments: [
      {
        _id: false,
        id: { type: Schema.Types.ObjectId, required: true },
        publicId: { type: String, required: true },
        name: { type: String, required: true },
        contentType: { type: String, required: true },
        bytes: { type: Number, required: true },
        withheldReason: { type: String },
      },
    ],
    attachmentsWithheld: { type: Boolean, required: true },
    filedAt: { type: Date, required: true },
    earlierAnswers: {
      type: [
        {
          _id: false,
          ...clockFields,
          appealId: { type: Schema.Types.ObjectId, required: true },
          answeredAt: { type: Date, required: true },
          overdue: { type: Boolean, required: true },
          rating: { type: ratingSchema, default: null },
          reopenedAt: { type: Date, required: true },
        },
      ],
      default: undefined,
    },
    publicEventAt: { type: Date, required: true },
    ...clockFields,
    calendarVersion: { type: Number, required: true },
    awaitingCitizenSince: { type: String, default: null },
    stage: { type: String, required: true },
    open: { type: Boolean, required: true },
    awaitsCentre: { type: Boolean, required: true },
    alarmOn: { type: String, default: null },
    claimedAt: { type: Date, default: null },
    claimedBy: { type: String, default: null },
    answeredAt: { type: Date, default: null },
    closedAt: { type: Date, default: null },
    subjectTerms: { type: [String], default: undefined },
    rating: { type: ratingSchema, default: null },
    refusalReason: { type: String, default: null },
    withdrawnAt: { type: Date, default: null },
    referrals: [
      {
        _id: false,
        id: { type: Schema.Types.ObjectId, required: true },
        unitId: { type: String, required: true },
        state: { type: String, required: true },
        passedOn: passedOnSchema,
      },
    ],
    version: { type: Number, required: true },
  },
  { collection: 'applications', versionKey: false, autoIndex: false, autoCreate: false },
);

applicationSchema.index({ number: 1 }, { unique: true });
applicationSchema.index(...publicIdIndex);

/** The indexes along which citizens' own lists are read, in either direction. By the second they are counted. */
export const ownIndexes = {
  filedAt: { citizenId: 1, filedAt: -1, _id: -1 },
  publicEventAt: { citizenId: 1, publicEventAt: -1, _id: -1, stage: 1 },
} as const;

for (const index of Object.values(ownIndexes)) applicationSchema.index({ ...index });
// Matches any string, in terms that a look-up of one string is known to satisfy: MongoDB would not use the
// index with `$type`.
applicationSchema.index(
  { citizenId: 1, idempotencyKey: 1 },
  { unique: true, partialFilterExpression: { idempotencyKey: { $gt: '' } } },
);

/** The indexes along which the evaluation queue is read, oldest first, by the filter that is given. */
export const queueIndexes = {
  all: { awaitsCentre: 1, filedAt: 1, _id: 1 },
  type: { awaitsCentre: 1, type: 1, filedAt: 1, _id: 1 },
  topic: { awaitsCentre: 1, topicId: 1, filedAt: 1, _id: 1 },
  province: { awaitsCentre: 1, provinceCode: 1, filedAt: 1, _id: 1 },
  claim: { awaitsCentre: 1, claimedBy: 1, filedAt: 1, _id: 1 },
} as const;

for (const index of Object.values(queueIndexes)) {
  applicationSchema.index({ ...index }, { partialFilterExpression: { awaitsCentre: true } });
}

/** The indexes along which ended applications are read, latest first. */
export const closedApplicationIndexes = {
  all: { open: 1, closedAt: -1, _id: -1 },
  subject: { open: 1, subjectTerms: 1, closedAt: -1, _id: -1 },
} as const;

for (const index of Object.values(closedApplicationIndexes)) {
  applicationSchema.index({ ...index }, { partialFilterExpression: { open: false } });
}
// For the jobs: applications kept from a unit, passed dates, dates computed with an earlier calendar.
applicationSchema.index(
  { aboutHeadOfUnit: 1 },
  { partialFilterExpression: { aboutHeadOfUnit: true, open: true } },
);
applicationSchema.index(
  { alarmOn: 1 },
  { partialFilterExpression: { alarmOn: { $type: 'string' } } },
);
applicationSchema.index(
  { calendarVersion: 1, _id: 1 },
  { partialFilterExpression: { open: true } },
);

export type ApplicationModel = Model<ApplicationDocument>;

export function applicationModel(connection: Connection): ApplicationModel {
  return connection.model<ApplicationDocument>('Application', applicationSchema);
}
