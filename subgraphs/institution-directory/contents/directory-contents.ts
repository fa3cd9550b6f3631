import type { ClientSession, Connection } from 'mongoose';
import { atOneMoment } from '../../../lib/mongodb/transaction.ts';
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

/** Reads the whole directory as it is at one moment, by default in a transaction of its own. */
export const readContents = (
  connection: Connection,
  session?: ClientSession,
): Promise<StoredContents> =>
  session ? readIn(connection, session) : atOneMoment(connection, (own) => readIn(connection, own));

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
