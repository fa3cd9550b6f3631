import { type Connection, type Model, Schema, type Types } from 'mongoose';

/**
 * The text of an application, stored apart from it: it is personal data, and far larger than everything else.
 */
export interface ContentDocument {
  /** The application's `_id`. */
  _id: Types.ObjectId;
  subject: string;
  text: string;
  /** The text that units see instead, where the centre has redacted it. */
  redactedSubject: string | null;
  redactedText: string | null;
  /** The texts that the applicant added when asked, oldest first. */
  supplements: { at: Date; text: string }[];
  /** The texts that units see instead of the supplements, in the same order. */
  redactedSupplements?: (string | null)[];
}

const contentSchema = new Schema<ContentDocument>(
  {
    subject: { type: String, required: true },
    text: { type: String, required: true },
    redactedSubject: { type: String, default: null },
    redactedText: { type: String, default: null },
    supplements: [
      { _id: false, at: { type: Date, required: true }, text: { type: String, required: true } },
    ],
    redactedSupplements: { type: [String], default: undefined },
  },
  { collection: 'contents', versionKey: false, autoIndex: false, autoCreate: false },
);

type ContentModel = Model<ContentDocument>;

export function contentModel(connection: Connection): ContentModel {
  return connection.model<ContentDocument>('Content', contentSchema);
}
