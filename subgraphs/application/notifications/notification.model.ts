import { type Connection, type Model, Schema, type Types } from 'mongoose';
import { keptForSeconds } from '../../../lib/messaging/outbox-message.model.ts';
import type { AnswerChannel, TimelineEvent } from '../schema-types.ts';

/** A channel by which a message could not be delivered. */
export interface UndeliveredRecord {
  channel: AnswerChannel;
  /** When it was given up there. */
  at: Date;
  /** The attempts that had been completed by then. */
  attempts: number;
}

/**
 * A message to an applicant. It is written in the transaction of the first step that it reports, and sent
 * afterwards, with as many attempts as it takes. It holds no address: the address is looked up when it is sent.
 */
export interface NotificationDocument {
  _id: Types.ObjectId;
  /** The id that the recipient sees. */
  publicId: string;
  applicationId: Types.ObjectId;
  /** As in `Citizen.id`. */
  citizenId: string;
  number: string;
  channel: AnswerChannel;
  /** The first step that it reports. */
  event: TimelineEvent;
  /** All steps that it reports, in their order; absent if a process of an earlier release wrote it, which reports one. */
  events?: TimelineEvent[];
  /** The version of the application that its first step made, and the position among its entries. */
  version: number;
  position: number;
  createdAt: Date;
  /** `SKIPPED` if the applicant wants no message about its steps, `OUTDATED` if later steps have undone all of them. */
  state: 'PENDING' | 'SENT' | 'SKIPPED' | 'OUTDATED' | 'FAILED';
  /** Completed attempts. */
  attempts: number;
  /** When it is tried next; during an attempt, when another process may take over. */
  dueAt: Date;
  /** Until when further steps join it while no process has it; null if none may, or if it may have been received. */
  mergesUntil?: Date | null;
  /** A new one for each process that takes it; null while no process has it. */
  lease: Types.ObjectId | null;
  /** When it was sent, dropped or given up. */
  settledAt: Date | null;
  /** Why the last attempt failed, without any address, and when; null after a success. */
  lastError: string | null;
  lastFailedAt: Date | null;
  /** At most one for each channel; absent while there is none. */
  undelivered?: UndeliveredRecord[];
  /** When it was last given up on a channel; absent while it was not. */
  undeliveredAt?: Date;
  /** Steps that it did not report because later ones had undone them; absent if there are none. */
  outdated?: TimelineEvent[];
}

/** Matches messages that could not be delivered by one of the channels. */
export const isUndelivered = { undeliveredAt: { $type: 'date' } } as const;

/** Matches pending messages that have failed before. */
export const isFailing = { state: 'PENDING', lastFailedAt: { $type: 'date' } } as const;

const notificationSchema = new Schema<NotificationDocument>(
  {
    publicId: { type: String, required: true },
    applicationId: { type: Schema.Types.ObjectId, required: true },
    citizenId: { type: String, required: true },
    number: { type: String, required: true },
    channel: { type: String, required: true },
    event: { type: String, required: true },
    events: { type: [String], default: undefined },
    version: { type: Number, required: true },
    position: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    mergesUntil: { type: Date, default: null },
    lease: { type: Schema.Types.ObjectId, default: null },
    settledAt: { type: Date, default: null },
    lastError: { type: String, default: null },
    lastFailedAt: { type: Date, default: null },
    undelivered: {
      type: [
        new Schema<UndeliveredRecord>(
          {
            channel: { type: String, required: true },
            at: { type: Date, required: true },
            attempts: { type: Number, required: true },
          },
          { _id: false },
        ),
      ],
      default: undefined,
    },
    undeliveredAt: { type: Date },
    outdated: { type: [String], default: undefined },
  },
  { collection: 'notifications', versionKey: false, autoIndex: false, autoCreate: false },
);

// One message for each first step; also finds the earlier ones of an application.
notificationSchema.index({ applicationId: 1, version: 1, position: 1 }, { unique: true });
notificationSchema.index(
  { state: 1, channel: 1, dueAt: 1 },
  { partialFilterExpression: { state: 'PENDING' } },
);
// Currently failing messages.
notificationSchema.index({ lastFailedAt: -1 }, { partialFilterExpression: isFailing });
// Messages that could not be delivered to a citizen, latest first.
notificationSchema.index(
  { citizenId: 1, undeliveredAt: -1 },
  { partialFilterExpression: isUndelivered },
);
notificationSchema.index({ state: 1 }, { partialFilterExpression: { state: 'FAILED' } });
notificationSchema.index(
  { state: 1, settledAt: 1 },
  { partialFilterExpression: { state: 'OUTDATED' } },
);
// Messages that were sent, dropped or given up.
notificationSchema.index(
  { settledAt: 1 },
  { expireAfterSeconds: keptForSeconds, partialFilterExpression: { settledAt: { $type: 'date' } } },
);

export type NotificationModel = Model<NotificationDocument>;

export function notificationModel(connection: Connection): NotificationModel {
  return connection.model<NotificationDocument>('Notification', notificationSchema);
}
