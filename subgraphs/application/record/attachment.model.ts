import { type Connection, type Model, Schema, type Types } from 'mongoose';
import { publicIdIndex } from '../../../lib/mongodb/public-id-index.ts';
import type { AttachmentWarning, UncleanableReason } from './attachment-findings.ts';

/** The result of cleaning a file: the findings and the copy for units. */
export interface CleanedRecord {
  /** Null if no copy can be made. */
  copy: { id: Types.ObjectId; bytes: number } | null;
  /** Why there is no copy; null if there is one. */
  refusal: UncleanableReason | null;
  warnings: AttachmentWarning[];
}

/**
 * A file that a citizen has uploaded, apart from its bytes. Created before the first byte is stored and removed
 * after the last one, so that no bytes are ever orphaned.
 */
export interface AttachmentDocument {
  /** Also the `_id` of the file in the bucket. */
  _id: Types.ObjectId;
  /** The id outside this subgraph. */
  publicId: string;
  /** As in `Citizen.id`. */
  citizenId: string;
  /** A discarded file only waits to be removed. */
  state: 'RECEIVING' | 'STORED' | 'DISCARDED';
  startedAt: Date;
  name: string;
  /** Detected from the content; null until the file is stored, like its size. */
  contentType: string | null;
  bytes: number | null;
  /** The application that it is permanently part of; null while it is part of none. */
  applicationId: Types.ObjectId | null;
  /**
   * Its place among the citizen's unused uploads, from 0: no two have the same one. Null once it is discarded or part of
   * an application. Uploads of earlier releases have none.
   */
  place: number | null;
  /** The version of the rules by which it was cleaned; 0 before that. */
  cleanedBy: number;
  /** Null until it has been cleaned. */
  cleaned: CleanedRecord | null;
  /**
   * The lease of the process that is cleaning it: the id of the copy being made, and when the lease ends. Null
   * while no process cleans it.
   */
  cleaning: { copyId: Types.ObjectId; until: Date } | null;
  /**
   * How many times the cleaning thread got it by the present rules and ended with it, or its process did; while a thread
   * has it, with that attempt.
   */
  cleaningAttempts: number;
  /** How many times cleaning it by the present rules has failed for another reason; absent for none. */
  cleaningFailures?: number;
  /** Every copy of it that may be in the bucket. */
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
    place: { type: Number, default: null },
    cleanedBy: { type: Number, default: 0 },
    cleaned: { type: Schema.Types.Mixed, default: null },
    cleaning: { type: Schema.Types.Mixed, default: null },
    cleaningAttempts: { type: Number, default: 0 },
    cleaningFailures: { type: Number },
    copyIds: [{ type: Schema.Types.ObjectId }],
  },
  { collection: 'attachments', versionKey: false, autoIndex: false, autoCreate: false },
);

attachmentSchema.index(...publicIdIndex);
// Those that are part of an application are only ever looked up by their id.
const unused = { partialFilterExpression: { applicationId: null } };
attachmentSchema.index({ citizenId: 1, state: 1 }, unused);
attachmentSchema.index({ state: 1, startedAt: 1 }, unused);
// The limit of unused uploads: concurrent ones cannot take the same place.
attachmentSchema.index(
  { citizenId: 1, place: 1 },
  { unique: true, partialFilterExpression: { place: { $type: 'number' } } },
);
// Files that are still to be cleaned, by citizen.
attachmentSchema.index(
  { cleanedBy: 1, citizenId: 1 },
  { partialFilterExpression: { state: 'STORED' } },
);

export type AttachmentModel = Model<AttachmentDocument>;

export function attachmentModel(connection: Connection): AttachmentModel {
  return connection.model<AttachmentDocument>('Attachment', attachmentSchema);
}
