import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { LocalDate } from '../../../lib/kit/local-date.ts';
import { publicIdIndex } from '../../../lib/mongodb/public-id-index.ts';
import { type PassedOnRecord, passedOnSchema } from './application.model.ts';
import type { ApplicationType, ReferralState, ReplyKind, ReplyOutcome } from '../schema-types.ts';

/** A reply as an officer wrote it for the applicant. */
interface ReplyWords {
  kind: ReplyKind;
  /** Null for an interim reply. */
  outcome: ReplyOutcome | null;
  text: string;
}

/** An approved reply. */
export interface ReplyRecord extends ReplyWords {
  repliedAt: Date;
  /** The draft that was approved; null in demonstration data of earlier releases. */
  draftId: string | null;
  /** The subjects of the officers; absent in demonstration data of earlier releases. */
  draftedBy?: string;
  approvedBy?: string;
}

/** A draft that waits for approval or was rejected. */
export interface ReplyDraftRecord extends ReplyWords {
  id: string;
  /** The officer's subject. */
  draftedBy: string;
  draftedAt: Date;
  /** Null while it waits for approval. */
  rejectionReason: string | null;
}

/** The fields by which the inboxes of a unit and of those above it find a referral. */
export interface ScopeFields {
  /**
   * The unit and those above it when this was last written. Serves as an index for inboxes only and never
   * decides access. Repaired after units have moved.
   */
  scopeIds: string[];
  /** The version of the directory by which `scopeIds` was computed. */
  scopeVersion: number;
}

/** An application referred to one unit. */
export interface ReferralDocument extends ScopeFields {
  _id: Types.ObjectId;
  /** The id outside this subgraph. */
  publicId: string;
  applicationId: Types.ObjectId;
  unitId: string;
  /** The number by which people call the referral: see `newFileNumber`. */
  fileNumber: string;
  state: ReferralState;
  /** Follows from the state. */
  open: boolean;
  referredAt: Date;
  /** When it stopped being open. */
  closedAt: Date | null;
  /** Set when its unit passed the application on, and constant from then on; absent before. */
  passedOn?: PassedOnRecord;
  /** The referral that was forwarded to make this one. */
  forwardedFrom: Types.ObjectId | null;
  /** Why it was returned, forwarded or cancelled. */
  reason: string | null;
  /** The subject of the officer who works on it. */
  assignedTo: string | null;
  draft: ReplyDraftRecord | null;
  /** Oldest first. */
  replies: ReplyRecord[];
  /** The unit above that was notified of a passed date. */
  raisedToUnitId: string | null;

  /** Copied from the application for the inbox. */
  type: ApplicationType;
  topicId: string;
  statutoryDate: LocalDate;
  /**
   * Whether it is overdue from the day after `statutoryDate` on, as things stand. False once it is
   * closed or an interim reply has met the date, and while the clock is paused.
   */
  fallsOverdue: boolean;
  /**
   * Terms of the subject that units see: absent until it is closed and a job has added them, and null after a redaction
   * until they were added again.
   */
  subjectTerms?: readonly string[] | null;
  /** How often the subject was redacted. Each redaction writes it, which the job must not miss. */
  redactions?: number;
}

const replyWords = {
  kind: { type: String, required: true },
  outcome: { type: String, default: null },
  text: { type: String, required: true },
} as const;

const referralSchema = new Schema<ReferralDocument>(
  {
    publicId: { type: String, required: true },
    applicationId: { type: Schema.Types.ObjectId, required: true },
    unitId: { type: String, required: true },
    fileNumber: { type: String, required: true },
    state: { type: String, required: true },
    open: { type: Boolean, required: true },
    referredAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
    passedOn: passedOnSchema,
    forwardedFrom: { type: Schema.Types.ObjectId, default: null },
    reason: { type: String, default: null },
    assignedTo: { type: String, default: null },
    draft: {
      type: new Schema<ReplyDraftRecord>(
        {
          ...replyWords,
          id: { type: String, required: true },
          draftedBy: { type: String, required: true },
          draftedAt: { type: Date, required: true },
          rejectionReason: { type: String, default: null },
        },
        { _id: false },
      ),
      default: null,
    },
    replies: [
      {
        _id: false,
        ...replyWords,
        repliedAt: { type: Date, required: true },
        draftId: { type: String, default: null },
        draftedBy: String,
        approvedBy: String,
      },
    ],
    raisedToUnitId: { type: String, default: null },
    scopeIds: [String],
    scopeVersion: { type: Number, required: true },
    type: { type: String, required: true },
    topicId: { type: String, required: true },
    statutoryDate: { type: String, required: true },
    fallsOverdue: { type: Boolean, required: true },
    subjectTerms: { type: [String], default: undefined },
    redactions: { type: Number },
  },
  { collection: 'referrals', versionKey: false, autoIndex: false, autoCreate: false },
);

referralSchema.index({ applicationId: 1 });
referralSchema.index(...publicIdIndex);
referralSchema.index({ fileNumber: 1 });
// Matches any string, as the index of public ids does.
referralSchema.index({ 'draft.id': 1 }, { partialFilterExpression: { 'draft.id': { $gt: '' } } });
// For the jobs: stale scopes, and open referrals at closed units.
referralSchema.index({ unitId: 1, open: 1, scopeVersion: 1 });

/**
 * The end of every inbox index: equality fields first, so that each run of the index is ordered by due date.
 */
const byDueDate = { state: 1, fallsOverdue: 1, statutoryDate: 1, _id: 1 } as const;

/**
 * The indexes along which an inbox is read, by the filter that is given. The fields after `_id` are those that
 * can be filtered at the same time, so that they are examined in the index.
 */
export const inboxIndexes = {
  state: { open: 1, scopeIds: 1, ...byDueDate },
  type: { open: 1, scopeIds: 1, type: 1, ...byDueDate, assignedTo: 1 },
  topic: { open: 1, scopeIds: 1, topicId: 1, ...byDueDate, type: 1, assignedTo: 1 },
  assignee: { open: 1, scopeIds: 1, assignedTo: 1, ...byDueDate, type: 1, topicId: 1 },
} as const;

for (const index of Object.values(inboxIndexes)) {
  referralSchema.index({ ...index }, { partialFilterExpression: { open: true } });
}

/** The indexes along which closed referrals are read, latest first. */
export const closedReferralIndexes = {
  unit: { open: 1, scopeIds: 1, closedAt: -1, _id: -1 },
  subject: { open: 1, subjectTerms: 1, closedAt: -1, _id: -1 },
} as const;

for (const index of Object.values(closedReferralIndexes)) {
  referralSchema.index({ ...index }, { partialFilterExpression: { open: false } });
}

export type ReferralModel = Model<ReferralDocument>;

export function referralModel(connection: Connection): ReferralModel {
  return connection.model<ReferralDocument>('Referral', referralSchema);
}
