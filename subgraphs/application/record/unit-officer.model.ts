import { type Connection, type Model, Schema } from 'mongoose';

/** An officer who has acted for a unit: the only record of officers until staff have accounts. */
export interface UnitOfficerDocument {
  /** As `unitOfficerId` makes it. */
  _id: string;
  unitId: string;
  /** The officer's subject. */
  subject: string;
  /** When the officer first did on the day on which they last did. */
  lastActedAt: Date;
}

/** One for each pair: a unit's id has eight digits. */
export const unitOfficerId = (unitId: string, subject: string) => `${unitId} ${subject}`;

/** A year after they last acted, officers are forgotten. */
export const unitOfficerKeptForSeconds = 365 * 86_400;

const unitOfficerSchema = new Schema<UnitOfficerDocument>(
  {
    _id: { type: String, required: true },
    unitId: { type: String, required: true },
    subject: { type: String, required: true },
    lastActedAt: { type: Date, required: true },
  },
  { collection: 'unitOfficers', versionKey: false, autoIndex: false, autoCreate: false },
);

/** The officers of a unit, those who acted last first. */
export const officersOfUnitIndex = { unitId: 1, lastActedAt: -1 } as const;
unitOfficerSchema.index({ ...officersOfUnitIndex });
unitOfficerSchema.index({ lastActedAt: 1 }, { expireAfterSeconds: unitOfficerKeptForSeconds });

export type UnitOfficerModel = Model<UnitOfficerDocument>;

export function unitOfficerModel(connection: Connection): UnitOfficerModel {
  return connection.model<UnitOfficerDocument>('UnitOfficer', unitOfficerSchema);
}
