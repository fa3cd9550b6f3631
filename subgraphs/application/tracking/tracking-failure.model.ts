import { type Connection, type Model, Schema } from 'mongoose';

/** The failures of one window, which begins with the first failure. */
interface FailureWindow {
  since: Date;
  failures: number;
}

/**
 * Failed attempts at tracking codes, for one application number or one requester. The number of documents is
 * bounded by the number of slots, however many attempts fail: a subject whose slot is taken takes it over.
 */
export interface TrackingFailureDocument {
  /** `NUMBER/` or `REQUESTER/`, and the slot. */
  _id: string;
  /** Keyed hash of the number or the requester. */
  subject: string;
  hour: FailureWindow;
  day: FailureWindow;
  expiresAt: Date;
}

const failureWindow = {
  type: new Schema<FailureWindow>(
    { since: { type: Date, required: true }, failures: { type: Number, required: true } },
    { _id: false },
  ),
  required: true,
} as const;

const trackingFailureSchema = new Schema<TrackingFailureDocument>(
  {
    _id: { type: String, required: true },
    subject: { type: String, required: true },
    hour: failureWindow,
    day: failureWindow,
    expiresAt: { type: Date, required: true },
  },
  { collection: 'trackingFailures', versionKey: false, autoIndex: false, autoCreate: false },
);

trackingFailureSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export type TrackingFailureModel = Model<TrackingFailureDocument>;

export function trackingFailureModel(connection: Connection): TrackingFailureModel {
  return connection.model<TrackingFailureDocument>('TrackingFailure', trackingFailureSchema);
}
