import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { AnswerChannel } from '../schema-types.ts';
import { keptForSeconds } from './notification.model.ts';

/** What is kept of a message that was kept here instead of sent: no address, number or tracking code. */
export interface OutboxMessageDocument {
  /** The notification's `_id`. */
  _id: Types.ObjectId;
  /** The notification's, too. */
  publicId: string;
  channel: AnswerChannel;
  /** Masked, as is what the words name. */
  to: string;
  /** Null for text messages. */
  subject: string | null;
  text: string;
  sentAt: Date;
}

const outboxMessageSchema = new Schema<OutboxMessageDocument>(
  {
    publicId: { type: String, required: true },
    channel: { type: String, required: true },
    to: { type: String, required: true },
    subject: { type: String, default: null },
    text: { type: String, required: true },
    sentAt: { type: Date, required: true },
  },
  { collection: 'outboxMessages', versionKey: false, autoIndex: false, autoCreate: false },
);

// Newest first.
outboxMessageSchema.index({ sentAt: -1, _id: -1 });
// An index on one field alone lets them expire.
outboxMessageSchema.index({ sentAt: 1 }, { expireAfterSeconds: keptForSeconds });

export type OutboxMessageModel = Model<OutboxMessageDocument>;

export function outboxMessageModel(connection: Connection): OutboxMessageModel {
  return connection.model<OutboxMessageDocument>('OutboxMessage', outboxMessageSchema);
}
