import { createInterface } from 'node:readline/promises';
import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import type { Database } from '../../lib/mongodb/connection.ts';
import type { StoredData } from '../../lib/mongodb/migrations.ts';
import { type Keys, loadKeys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { obtainMongoDB, requireAnswer } from '../../lib/platform/process/mongodb.ts';
import { configure } from './configure.ts';

/** The common part of the commands that read and write the database of one subgraph. */

export type Connection = Database['connection'];

export const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Asks a person; nobody answers where standard input is not a terminal. */
export async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    say('Add --yes to import this.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Import this? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Runs `work` in the database of a subgraph, with the settings and the keys file of its process. */
export async function inDatabaseOf<Result>(
  subgraph: SubgraphName,
  stored: StoredData,
  work: (connection: Connection, keys: Keys) => Promise<Result>,
): Promise<Result> {
  const configuration = configure(process.env, [], { opensDatabases: true });
  const keys = await loadKeys(configuration.keysFile, configuration);
  const mongodb = await obtainMongoDB(configuration, say);
  try {
    await requireAnswer(mongodb.uri);
    const { DATABASE_PREFIX: databasePrefix } = configuration;
    const logger = createLogger({ level: 'error', name: subgraph });
    const environment = { mongodb: { uri: mongodb.uri, databasePrefix }, keys, logger };
    const database = openSubgraphDatabase(subgraph, environment, stored);
    try {
      await database.migrated;
      return await work(database.connection, keys);
    } finally {
      await database.stop();
    }
  } finally {
    await mongodb.stop();
  }
}
