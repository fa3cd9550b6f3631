import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { ReferralState, ReplyKind, ReplyOutcome } from './generated.ts';

/** A reply that was approved: drafts live elsewhere until then. */
export interface ReplyRecord {
  kind: ReplyKind;
  /** Null for an interim reply. */
  outcome: ReplyOutcome | null;
  text: string;
  repliedAt: Date;
}

/** An application made the business of one unit. */
export interface ReferralDocument {
  _id: Types.ObjectId;
  applicationId: Types.ObjectId;
  unitId: string;
  state: ReferralState;
  referredAt: Date;
  /** When it stopped being open. */
  closedAt: Date | null;
  /** The referral that was forwarded to make this one. */
  forwardedFrom: Types.ObjectId | null;
  /** Why it was returned or forwarded. */
  reason: string | null;
  /** Oldest first. */
  replies: ReplyRecord[];
}

const referralSchema = new Schema<ReferralDocument>(
  {
    applicationId: { type: Schema.Types.ObjectId, required: true },
    unitId: { type: String, required: true },
    state: { type: String, required: true },
    referredAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
    forwardedFrom: { type: Schema.Types.ObjectId, default: null },
    reason: { type: String, default: null },
    replies: [
      {
        _id: false,
        kind: { type: String, required: true },
        outcome: { type: String, default: null },
        text: { type: String, required: true },
        repliedAt: { type: Date, required: true },
      },
    ],
  },
  { collection: 'referrals', versionKey: false, autoIndex: false, autoCreate: false },
);

referralSchema.index({ applicationId: 1 });

export type ReferralModel = Model<ReferralDocument>;

export function referralModel(connection: Connection): ReferralModel {
  return connection.model<ReferralDocument>('Referral', referralSchema);
}
