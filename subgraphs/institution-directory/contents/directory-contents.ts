import type { ClientSession, Connection } from 'mongoose';
import { atOneMoment, type OneMoment } from '../../../lib/mongodb/reads.ts';
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

/** Reads the whole directory as it is at one moment: that of the session's transaction, by default the present. */
export const readContents = (
  connection: Connection,
  session?: ClientSession,
): Promise<StoredContents> =>
  session
    ? readIn(connection, { session })
    : atOneMoment(connection, (moment) => readIn(connection, moment));

async function readIn(
  connection: Connection,
  moment: Pick<OneMoment, 'session'>,
): Promise<StoredContents> {
  const { provinces, topics, units, versions } = directoryModels(connection);
  const options = { ...moment, sort: { _id: 1 } } as const;
  const counted = await versions.collection.findOne<{ version: number }>({}, moment);
  return {
    provinces: await provinces.collection.find<ProvinceRecord>({}, options).toArray(),
    topics: await topics.collection.find<TopicRecord>({}, options).toArray(),
    units: await units.collection.find<UnitRecord>({}, options).toArray(),
    version: counted?.version ?? 0,
  };
}
