import { STATES } from 'mongoose';
import { type Database, openDatabase } from '../mongodb/connection.ts';
import { type Migration, migrate, type MigrationKeys } from '../mongodb/migrations.ts';
import type { SubgraphName } from '../kit/subgraph-names.ts';
import type { SubgraphEnvironment } from './subgraph.ts';

/** The database that one subgraph owns. */
export const databaseName = (prefix: string, subgraph: SubgraphName) =>
  `${prefix}_${subgraph.replaceAll('-', '_')}`;

export interface SubgraphDatabase extends Database {
  /** Resolves once the database is connected and stands at the version of the code. */
  readonly migrated: Promise<void>;
}

/** Where it is, and the keys that a migration may need. */
export type SubgraphDatabaseEnvironment = Pick<SubgraphEnvironment, 'mongodb' | 'logger'> & {
  keys: MigrationKeys;
};

/** Opens a subgraph's own database and migrates it as soon as it is connected. */
export function openSubgraphDatabase(
  subgraph: SubgraphName,
  { mongodb, keys, logger }: SubgraphDatabaseEnvironment,
  migrations: readonly Migration[],
): SubgraphDatabase {
  const stopping = new AbortController();
  const database = openDatabase({
    uri: mongodb.uri,
    name: databaseName(mongodb.databasePrefix, subgraph),
    logger,
  });
  const { connection } = database;
  const migrated = database.connected.then(() =>
    migrate({ connection, keys, migrations, logger, signal: stopping.signal }),
  );
  migrated.catch(() => {}); // whoever awaits it learns; stopping early is no fault
  return {
    ...database,
    migrated,
    async stop() {
      stopping.abort();
      // A migration under way may end; one that waits for MongoDB might never begin.
      if (connection.readyState === STATES.connected) await migrated.catch(() => {});
      await database.stop();
    },
  };
}
