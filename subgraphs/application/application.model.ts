import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { ApplicationType, RefusalReason, ReferralState, Stage } from './generated.ts';
import type { LocalDate } from './calendar/local-date.ts';

/** What an application shows of one of its referrals without reading it. */
export interface ReferralSummary {
  id: Types.ObjectId;
  unitId: string;
  state: ReferralState;
}

/**
 * An application without its words: all that a status, a list or a decision about who may see it
 * needs, so that one command reads it. The words are a `ContentDocument`, the history a
 * `TimelineDocument`; the three share their `_id` and change in one transaction.
 */
export interface ApplicationDocument {
  _id: Types.ObjectId;
  number: string;
  type: ApplicationType;
  topicId: string;
  provinceCode: string;
  districtCode: string | null;
  citizenId: Types.ObjectId;
  /** Keyed hash of the applicant's identity number: proves a tracker without storing the number. */
  applicantHash: string;
  identityHidden: boolean;
  filedAt: Date;
  targetDate: LocalDate;
  statutoryDate: LocalDate;
  /** Day of the first approved interim reply. */
  interimRepliedOn: LocalDate | null;
  /** Since when its clock rests because the citizen was asked for more. */
  awaitingCitizenSince: LocalDate | null;
  /** Derived from the referrals and the centre's decisions by `deriveStage`, in the same transaction. */
  stage: Stage;
  claimedAt: Date | null;
  refusalReason: RefusalReason | null;
  withdrawnAt: Date | null;
  /** In the order in which they were made. */
  referrals: ReferralSummary[];
  version: number;
}

const applicationSchema = new Schema<ApplicationDocument>(
  {
    number: { type: String, required: true },
    type: { type: String, required: true },
    topicId: { type: String, required: true },
    provinceCode: { type: String, required: true },
    districtCode: { type: String, default: null },
    citizenId: { type: Schema.Types.ObjectId, required: true },
    applicantHash: { type: String, required: true },
    identityHidden: { type: Boolean, required: true },
    filedAt: { type: Date, required: true },
    targetDate: { type: String, required: true },
    statutoryDate: { type: String, required: true },
    interimRepliedOn: { type: String, default: null },
    awaitingCitizenSince: { type: String, default: null },
    stage: { type: String, required: true },
    claimedAt: { type: Date, default: null },
    refusalReason: { type: String, default: null },
    withdrawnAt: { type: Date, default: null },
    referrals: [
      {
        _id: false,
        id: { type: Schema.Types.ObjectId, required: true },
        unitId: { type: String, required: true },
        state: { type: String, required: true },
      },
    ],
    version: { type: Number, required: true },
  },
  { collection: 'applications', versionKey: false, autoIndex: false, autoCreate: false },
);

applicationSchema.index({ number: 1 }, { unique: true });
applicationSchema.index({ citizenId: 1, filedAt: -1, _id: -1 });

export type ApplicationModel = Model<ApplicationDocument>;

export function applicationModel(connection: Connection): ApplicationModel {
  return connection.model<ApplicationDocument>('Application', applicationSchema);
}
