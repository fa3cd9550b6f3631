import { type Connection, type Model, Schema } from 'mongoose';

/** What failed within one window, which begins with the first failure. */
export interface FailureWindow {
  since: Date;
  failures: number;
}

/**
 * Attempts at tracking codes that failed, of one application number or of one requester. There are as many
 * documents as places, however many fail: who comes to a place that another one has takes it over.
 */
export interface TrackingFailureDocument {
  /** `NUMBER/` or `REQUESTER/`, and the place. */
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
