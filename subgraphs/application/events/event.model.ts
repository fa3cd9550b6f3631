import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { Aim } from '../../../lib/kit/unit-lineage.ts';
import { isKnownEvent } from '../record/index.ts';
import type { ApplicationType, TimelineEvent } from '../schema-types.ts';
import type { EventPosition } from './position.ts';

/**
 * Changes that nobody is shown: readers that keep a copy of all applications get them. `REDATED`: the dates of open
 * applications follow another calendar. `REPLACED`: data were written without an event for each change.
 */
export type HiddenChange = 'REDATED' | 'REPLACED';

/**
 * One change of an application, for subscribers. Written in the transaction of the change and never changed, except
 * that it gets its position; access is decided when it is read.
 */
export interface EventDocument extends Aim {
  _id: Types.ObjectId;
  /** Its place in the order of commits; absent until a process has read it from the change stream. */
  position?: EventPosition;
  at: Date;
  event: TimelineEvent | HiddenChange;
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
  /** Every unit that it concerns: `unitId`, and those that have or had a referral. */
  unitIds: string[];
  public: boolean;
  /** The version of the directory by which the change was made; absent where it depended on no units. */
  directoryVersion?: number;
  /** The applications of a hidden change, which no index finds; absent in all other events. */
  hiddenIds?: Types.ObjectId[];
}

/** An event at its place. */
export interface PlacedEvent extends EventDocument {
  position: EventPosition;
  /** When it was committed, by MongoDB's clock, in milliseconds since the epoch; only if this process saw it arrive. */
  committedAt?: number;
}

/** An event that may be shown. */
export type ShownEvent = PlacedEvent & { event: TimelineEvent };

export const isShown = (event: PlacedEvent): event is ShownEvent =>
  event.hiddenIds === undefined && isKnownEvent(event.event);

const eventSchema = new Schema<EventDocument>(
  {
    position: { type: String },
    at: { type: Date, required: true },
    event: { type: String, required: true },
    applicationId: { type: Schema.Types.ObjectId, required: true },
    version: { type: Number, required: true },
    type: { type: String, required: true },
    topicId: { type: String, required: true },
    referralId: { type: Schema.Types.ObjectId, default: null },
    unitId: { type: String, default: null },
    unitIds: [String],
    aboutHeadOfUnit: { type: Boolean, required: true },
    meantUnitId: { type: String, default: null },
    public: { type: Boolean, required: true },
    directoryVersion: { type: Number, default: undefined },
    hiddenIds: { type: [Schema.Types.ObjectId], default: undefined },
  },
  { collection: 'events', versionKey: false, autoIndex: false, autoCreate: false },
);

/** The indexes along which events are read in order, by the filter that is given. */
export const eventIndexes = {
  all: { position: 1 },
  unit: { unitIds: 1, position: 1 },
  type: { type: 1, position: 1 },
  topic: { topicId: 1, position: 1 },
  application: { applicationId: 1, position: 1 },
} as const;

// Only of events with a position, so that the transaction of a change writes to none of them.
for (const index of Object.values(eventIndexes)) {
  eventSchema.index({ ...index }, { partialFilterExpression: { position: { $gt: '' } } });
}

export type EventModel = Model<EventDocument>;

export function eventModel(connection: Connection): EventModel {
  return connection.model<EventDocument>('Event', eventSchema);
}
