import { type Connection, type Model, Schema } from 'mongoose';
import type { ProvinceRecord, TopicRecord, UnitRecord } from './unit.ts';

const options = { versionKey: false, autoIndex: false, autoCreate: false } as const;

const unitSchema = new Schema<UnitRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, required: true },
    status: { type: String, required: true },
    parentId: { type: String, default: null },
    provinceCode: { type: String, default: null },
    districtCode: { type: String, default: null },
    office: { type: String, default: null },
    successorId: { type: String, default: null },
    version: { type: Number, required: true },
    linkVersion: { type: Number, required: true },
  },
  { ...options, collection: 'units' },
);

const provinceSchema = new Schema<ProvinceRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    weight: { type: Number, required: true },
    metropolitan: { type: Boolean, required: true },
    districts: [{ _id: false, code: String, name: String, weight: Number }],
  },
  { ...options, collection: 'provinces' },
);

const topicSchema = new Schema<TopicRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    category: { type: String, required: true },
    offices: [{ _id: false, level: String, office: String }],
    keywords: [String],
  },
  { ...options, collection: 'topics' },
);

/** The one document that serializes the changes of the directory. */
interface VersionRecord {
  _id: 'directory';
  /** The version of the last change. */
  version: number;
  /** How often a change was a reset, after which copies are read again as a whole. Absent before the first. */
  generation?: number;
}

const versionSchema = new Schema<VersionRecord>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    generation: Number,
  },
  { ...options, collection: 'versions' },
);

/** A process of another subgraph that decides by its own copy of the tree. */
interface FollowerRecord {
  /** Chosen by the process, for its lifetime. */
  _id: string;
  /** The version of the directory that it has applied. */
  version: number;
  /** When it last confirmed that, by MongoDB's clock. */
  seenAt: Date;
}

const followerSchema = new Schema<FollowerRecord>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    seenAt: { type: Date, required: true },
  },
  { ...options, collection: 'followers' },
);

followerSchema.index({ seenAt: 1 }, { expireAfterSeconds: 60 });

interface DirectoryModels {
  units: Model<UnitRecord>;
  provinces: Model<ProvinceRecord>;
  topics: Model<TopicRecord>;
  versions: Model<VersionRecord>;
  followers: Model<FollowerRecord>;
}

export function directoryModels(connection: Connection): DirectoryModels {
  return {
    units: connection.model<UnitRecord>('Unit', unitSchema),
    provinces: connection.model<ProvinceRecord>('Province', provinceSchema),
    topics: connection.model<TopicRecord>('Topic', topicSchema),
    versions: connection.model<VersionRecord>('Version', versionSchema),
    followers: connection.model<FollowerRecord>('Follower', followerSchema),
  };
}
