import { mongo } from 'mongoose';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import type { Keys } from '../../lib/platform/identity/keys.ts';
import { databaseName } from '../../lib/federation/subgraph-database.ts';
import type { Directory } from '../../seed/seed-directory.ts';
import { writeCases } from './cases-of-release-before.ts';

/**
 * Databases as the release stored them before ids, numbers and files were hidden from those who
 * need not know them: written by hand in the form of that release, and never changed with the code.
 * There is at least one document of each kind.
 */

const migrationsOf: Readonly<Record<Exclude<SubgraphName, 'analytics'>, readonly string[]>> = {
  citizen: ['0001-create-indexes'],
  application: [
    '0001-create-indexes',
    '0002-workflow',
    '0003-following-units',
    '0004-failing-notifications',
  ],
  'institution-directory': ['0001-versions'],
};

type Index = [keys: Record<string, 1 | -1>, options?: mongo.CreateIndexesOptions];

const whileAwaitingCentre = { partialFilterExpression: { awaitsCentre: true } };
const whileOpen = { partialFilterExpression: { open: true } };
const byDueDate = { state: 1, fallsOverdue: 1, statutoryDate: 1, _id: 1 } as const;
const whileUnused = { partialFilterExpression: { applicationId: null } };

/** The collections of the application subgraph with their indexes at that release. */
const collections: Readonly<Record<string, readonly Index[]>> = {
  applications: [
    [{ number: 1 }, { unique: true }],
    [{ citizenId: 1, filedAt: -1, _id: -1 }],
    [
      { citizenId: 1, idempotencyKey: 1 },
      { unique: true, partialFilterExpression: { idempotencyKey: { $gt: '' } } },
    ],
    [{ awaitsCentre: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, type: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, topicId: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, provinceCode: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ awaitsCentre: 1, claimedBy: 1, filedAt: 1, _id: 1 }, whileAwaitingCentre],
    [{ aboutHeadOfUnit: 1 }, { partialFilterExpression: { aboutHeadOfUnit: true, open: true } }],
    [{ alarmOn: 1 }, { partialFilterExpression: { alarmOn: { $type: 'string' } } }],
    [{ calendarVersion: 1, _id: 1 }, whileOpen],
  ],
  referrals: [
    [{ applicationId: 1 }],
    [{ unitId: 1, open: 1, scopeVersion: 1 }],
    [{ open: 1, scopeIds: 1, ...byDueDate }, whileOpen],
    [{ open: 1, scopeIds: 1, type: 1, ...byDueDate, assignedTo: 1 }, whileOpen],
    [{ open: 1, scopeIds: 1, topicId: 1, ...byDueDate, type: 1, assignedTo: 1 }, whileOpen],
    [{ open: 1, scopeIds: 1, assignedTo: 1, ...byDueDate, type: 1, topicId: 1 }, whileOpen],
  ],
  appeals: [
    [{ applicationId: 1 }],
    [{ state: 1, _id: 1 }],
    [{ unitId: 1, state: 1, appealedAt: 1, _id: 1 }],
  ],
  attachments: [
    [{ citizenId: 1, state: 1 }, whileUnused],
    [{ state: 1, startedAt: 1 }, whileUnused],
  ],
  'attachments.files': [[{ filename: 1, uploadDate: 1 }]],
  'attachments.chunks': [[{ files_id: 1, n: 1 }, { unique: true }]],
  calendar: [],
  contents: [],
  events: [],
  leaveDays: [[{ date: 1, removedIn: 1 }, { unique: true }]],
  notifications: [
    [{ applicationId: 1, version: 1, position: 1 }, { unique: true }],
    [{ state: 1, channel: 1, dueAt: 1 }, { partialFilterExpression: { state: 'PENDING' } }],
    [
      { lastFailedAt: -1 },
      { partialFilterExpression: { state: 'PENDING', lastFailedAt: { $type: 'date' } } },
    ],
    [{ state: 1 }, { partialFilterExpression: { state: 'FAILED' } }],
    [{ settledAt: 1 }, { expireAfterSeconds: 90 * 86_400 }],
  ],
  numberSequences: [],
  outboxMessages: [[{ sentAt: -1, _id: -1 }], [{ sentAt: 1 }, { expireAfterSeconds: 90 * 86_400 }]],
  scopeRepairs: [],
  timelines: [],
};

export type ReleaseBefore = Awaited<ReturnType<typeof writeReleaseBefore>>;

/** Writes all of it into databases that do not exist yet, and returns a list of it. */
export async function writeReleaseBefore(
  { mongodb, keys }: { mongodb: { uri: string; databasePrefix: string }; keys: Keys },
  directory: Directory,
  photo: Uint8Array,
) {
  const client = await mongo.MongoClient.connect(mongodb.uri);
  const database = (name: SubgraphName) => client.db(databaseName(mongodb.databasePrefix, name));
  const stored = database('application');
  try {
    for (const [name, migrated] of Object.entries(migrationsOf)) {
      const records = migrated.map((migrationName) => ({ migrationName }));
      // One for each subgraph.
      await database(name as SubgraphName)
        .collection('migrations')
        .insertMany(records);
    }
    const scopeOf = await writeDirectory(database('institution-directory'), directory);
    for (const [name, indexes] of Object.entries(collections)) {
      await stored.createCollection(name);
      for (const [index, options] of indexes) {
        await stored.collection(name).createIndex(index, options ?? {});
      }
    }
    await database('citizen')
      .collection('citizens')
      .createIndex({ nationalIdHash: 1 }, { unique: true });
    return await writeCases({ database, keys, scopeOf, directory, photo });
  } finally {
    await client.close();
  }
}

/** @returns the units above each, the unit itself first. */
async function writeDirectory(database: mongo.Db, { provinces, topics, units }: Directory) {
  type Keyed = { _id: string };
  await database.collection<Keyed>('provinces').insertMany(provinces.map((one) => ({ ...one })));
  await database.collection<Keyed>('topics').insertMany(topics.map((one) => ({ ...one })));
  await database
    .collection<Keyed>('units')
    .insertMany(
      units.map((unit, index) => ({ ...unit, version: index + 1, linkVersion: index + 1 })),
    );
  const version = units.length;
  await database.collection<Keyed>('versions').insertOne({ _id: 'directory', version } as Keyed);
  await database
    .collection<Keyed>('seeds')
    .insertOne({ _id: 'directory', complete: true } as Keyed);
  await database.collection('followers').createIndex({ seenAt: 1 }, { expireAfterSeconds: 60 });
  const parents = new Map(units.map(({ _id, parentId }) => [_id, parentId]));
  return (unitId: string) => {
    const scopeIds: string[] = [];
    for (let id: string | null = unitId; id !== null; id = parents.get(id) ?? null) {
      scopeIds.push(id);
    }
    return { scopeIds, scopeVersion: version };
  };
}
