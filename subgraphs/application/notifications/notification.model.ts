import { type Connection, type Model, Schema, type Types } from 'mongoose';
import { keptForSeconds } from '../../../lib/messaging/outbox-message.model.ts';
import type { AnswerChannel, TimelineEvent } from '../schema-types.ts';

/**
 * A message that an applicant is to get: written in the transaction of the step that it tells of, and
 * sent afterwards, with as many attempts as it takes. It says nothing of where the applicant is
 * reached: that is asked for when it is sent.
 */
export interface NotificationDocument {
  _id: Types.ObjectId;
  /** By which whoever gets the message knows it. */
  publicId: string;
  applicationId: Types.ObjectId;
  /** As in `Citizen.id`. */
  citizenId: string;
  number: string;
  channel: AnswerChannel;
  event: TimelineEvent;
  /** The version of the application that the step made, and the place among the entries of it. */
  version: number;
  position: number;
  createdAt: Date;
  state: 'PENDING' | 'SENT' | 'FAILED';
  /** Those that have ended. */
  attempts: number;
  /** When it is tried next; while one process tries, when another may take over. */
  dueAt: Date;
  /** Drawn anew by each process that takes it; null while none has it. */
  lease: Types.ObjectId | null;
  /** When it was sent or given up. */
  settledAt: Date | null;
  /** Why the last attempt failed, without any address, and when; null once one went well. */
  lastError: string | null;
  lastFailedAt: Date | null;
}

/** Those that wait and have failed before. */
export const isFailing = { state: 'PENDING', lastFailedAt: { $type: 'date' } } as const;

const notificationSchema = new Schema<NotificationDocument>(
  {
    publicId: { type: String, required: true },
    applicationId: { type: Schema.Types.ObjectId, required: true },
    citizenId: { type: String, required: true },
    number: { type: String, required: true },
    channel: { type: String, required: true },
    event: { type: String, required: true },
    version: { type: Number, required: true },
    position: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    lease: { type: Schema.Types.ObjectId, default: null },
    settledAt: { type: Date, default: null },
    lastError: { type: String, default: null },
    lastFailedAt: { type: Date, default: null },
  },
  { collection: 'notifications', versionKey: false, autoIndex: false, autoCreate: false },
);

// Once for each step; and what was to be told before.
notificationSchema.index({ applicationId: 1, version: 1, position: 1 }, { unique: true });
notificationSchema.index(
  { state: 1, channel: 1, dueAt: 1 },
  { partialFilterExpression: { state: 'PENDING' } },
);
// What fails at the moment.
notificationSchema.index({ lastFailedAt: -1 }, { partialFilterExpression: isFailing });
notificationSchema.index({ state: 1 }, { partialFilterExpression: { state: 'FAILED' } });
// Those that were sent or given up.
notificationSchema.index({ settledAt: 1 }, { expireAfterSeconds: keptForSeconds });

export type NotificationModel = Model<NotificationDocument>;

export function notificationModel(connection: Connection): NotificationModel {
  return connection.model<NotificationDocument>('Notification', notificationSchema);
}
