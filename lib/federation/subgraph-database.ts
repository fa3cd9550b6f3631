import { type Database, isConnected, openDatabase } from '../mongodb/connection.ts';
import { migrate, type MigrationKeys, type StoredData } from '../mongodb/migrations.ts';
import type { SubgraphName } from '../kit/subgraph-names.ts';
import type { SubgraphEnvironment } from './subgraph.ts';

/** The database that one subgraph owns. */
export const databaseName = (prefix: string, subgraph: SubgraphName) =>
  `${prefix}_${subgraph.replaceAll('-', '_')}`;

export interface SubgraphDatabase extends Database {
  /** Resolves once the database is connected and migrated to the version of the code. */
  readonly migrated: Promise<void>;
  /** Whether it is at that version and MongoDB answers within two seconds. */
  ping(): Promise<boolean>;
}

/** The location of the database, and the keys that a migration may need. */
type SubgraphDatabaseEnvironment = Pick<SubgraphEnvironment, 'mongodb' | 'logger'> & {
  keys: MigrationKeys;
};

/**
 * Opens a subgraph's own database and migrates it as soon as it is connected; without `stored`, the database is used
 * unchanged. A failed migration is logged and retried at the next start.
 */
export function openSubgraphDatabase(
  subgraph: SubgraphName,
  { mongodb, keys, logger }: SubgraphDatabaseEnvironment,
  stored?: StoredData,
): SubgraphDatabase {
  const stopping = new AbortController();
  const database = openDatabase({
    uri: mongodb.uri,
    name: databaseName(mongodb.databasePrefix, subgraph),
    logger,
  });
  const { connection } = database;
  let isMigrated = false;
  async function bringUp(): Promise<void> {
    await database.connected;
    if (stored) await migrate({ connection, keys, stored, logger, signal: stopping.signal });
    isMigrated = true;
  }
  const migrated = bringUp();
  migrated.catch((err: unknown) => {
    // Those who await it get the error as well; stopping early is not an error.
    if (stopping.signal.aborted) return;
    logger.error({ err, database: connection.name }, 'the database could not be migrated');
  });
  return {
    ...database,
    migrated,
    ping: async () => isMigrated && database.ping(),
    async stop() {
      stopping.abort();
      // Let a migration in progress finish; one that waits for MongoDB might never begin.
      if (isConnected(connection)) await migrated.catch(() => {});
      await database.stop();
    },
  };
}
