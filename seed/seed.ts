import { directoryChangeModel } from '../subgraphs/institution-directory/changes/index.ts';
import { directoryModels, readUnits } from '../subgraphs/institution-directory/units/index.ts';
import { publishReplaced } from '../subgraphs/application/events/index.ts';
import { trackingKeyOf } from '../subgraphs/application/record/index.ts';
import { progress } from '../lib/kit/progress.ts';
import { createEarlierIds } from '../lib/mongodb/earlier-ids.ts';
import { nationalIdHashes } from '../subgraphs/citizen/citizens/index.ts';
import { recordRepair } from '../subgraphs/application/worklists/index.ts';
import { type SeedDirectory, seedDirectoryOf } from './applications/routing.ts';
import { seedApplications } from './applications/write-applications.ts';
import { buildDirectory } from './directory/build-directory.ts';
import { type SeedEnvironment, withDatabases } from './open-databases.ts';
import {
  type Directory,
  directoryNeedsSeed,
  resetDirectory,
  seedDirectory,
} from './seed-directory.ts';
import { requireOnlySeeded } from './unseeded.ts';

interface SeedOptions extends SeedEnvironment {
  applications: number;
  seed: number;
  /** Of the provinces whose units are written; if it is empty, of all. */
  provinceCodes: readonly string[];
  /** Whether to delete existing data first, and if it may be other data than the seed's. */
  drop?: 'seeded' | 'everything' | undefined;
  say: (line: string) => void;
}

/**
 * Fills the databases with the directory and demonstration data. Existing data is left unchanged;
 * an interrupted run is completed.
 */
export async function seed(options: SeedOptions): Promise<void> {
  const { keys, say, applications, seed, provinceCodes } = options;
  await withDatabases(options, async (databases) => {
    const { connection } = databases.directory;
    if (options.drop === 'seeded') await requireOnlySeeded(databases);
    const isNew = await directoryNeedsSeed(connection);
    const built = () => buildDirectory(provinceCodes.length > 0 ? { provinceCodes } : {});
    if (options.drop) {
      say('Deleting what is there …');
      await dropData(databases.application.connection);
      await publishReplaced(databases.application.connection);
      await dropData(databases.citizen.connection);
      await directoryChangeModel(connection).deleteMany();
      if (!isNew) await resetDirectory(connection, built());
    }
    if (isNew) await seedDirectory(connection, built(), progress(say, 'Seeding units'));
    if (applications === 0) return;
    const directory = await readDirectory(databases.directory.connection);
    // The scopes of the seeded data are those of this directory.
    await recordRepair(databases.application.connection, { version: directory.version });
    await seedApplications({
      connections: {
        citizen: databases.citizen.connection,
        application: databases.application.connection,
      },
      directory,
      applications,
      seed,
      hashes: nationalIdHashes(keys),
      // So that a run can continue that was begun before there were public ids, and whose data have
      // been migrated.
      publicId: createEarlierIds(keys),
      trackingKeyVersion: trackingKeyOf(keys).current,
      onProgress: progress(say, 'Seeding applications'),
    });
  });
}

type Connection = Parameters<typeof directoryModels>[0];

/** The record of the migrations is kept when everything is deleted. */
const kept = /^migration/;

/** Deletes the documents, not the indexes. */
async function dropData(connection: Connection): Promise<void> {
  for (const { name } of await connection.listCollections()) {
    if (!kept.test(name)) await connection.collection(name).deleteMany({});
  }
}

/** The directory as it is stored, which need not be the seeded one. */
async function readDirectory(connection: Connection): Promise<SeedDirectory & { version: number }> {
  const models = directoryModels(connection);
  const tree = await readUnits(connection);
  const provinces = await models.provinces.find().lean<Directory['provinces']>();
  const topics = await models.topics.find().lean<Directory['topics']>();
  return { ...seedDirectoryOf(tree, { topics, provinces }), version: tree.version };
}
