import { type Connection, type Model, Schema, type Types } from 'mongoose';

/**
 * A file that a citizen has uploaded, apart from its bytes. Made before the first byte is stored and
 * removed after the last one, so that no bytes lie about that nobody knows of.
 */
export interface AttachmentDocument {
  /** Also of the file in the bucket. */
  _id: Types.ObjectId;
  citizenId: Types.ObjectId;
  /** A discarded one only waits for its removal. */
  state: 'RECEIVING' | 'STORED' | 'DISCARDED';
  startedAt: Date;
  name: string;
  /** By its content; null until it is stored, like its size. */
  contentType: string | null;
  bytes: number | null;
  /** The application that it is part of, for good; null while none has it. */
  applicationId: Types.ObjectId | null;
}

const attachmentSchema = new Schema<AttachmentDocument>(
  {
    citizenId: { type: Schema.Types.ObjectId, required: true },
    state: { type: String, required: true },
    startedAt: { type: Date, required: true },
    name: { type: String, required: true },
    contentType: { type: String, default: null },
    bytes: { type: Number, default: null },
    applicationId: { type: Schema.Types.ObjectId, default: null },
  },
  { collection: 'attachments', versionKey: false, autoIndex: false, autoCreate: false },
);

// Those that are part of an application are only ever found by their id.
const unused = { partialFilterExpression: { applicationId: null } };
attachmentSchema.index({ citizenId: 1, state: 1 }, unused);
attachmentSchema.index({ state: 1, startedAt: 1 }, unused);

export type AttachmentModel = Model<AttachmentDocument>;

export function attachmentModel(connection: Connection): AttachmentModel {
  return connection.model<AttachmentDocument>('Attachment', attachmentSchema);
}
