import { type Connection, type Model, Schema } from 'mongoose';

/**
 * The numbers of one year: their order and how far they have been issued. The key is stored here, beside the
 * numbers that it made, and never changes: a second key for the same year would change the order and so issue
 * some numbers twice.
 */
export interface NumberSequenceDocument {
  /** The year of filing in Türkiye: one document a year. */
  _id: number;
  /**
   * 32 random bytes, secret: they reveal which numbers come next. Read the document without `lean`, which would
   * return a BSON `Binary` instead.
   */
  key: Buffer;
  /** The first sequence not yet allocated. It only grows, by the size of the block taken. */
  next: number;
}

const numberSequenceSchema = new Schema<NumberSequenceDocument>(
  {
    _id: { type: Number, required: true },
    key: { type: Buffer, required: true, immutable: true },
    next: { type: Number, required: true },
  },
  { collection: 'numberSequences', versionKey: false, autoIndex: false, autoCreate: false },
);

export type NumberSequenceModel = Model<NumberSequenceDocument>;

export function numberSequenceModel(connection: Connection): NumberSequenceModel {
  return connection.model<NumberSequenceDocument>('NumberSequence', numberSequenceSchema);
}
