import type { ClientSession, Connection } from 'mongoose';
import {
  directoryModels,
  type ProvinceRecord,
  type TopicRecord,
  type UnitForm,
  type UnitRecord,
} from '../units/index.ts';

/** Everything that the directory consists of. */
export interface DirectoryContents {
  readonly provinces: readonly ProvinceRecord[];
  readonly topics: readonly TopicRecord[];
  readonly units: readonly UnitForm[];
}

/** The same as it is stored, at one version. */
export interface StoredContents extends DirectoryContents {
  readonly units: readonly UnitRecord[];
  readonly version: number;
}

/** Reads the whole directory, by default in a snapshot of its own. */
export async function readContents(
  connection: Connection,
  session?: ClientSession,
): Promise<StoredContents> {
  if (session) return readIn(connection, session);
  const snapshot = await connection.startSession({ snapshot: true });
  try {
    return await readIn(connection, snapshot);
  } finally {
    await snapshot.endSession();
  }
}

async function readIn(connection: Connection, session: ClientSession): Promise<StoredContents> {
  const { provinces, topics, units, versions } = directoryModels(connection);
  const sort = { _id: 1 } as const;
  return {
    provinces: await provinces.find({}, {}, { session, sort }).lean<ProvinceRecord[]>(),
    topics: await topics.find({}, {}, { session, sort }).lean<TopicRecord[]>(),
    // The driver's records: mongoose would need twice the time.
    units: await units.collection.find<UnitRecord>({}, { session, sort }).toArray(),
    version: (await versions.findOne({}, {}, { session }).lean())?.version ?? 0,
  };
}
