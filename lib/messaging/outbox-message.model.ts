import { type Connection, type Model, Schema, type Types } from 'mongoose';
import { publicIdIndex } from '../mongodb/public-id-index.ts';
import type { Channel } from './channel-port.ts';

/** How long a message in the local outbox and the record of a sent message are kept. */
export const keptForSeconds = 90 * 86_400;

/** A message stored in the local outbox instead of being sent: without address, number or tracking code. */
export interface OutboxMessageDocument {
  /** The message's `_id`. */
  _id: Types.ObjectId;
  /** The message's `id`. */
  publicId: string;
  channel: Channel;
  /** Masked, like the personal data in the text. */
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

outboxMessageSchema.index(...publicIdIndex);
// Newest first.
outboxMessageSchema.index({ sentAt: -1, _id: -1 });
// Only a single-field index can expire documents.
outboxMessageSchema.index({ sentAt: 1 }, { expireAfterSeconds: keptForSeconds });

export type OutboxMessageModel = Model<OutboxMessageDocument>;

export function outboxMessageModel(connection: Connection): OutboxMessageModel {
  return connection.model<OutboxMessageDocument>('OutboxMessage', outboxMessageSchema);
}
