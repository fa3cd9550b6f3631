import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { ActorRole, AutomaticReason, TimelineEvent } from '../schema-types.ts';
import { type Classification, classificationSchema } from './classification.ts';

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
  /** The text that a person has written for it: a reason, a question, a note. The officer that a referral was assigned to. */
  note: string | null;
  /** Why the system has passed a referral on; absent from all other entries. */
  automaticReason?: AutomaticReason;
  /** Of `RATED`, whose application keeps the latest rating alone. */
  rating?: { score: number; solved: boolean };
  /** The attachment that was withheld or released, as in `Attachment.id`. */
  attachmentId?: string;
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
        automaticReason: String,
        rating: { type: { score: Number, solved: Boolean }, _id: false, default: undefined },
        attachmentId: String,
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
