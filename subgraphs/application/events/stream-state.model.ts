import { type Connection, type Model, Schema } from 'mongoose';
import type { EventPosition } from './position.ts';

/**
 * The progress of the processes that read the stream of events, one document for each database. Writing it moves the
 * stream forward although nothing happens (a heartbeat), so that a place in it never becomes older than the oplog.
 */
export interface StreamStateDocument {
  _id: typeof stateId;
  /** Every event up to here has its position; null before any process has read the stream. */
  stampedTo: EventPosition | null;
  /** Events up to here may have been deleted because of their age; those after it are kept. */
  keptAfter: EventPosition;
  /** Of the latest heartbeat. */
  beat: string | null;
  /** The process that gives positions to events that no stream can show, and until when it may. */
  recovery: { by: string; until: Date } | null;
}

export const stateId = 'events';

const stateSchema = new Schema<StreamStateDocument>(
  {
    _id: { type: String, required: true },
    stampedTo: { type: String, default: null },
    keptAfter: { type: String, required: true },
    beat: { type: String, default: null },
    recovery: {
      type: new Schema({ by: String, until: Date }, { _id: false }),
      default: null,
    },
  },
  { collection: 'event_stream', versionKey: false, autoIndex: false, autoCreate: false },
);

type StreamStateModel = Model<StreamStateDocument>;

export function streamStateModel(connection: Connection): StreamStateModel {
  return connection.model<StreamStateDocument>('EventStream', stateSchema);
}
