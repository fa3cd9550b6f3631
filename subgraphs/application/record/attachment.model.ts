import { type Connection, type Model, Schema, type Types } from 'mongoose';
import { publicIdIndex } from '../../../lib/mongodb/public-id-index.ts';
import type { AttachmentWarning, UncleanableReason } from './attachment-findings.ts';

/** What was found in a file, and the copy for units that was made of it. */
export interface CleanedRecord {
  /** Null where there can be none. */
  copy: { id: Types.ObjectId; bytes: number } | null;
  /** Why not; null where there is one. */
  refusal: UncleanableReason | null;
  warnings: AttachmentWarning[];
}

/**
 * A file that a citizen has uploaded, apart from its bytes. Made before the first byte is stored and
 * removed after the last one, so that no bytes lie about that nobody knows of.
 */
export interface AttachmentDocument {
  /** Also of the file in the bucket. */
  _id: Types.ObjectId;
  /** By which others know it. */
  publicId: string;
  /** As in `Citizen.id`. */
  citizenId: string;
  /** A discarded one only waits for its removal. */
  state: 'RECEIVING' | 'STORED' | 'DISCARDED';
  startedAt: Date;
  name: string;
  /** By its content; null until it is stored, like its size. */
  contentType: string | null;
  bytes: number | null;
  /** The application that it is part of, for good; null while none has it. */
  applicationId: Types.ObjectId | null;
  /** Version of the rules that it was cleaned by; 0 until it was. */
  cleanedBy: number;
  /** Null until it was cleaned. */
  cleaned: CleanedRecord | null;
  /** Who cleans it now: by the id of the copy that is being made, until when. Null while nobody does. */
  cleaning: { copyId: Types.ObjectId; until: Date } | null;
  /** How often somebody began to clean it by the present rules and was not heard of again. */
  cleaningAttempts: number;
  /** All copies of it that may be in the bucket. */
  copyIds: Types.ObjectId[];
}

const attachmentSchema = new Schema<AttachmentDocument>(
  {
    publicId: { type: String, required: true },
    citizenId: { type: String, required: true },
    state: { type: String, required: true },
    startedAt: { type: Date, required: true },
    name: { type: String, required: true },
    contentType: { type: String, default: null },
    bytes: { type: Number, default: null },
    applicationId: { type: Schema.Types.ObjectId, default: null },
    cleanedBy: { type: Number, default: 0 },
    cleaned: { type: Schema.Types.Mixed, default: null },
    cleaning: { type: Schema.Types.Mixed, default: null },
    cleaningAttempts: { type: Number, default: 0 },
    copyIds: [{ type: Schema.Types.ObjectId }],
  },
  { collection: 'attachments', versionKey: false, autoIndex: false, autoCreate: false },
);

attachmentSchema.index(...publicIdIndex);
// Those that are part of an application are only ever found by their id.
const unused = { partialFilterExpression: { applicationId: null } };
attachmentSchema.index({ citizenId: 1, state: 1 }, unused);
attachmentSchema.index({ state: 1, startedAt: 1 }, unused);
// What is still to be cleaned.
attachmentSchema.index({ cleanedBy: 1 }, { partialFilterExpression: { state: 'STORED' } });

export type AttachmentModel = Model<AttachmentDocument>;

export function attachmentModel(connection: Connection): AttachmentModel {
  return connection.model<AttachmentDocument>('Attachment', attachmentSchema);
}
