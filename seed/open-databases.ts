import type { Logger } from 'pino';
import type { Keys } from '../lib/platform/identity/keys.ts';
import { storedData as applicationData } from '../subgraphs/application/migrations/index.ts';
import { storedData as citizenData } from '../subgraphs/citizen/migrations.ts';
import { storedData as directoryData } from '../subgraphs/institution-directory/migrations.ts';
import { openSubgraphDatabase } from '../lib/federation/subgraph-database.ts';

export interface SeedEnvironment {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  logger: Logger;
}

/** The databases of all subgraphs: only seeding writes to them all. */
export async function withDatabases<Result>(
  environment: SeedEnvironment,
  work: (databases: Awaited<ReturnType<typeof openDatabases>>) => Promise<Result>,
): Promise<Result> {
  const databases = await openDatabases(environment);
  try {
    return await work(databases);
  } finally {
    await Promise.all(Object.values(databases).map((database) => database.stop()));
  }
}

async function openDatabases(environment: SeedEnvironment) {
  const databases = {
    citizen: openSubgraphDatabase('citizen', environment, citizenData),
    application: openSubgraphDatabase('application', environment, applicationData),
    directory: openSubgraphDatabase('institution-directory', environment, directoryData),
  };
  await Promise.all(Object.values(databases).map(({ migrated }) => migrated));
  return databases;
}
