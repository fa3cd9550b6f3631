import { type Connection, type Model, Schema, type Types } from 'mongoose';
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
    decisionText: { type: String, default: null },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
  },
  { collection: 'appeals', versionKey: false, autoIndex: false, autoCreate: false },
);

appealSchema.index({ applicationId: 1 });
appealSchema.index(...publicIdIndex);
// For the job that follows changes of the tree.
appealSchema.index({ state: 1, _id: 1 });

/** Finds the appeals that a unit decides, oldest first. */
export const appealsOfUnitIndex = { unitId: 1, state: 1, appealedAt: 1, _id: 1 } as const;
appealSchema.index({ ...appealsOfUnitIndex });

export type AppealModel = Model<AppealDocument>;

export function appealModel(connection: Connection): AppealModel {
  return connection.model<AppealDocument>('Appeal', appealSchema);
}
