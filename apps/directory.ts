import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
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
import { type Connection, inDatabaseOf, isConfirmed, say } from './shared/database-command.ts';

const usage = `Usage: npm run directory -- import <folder> [--yes]
       npm run directory -- export <folder> [--demonstration]
  Imports the directory of units, places and topics from a folder with ${fileNames.join(', ')},
  or exports it to a new one: docs/directory.md has the columns.
  --yes            import without asking
  --demonstration  export the demonstration directory, without a database
  --help           print this`;

const options = { yes: { type: 'boolean' }, demonstration: { type: 'boolean' } } as const;

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
  await plan.apply((session) => disownDirectory(connection, session));
  say('Imported.');
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
  return inDatabaseOf('institution-directory', storedData, (connection) => work(connection));
}
