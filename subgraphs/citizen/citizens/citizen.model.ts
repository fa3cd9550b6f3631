import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { NotificationPreference } from '../schema-types.ts';
import { publicIdIndex } from '../../../lib/mongodb/public-id-index.ts';

/** A person who files applications. The identity number itself is not stored. */
export interface CitizenDocument {
  _id: Types.ObjectId;
  /** The id outside this subgraph. */
  publicId: string;
  /** Keyed hash of the identity number: finds the person, reveals nothing. */
  nationalIdHash: string;
  /**
   * The other keyed hash of the identity number, by which the citizen's applications are tracked. Null for
   * citizens recorded before it was kept here.
   */
  applicantHash: string | null;
  maskedNationalId: string;
  name: string;
  surname: string;
  mobilePhone: string;
  email: string | null;
  /** When the citizen last gave each address; absent for addresses that were on record before. */
  mobilePhoneGivenAt?: Date;
  emailGivenAt?: Date;
  /** Absent for the default, `ALL_STEPS`. */
  notificationPreference?: NotificationPreference;
}

/** The preference of a citizen, also of one who has never set it. */
export const preferenceOf = ({
  notificationPreference = 'ALL_STEPS',
}: Pick<CitizenDocument, 'notificationPreference'>): NotificationPreference =>
  notificationPreference;

const citizenSchema = new Schema<CitizenDocument>(
  {
    publicId: { type: String, required: true },
    nationalIdHash: { type: String, required: true },
    applicantHash: { type: String, default: null },
    maskedNationalId: { type: String, required: true },
    name: { type: String, required: true },
    surname: { type: String, required: true },
    mobilePhone: { type: String, required: true },
    email: { type: String, default: null },
    mobilePhoneGivenAt: { type: Date },
    emailGivenAt: { type: Date },
    notificationPreference: { type: String },
  },
  { collection: 'citizens', versionKey: false, autoIndex: false, autoCreate: false },
);

citizenSchema.index({ nationalIdHash: 1 }, { unique: true });
citizenSchema.index(...publicIdIndex);

export type CitizenModel = Model<CitizenDocument>;

export function citizenModel(connection: Connection): CitizenModel {
  return connection.model<CitizenDocument>('Citizen', citizenSchema);
}
