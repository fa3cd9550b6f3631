import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { ActorRole, TimelineEvent } from '../schema-types.ts';
import { type Classification, classificationSchema } from './application.model.ts';

/** A correction by the centre. */
interface CorrectionRecord {
  before: Classification;
  after: Classification;
}

/** One thing that happened. Entries are only ever added. */
export interface TimelineEntryRecord {
  at: Date;
  event: TimelineEvent;
  actor: ActorRole | null;
  /** The unit that acted; for a referral, the unit that it went to. */
  unitId: string | null;
  /** The referral concerned; null if the entry concerns the application as a whole. */
  referralId: Types.ObjectId | null;
  /** The subject of the member of staff who acted; null for applicants and for actions of the system. */
  officer: string | null;
  /** The accompanying text: a reason, a question, a note. */
  note: string | null;
  /** Whether the citizen and every unit see it; otherwise only the unit itself and the centre do. */
  public: boolean;
  /** Present for `CORRECTED` alone. */
  correction?: CorrectionRecord;
}

/** The history of one application, read and written whole, stored beside it. */
export interface TimelineDocument {
  /** The application's `_id`. */
  _id: Types.ObjectId;
  /** Oldest first. */
  entries: TimelineEntryRecord[];
}

const timelineSchema = new Schema<TimelineDocument>(
  {
    entries: [
      {
        _id: false,
        at: { type: Date, required: true },
        event: { type: String, required: true },
        actor: { type: String, default: null },
        unitId: { type: String, default: null },
        referralId: { type: Schema.Types.ObjectId, default: null },
        officer: { type: String, default: null },
        note: { type: String, default: null },
        public: { type: Boolean, required: true },
        correction: {
          type: new Schema<CorrectionRecord>(
            { before: classificationSchema, after: classificationSchema },
            { _id: false },
          ),
        },
      },
    ],
  },
  { collection: 'timelines', versionKey: false, autoIndex: false, autoCreate: false },
);

type TimelineModel = Model<TimelineDocument>;

export function timelineModel(connection: Connection): TimelineModel {
  return connection.model<TimelineDocument>('Timeline', timelineSchema);
}
