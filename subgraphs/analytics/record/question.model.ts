import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { Role } from '../../../lib/kit/viewer.ts';

/** A question that was answered, or whose answer was given up. */
export interface QuestionDocument {
  _id: Types.ObjectId;
  askedAt: Date;
  /** The viewer who asked. */
  subject: string;
  role: Role;
  /** The field of the schema that asks. */
  field: string;
  /** Its arguments in full, and what was selected, also of what other subgraphs answer. */
  question: unknown;
  /** Everything committed by this instant was in the answer. */
  asOf: Date;
  /** The rows of the answer; null if there was none. */
  rows: number | null;
  milliseconds: number;
  /** When it is deleted. */
  expiresAt: Date;
}

const questionSchema = new Schema<QuestionDocument>(
  {
    askedAt: { type: Date, required: true },
    subject: { type: String, required: true },
    role: { type: String, required: true },
    field: { type: String, required: true },
    question: { type: Schema.Types.Mixed, required: true },
    asOf: { type: Date, required: true },
    rows: { type: Number, default: null },
    milliseconds: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  {
    collection: 'questions',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  },
);

questionSchema.index({ askedAt: 1 });
questionSchema.index({ subject: 1, askedAt: 1 });
questionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

type QuestionModel = Model<QuestionDocument>;

export function questionModel(connection: Connection): QuestionModel {
  return connection.model<QuestionDocument>('Question', questionSchema);
}
