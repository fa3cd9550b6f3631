import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { AnswerChannel, TimelineEvent } from '../generated.ts';

/**
 * A message that an applicant is to get: written in the transaction of the step that it tells of, sent
 * afterwards, as often as it takes, and never a second time for the same step.
 */
export interface NotificationDocument {
  _id: Types.ObjectId;
  applicationId: Types.ObjectId;
  citizenId: Types.ObjectId;
  number: string;
  channel: AnswerChannel;
  event: TimelineEvent;
  /** The version of the application that the step made, and the place among the entries of it. */
  version: number;
  position: number;
  createdAt: Date;
  state: 'PENDING' | 'SENT' | 'FAILED';
  attempts: number;
  /** When it is tried next; while one process tries, when another may take over. */
  dueAt: Date;
  sentAt: Date | null;
  lastError: string | null;
}

const notificationSchema = new Schema<NotificationDocument>(
  {
    applicationId: { type: Schema.Types.ObjectId, required: true },
    citizenId: { type: Schema.Types.ObjectId, required: true },
    number: { type: String, required: true },
    channel: { type: String, required: true },
    event: { type: String, required: true },
    version: { type: Number, required: true },
    position: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    lastError: { type: String, default: null },
  },
  { collection: 'notifications', versionKey: false, autoIndex: false, autoCreate: false },
);

// Once for each step.
notificationSchema.index({ applicationId: 1, version: 1, position: 1 }, { unique: true });
notificationSchema.index({ dueAt: 1 }, { partialFilterExpression: { state: 'PENDING' } });

export type NotificationModel = Model<NotificationDocument>;

export function notificationModel(connection: Connection): NotificationModel {
  return connection.model<NotificationDocument>('Notification', notificationSchema);
}
