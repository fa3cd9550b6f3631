import { type Connection, type Model, Schema, type Types } from 'mongoose';

/** The words of an application, apart from it: personal data, and far larger than all the rest. */
export interface ContentDocument {
  /** The application's `_id`. */
  _id: Types.ObjectId;
  subject: string;
  text: string;
  /** What units see instead of `text`, where the centre has redacted it. */
  redactedText: string | null;
}

const contentSchema = new Schema<ContentDocument>(
  {
    subject: { type: String, required: true },
    text: { type: String, required: true },
    redactedText: { type: String, default: null },
  },
  { collection: 'contents', versionKey: false, autoIndex: false, autoCreate: false },
);

export type ContentModel = Model<ContentDocument>;

export function contentModel(connection: Connection): ContentModel {
  return connection.model<ContentDocument>('Content', contentSchema);
}
