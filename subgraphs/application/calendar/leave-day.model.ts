import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { LocalDate } from '../../../lib/kit/local-date.ts';

/**
 * A day that is or was one of administrative leave. Never deleted: with the versions of the calendar in which
 * it was added and removed, every earlier calendar, and so every stored date, can be reconstructed.
 */
export interface LeaveDayDocument {
  _id: Types.ObjectId;
  date: LocalDate;
  name: string;
  /** The first version of the calendar that contains it. */
  addedIn: number;
  addedAt: Date;
  /** The administrator's subject. */
  addedBy: string;
  /** The first version of the calendar without it; null while it is in force. */
  removedIn: number | null;
  removedAt: Date | null;
  removedBy: string | null;
}

const leaveDaySchema = new Schema<LeaveDayDocument>(
  {
    date: { type: String, required: true },
    name: { type: String, required: true },
    addedIn: { type: Number, required: true },
    addedAt: { type: Date, required: true },
    addedBy: { type: String, required: true },
    removedIn: { type: Number, default: null },
    removedAt: { type: Date, default: null },
    removedBy: { type: String, default: null },
  },
  { collection: 'leaveDays', versionKey: false, autoIndex: false, autoCreate: false },
);

// A day is in force at most once.
leaveDaySchema.index({ date: 1, removedIn: 1 }, { unique: true });

type LeaveDayModel = Model<LeaveDayDocument>;

export function leaveDayModel(connection: Connection): LeaveDayModel {
  return connection.model<LeaveDayDocument>('LeaveDay', leaveDaySchema);
}
