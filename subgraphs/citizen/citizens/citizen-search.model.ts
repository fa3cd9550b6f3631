import { type Connection, type Model, Schema, type Types } from 'mongoose';

/** A search for a citizen by identity number. The number itself is not stored. */
export interface CitizenSearchDocument {
  _id: Types.ObjectId;
  at: Date;
  /** The subject of the member of staff who searched. */
  by: string;
  reason: string;
  /** The same keyed hash as that of the citizen. */
  nationalIdHash: string;
  /** The citizen found, as in `Citizen.id`; null if there was none. */
  citizenId: string | null;
}

/** Two years. */
const keptForSeconds = 2 * 365 * 86_400;

const citizenSearchSchema = new Schema<CitizenSearchDocument>(
  {
    at: { type: Date, required: true },
    by: { type: String, required: true },
    reason: { type: String, required: true },
    nationalIdHash: { type: String, required: true },
    citizenId: { type: String, default: null },
  },
  { collection: 'citizenSearches', versionKey: false, autoIndex: false, autoCreate: false },
);

// Newest first.
citizenSearchSchema.index({ at: -1, _id: -1 });
// Only a single-field index can expire documents.
citizenSearchSchema.index({ at: 1 }, { expireAfterSeconds: keptForSeconds });

export type CitizenSearchModel = Model<CitizenSearchDocument>;

export function citizenSearchModel(connection: Connection): CitizenSearchModel {
  return connection.model<CitizenSearchDocument>('CitizenSearch', citizenSearchSchema);
}
