import { type Connection, type Model, Schema } from 'mongoose';

/** The one document whose version grows with every change of the business days. */
export interface CalendarStateDocument {
  _id: 'calendar';
  version: number;
  /** The setting of the process that started last: all processes use the same rule. */
  halfDaysAreBusinessDays: boolean;
  changedAt: Date;
}

const calendarStateSchema = new Schema<CalendarStateDocument>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    halfDaysAreBusinessDays: { type: Boolean, required: true },
    changedAt: { type: Date, required: true },
  },
  { collection: 'calendar', versionKey: false, autoIndex: false, autoCreate: false },
);

type CalendarStateModel = Model<CalendarStateDocument>;

export function calendarStateModel(connection: Connection): CalendarStateModel {
  return connection.model<CalendarStateDocument>('CalendarState', calendarStateSchema);
}
