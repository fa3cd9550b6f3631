import { type Connection, type Model, Schema } from 'mongoose';

/** The kinds of changes to a unit. */
type DirectoryChangeKind = 'CREATE' | 'RENAME' | 'MOVE' | 'CLOSE';

/**
 * The state of a change. `DONE` is a change that was made, by one administrator or by two; the other states
 * belong to proposals. An expired proposal stays `PROPOSED` in the database until another takes its place: see
 * `stateOf`.
 */
export type StoredChangeState = 'PROPOSED' | 'DONE' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED';

/** A change of a unit, made or proposed. Never deleted: it is the record of who did what. */
export interface DirectoryChangeRecord {
  /** Opaque; reveals neither time nor order. */
  _id: string;
  kind: DirectoryChangeKind;
  state: StoredChangeState;
  unitId: string;
  /**
   * The changed fields, before and after; null if a field does not change, or the unit did not exist before.
   */
  oldName: string | null;
  newName: string | null;
  oldParentId: string | null;
  newParentId: string | null;
  successorId: string | null;
  /** When it was made or proposed. */
  at: Date;
  /** The subject of the administrator who made or proposed it. */
  by: string;
  /** The proposer's reason. Null for a change that one administrator made. */
  reason: string | null;
  /** The subject of the administrator who approved, rejected or withdrew it. Null without a proposal. */
  decidedBy: string | null;
  decidedAt: Date | null;
  /** The reason for the rejection. */
  rejectionReason: string | null;
  /** When the proposal expires. Null without a proposal. */
  expiresAt: Date | null;
  /** The version of the directory that the proposer saw. Null without a proposal. */
  basedOn: number | null;
  /** The version of the directory that the change made. Null until it is made. */
  version: number | null;
  /**
   * The units whose officers are concerned: the unit itself, and units that gain or lose sight through the
   * change.
   */
  concernedIds: string[];
  /** The units whose inboxes, and those of all units below them, are seen by other officers than before. */
  exposedIds: string[];
}

const text = { type: String, default: null };

const schema = new Schema<DirectoryChangeRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    state: { type: String, required: true },
    unitId: { type: String, required: true },
    oldName: text,
    newName: text,
    oldParentId: text,
    newParentId: text,
    successorId: text,
    at: { type: Date, required: true },
    by: { type: String, required: true },
    reason: text,
    decidedBy: text,
    decidedAt: { type: Date, default: null },
    rejectionReason: text,
    expiresAt: { type: Date, default: null },
    basedOn: { type: Number, default: null },
    version: { type: Number, default: null },
    concernedIds: [String],
    exposedIds: [String],
  },
  { versionKey: false, autoIndex: false, autoCreate: false, collection: 'directory_changes' },
);

// Finds the changes that concern a unit, latest first.
schema.index({ concernedIds: 1, at: -1, _id: -1 });
schema.index({ exposedIds: 1, at: -1, _id: -1 });
// Finds who placed a unit last.
schema.index({ unitId: 1, version: -1 });
// Finds the units that were moved since a version.
schema.index({ version: -1 }, { name: 'moves', partialFilterExpression: { kind: 'MOVE' } });
// A unit has one proposal at a time.
schema.index(
  { unitId: 1 },
  { name: 'proposed', unique: true, partialFilterExpression: { state: 'PROPOSED' } },
);
schema.index(
  { at: -1, _id: -1 },
  { name: 'proposals', partialFilterExpression: { state: 'PROPOSED' } },
);

export type DirectoryChangeModel = Model<DirectoryChangeRecord>;

export const directoryChangeModel = (connection: Connection): DirectoryChangeModel =>
  connection.model<DirectoryChangeRecord>('DirectoryChange', schema);
