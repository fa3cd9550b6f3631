import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { ApplicationType, TimelineEvent } from '../schema-types.ts';

/**
 * One change of an application, for subscribers. Written in the transaction of the change and never changed;
 * access is decided when it is read.
 */
export interface EventDocument {
  _id: Types.ObjectId;
  at: Date;
  event: TimelineEvent;
  applicationId: Types.ObjectId;
  /** The version of the application that the change made. */
  version: number;
  type: ApplicationType;
  topicId: string;
  referralId: Types.ObjectId | null;
  /**
   * The unit that acted; for a referral, the unit that it went to; for a passed date, the unit that was
   * notified.
   */
  unitId: string | null;
  public: boolean;
}

const eventSchema = new Schema<EventDocument>(
  {
    at: { type: Date, required: true },
    event: { type: String, required: true },
    applicationId: { type: Schema.Types.ObjectId, required: true },
    version: { type: Number, required: true },
    type: { type: String, required: true },
    topicId: { type: String, required: true },
    referralId: { type: Schema.Types.ObjectId, default: null },
    unitId: { type: String, default: null },
    public: { type: Boolean, required: true },
  },
  { collection: 'events', versionKey: false, autoIndex: false, autoCreate: false },
);

type EventModel = Model<EventDocument>;

export function eventModel(connection: Connection): EventModel {
  return connection.model<EventDocument>('Event', eventSchema);
}
