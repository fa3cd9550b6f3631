import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { openSubgraphDatabase } from '../lib/federation/subgraph-database.ts';
import type { Database } from '../lib/mongodb/connection.ts';
import { loadKeys } from '../lib/platform/identity/keys.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { obtainMongoDB, requireAnswer } from '../lib/platform/process/mongodb.ts';
import { readArguments } from '../lib/platform/process/read-options.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { buildDirectory } from '../seed/directory/build-directory.ts';
import { disownDirectory } from '../seed/seed-directory.ts';
import {
  type DirectoryContents,
  readContents,
} from '../subgraphs/institution-directory/contents/index.ts';
import {
  type DirectoryFiles,
  fileNames,
  planImport,
  writeFiles,
} from '../subgraphs/institution-directory/exchange/index.ts';
import { storedData } from '../subgraphs/institution-directory/migrations.ts';
import { configure } from './configure.ts';

const usage = `Usage: npm run directory -- import <folder> [--yes]
       npm run directory -- export <folder> [--demonstration]
  Imports the directory of units, places and topics from a folder with ${fileNames.join(', ')},
  or exports it to a new one: docs/directory.md has the columns.
  --yes            import without asking
  --demonstration  export the demonstration directory, without a database
  --help           print this`;

type Connection = Database['connection'];

const options = { yes: { type: 'boolean' }, demonstration: { type: 'boolean' } } as const;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run directory`: imports and exports the directory. */
await runMain(usage, async () => {
  const { values, positionals } = readArguments(options, usage);
  const [command, folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new ConfigurationError(usage);
  if (command === 'import' && !values.demonstration) {
    const files = readFolder(folder);
    await inDirectory((connection) => importFiles(connection, files, values.yes ?? false));
  } else if (command === 'export' && !values.yes) {
    const contents = values.demonstration ? buildDirectory() : await inDirectory(readContents);
    exportTo(folder, contents);
  } else {
    throw new ConfigurationError(usage);
  }
});

async function importFiles(
  connection: Connection,
  files: DirectoryFiles,
  yes: boolean,
): Promise<void> {
  const plan = await planImport(connection, files);
  if (plan.isEmpty) return say('The directory already has these contents.');
  for (const line of plan.describe()) say(line);
  if (!yes && !(await isConfirmed())) throw new ConfigurationError('Nothing was imported.');
  await disownDirectory(connection);
  await plan.apply();
  say('Imported.');
}

/** Asks a person; nobody answers where standard input is not a terminal. */
async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    say('Add --yes to import this.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Import this? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function readFolder(folder: string): DirectoryFiles {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return Object.fromEntries(
    fileNames.map((name) => {
      const path = resolve(folder, name);
      try {
        return [name, decoder.decode(readFileSync(path))];
      } catch (error) {
        const reason = error instanceof TypeError ? 'is not in UTF-8' : 'cannot be read';
        throw new ConfigurationError(`${path} ${reason}.`, { cause: error });
      }
    }),
  ) as DirectoryFiles; // one for each name
}

function exportTo(folder: string, contents: DirectoryContents): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(writeFiles(contents))) {
    const path = resolve(folder, name);
    try {
      writeFileSync(path, text, { flag: 'wx' });
    } catch (error) {
      throw new ConfigurationError(`${path} cannot be written, or exists: name another folder.`, {
        cause: error,
      });
    }
  }
  const { units, provinces, topics } = contents;
  say(
    `Exported ${units.length} units, ${provinces.length} provinces and ${topics.length} topics to ${folder}.`,
  );
}

async function inDirectory<Result>(
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const configuration = configure(process.env, [], { opensDatabases: true });
  const keys = await loadKeys(configuration.keysFile, configuration);
  const mongodb = await obtainMongoDB(configuration, say);
  try {
    await requireAnswer(mongodb.uri);
    const { DATABASE_PREFIX: databasePrefix } = configuration;
    const logger = createLogger({ level: 'error', name: 'directory' });
    const environment = { mongodb: { uri: mongodb.uri, databasePrefix }, keys, logger };
    const database = openSubgraphDatabase('institution-directory', environment, storedData);
    try {
      await database.migrated;
      return await work(database.connection);
    } finally {
      await database.stop();
    }
  } finally {
    await mongodb.stop();
  }
}
