import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { LocalDate } from '../../../lib/kit/local-date.ts';
import { publicIdIndex } from '../../../lib/mongodb/public-id-index.ts';
import type { AppealKind, AppealState } from '../schema-types.ts';

/** An answer that the citizen contests before the unit above the one that gave it. */
export interface AppealDocument {
  _id: Types.ObjectId;
  publicId: string;
  applicationId: Types.ObjectId;
  /** The referral whose answer is contested. */
  referralId: Types.ObjectId;
  kind: AppealKind;
  state: AppealState;
  /** The unit that has decided; until then, the deciding unit as it was last looked up. */
  unitId: string;
  text: string;
  /** The text that units see instead, where the centre has redacted it. */
  redactedText?: string | null;
  appealedAt: Date;
  /** The day by which it is to be decided: follows from kind, `appealedAt` and the calendar of `calendarVersion`. */
  targetDate: LocalDate;
  calendarVersion: number;
  decisionText: string | null;
  /** The subject of the officer who decided. */
  decidedBy: string | null;
  decidedAt: Date | null;
}

const appealSchema = new Schema<AppealDocument>(
  {
    publicId: { type: String, required: true },
    applicationId: { type: Schema.Types.ObjectId, required: true },
    referralId: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, required: true },
    state: { type: String, required: true },
    unitId: { type: String, required: true },
    text: { type: String, required: true },
    redactedText: { type: String, default: null },
    appealedAt: { type: Date, required: true },
    targetDate: { type: String, required: true },
    calendarVersion: { type: Number, required: true },
    decisionText: { type: String, default: null },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
  },
  { collection: 'appeals', versionKey: false, autoIndex: false, autoCreate: false },
);

appealSchema.index({ applicationId: 1 });
appealSchema.index(...publicIdIndex);
// For the jobs: those that follow changes of the tree, and those with dates of an earlier calendar.
appealSchema.index({ state: 1, _id: 1 });
const whilePending = { partialFilterExpression: { state: 'PENDING' } };
appealSchema.index({ state: 1, calendarVersion: 1, _id: 1 }, whilePending);

/** The indexes along which the appeals that a unit decides are read, oldest first. */
export const appealsOfUnitIndexes = {
  all: { unitId: 1, state: 1, appealedAt: 1, _id: 1 },
  /** The date is examined in the index. */
  pending: { state: 1, unitId: 1, appealedAt: 1, _id: 1, targetDate: 1 },
} as const;
appealSchema.index({ ...appealsOfUnitIndexes.all });
appealSchema.index({ ...appealsOfUnitIndexes.pending }, whilePending);

export type AppealModel = Model<AppealDocument>;

export function appealModel(connection: Connection): AppealModel {
  return connection.model<AppealDocument>('Appeal', appealSchema);
}
