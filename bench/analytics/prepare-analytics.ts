import { mongo } from 'mongoose';
import { databaseName } from '../../lib/federation/subgraph-database.ts';
import { loadKeys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { withDatabases } from '../../seed/open-databases.ts';
import type { ApplicationDocument } from '../../subgraphs/application/record/index.ts';
import {
  directoryModels,
  type UnitRecord,
} from '../../subgraphs/institution-directory/units/index.ts';
import { type DataSet, keysFile, prepare, tokenFor } from '../data.ts';
import { type Scene, sceneOf } from './scene.ts';

/** The data, and who asks about them. */
export interface Prepared {
  readonly data: DataSet;
  readonly scene: Scene;
  /** Of analysts, each another one. */
  readonly tokens: readonly string[];
  /** A unit to which a run refers what it files. */
  readonly quietUnit: string;
  /** The database of applications. */
  readonly database: mongo.Db;
  readonly client: mongo.MongoClient;
}

const analysts = 4;

/** Seeds the documents, unless they are there. They are written to by this part of the bench alone. */
export async function prepareAnalytics(
  uri: string,
  applications: number,
  say: (line: string) => void,
): Promise<Prepared> {
  const need = { applications, writtenBy: 'analytics', asked: 'status' } as const;
  const data = await prepare(uri, need, say);
  const keys = await loadKeys(keysFile(), { production: false });
  const tokens = await Promise.all(
    Array.from({ length: analysts }, (_, index) =>
      tokenFor({ subject: `bench-analyst-${index}`, role: 'ANALYST' }, keys),
    ),
  );
  const client = new mongo.MongoClient(uri);
  const database = client.db(databaseName(data.databasePrefix, 'application'));
  const logger = createLogger({ level: 'warn', name: 'bench' });
  const mongodb = { uri, databasePrefix: data.databasePrefix };
  const units = await withDatabases({ mongodb, keys, logger }, async ({ directory }) =>
    directoryModels(directory.connection).units.find({}).lean<UnitRecord[]>(),
  );
  const scene = sceneOf({
    applications,
    units,
    lastFiledAt: await lastFiledAt(database),
    governorship: await busiestGovernorship(database, units),
  });
  const quiet = units.find(
    ({ kind, status }) => kind === 'DISTRICT_DIRECTORATE' && status === 'ACTIVE',
  );
  if (!quiet) throw new Error('There is no directorate of a district.');
  return { data, scene, tokens, quietUnit: quiet._id, database, client };
}

async function lastFiledAt(database: mongo.Db): Promise<Date> {
  const [last] = await database
    .collection<ApplicationDocument>('applications')
    .find({}, { projection: { filedAt: 1 } })
    .sort({ filedAt: -1 })
    .limit(1)
    .toArray();
  if (!last) throw new Error('There are no applications.');
  return last.filedAt;
}

async function busiestGovernorship(
  database: mongo.Db,
  units: readonly UnitRecord[],
): Promise<string> {
  const governorships = units.filter(({ kind }) => kind === 'GOVERNORSHIP').map(({ _id }) => _id);
  const [busiest] = await database
    .collection('referrals')
    .aggregate<{ _id: string }>([
      { $match: { open: true, scopeIds: { $in: governorships } } },
      { $unwind: '$scopeIds' },
      { $match: { scopeIds: { $in: governorships } } },
      { $group: { _id: '$scopeIds', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: 1 },
    ])
    .toArray();
  if (!busiest) throw new Error('No governorship has anything to do.');
  return busiest._id;
}
