import { type Connection, type Model, Schema } from 'mongoose';

/** How far the stored scopes of the referrals have been repaired. */
interface ScopeRepairDocument {
  _id: 'referrals';
  /** The scopes reflect every change of the tree up to this version of the directory. */
  version: number;
  /** The referrals made before this moment have been examined once more after they were made. */
  sweptTo: Date;
}

const scopeRepairSchema = new Schema<ScopeRepairDocument>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    sweptTo: { type: Date, required: true },
  },
  { collection: 'scopeRepairs', versionKey: false, autoIndex: false, autoCreate: false },
);

export function scopeRepairModel(connection: Connection): Model<ScopeRepairDocument> {
  return connection.model<ScopeRepairDocument>('ScopeRepair', scopeRepairSchema);
}

/** Records how far the repair is; never moves backwards. */
export async function recordRepair(
  connection: Connection,
  { version, sweptTo = new Date() }: { version: number; sweptTo?: Date },
): Promise<void> {
  await scopeRepairModel(connection).updateOne(
    { _id: 'referrals' },
    { $max: { version, sweptTo } },
    { upsert: true },
  );
}
