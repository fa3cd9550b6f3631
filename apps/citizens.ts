import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { formatCsv } from '../lib/kit/csv.ts';
import { progress } from '../lib/kit/progress.ts';
import type { Keys } from '../lib/platform/identity/keys.ts';
import { readArguments } from '../lib/platform/process/read-options.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import {
  checkCitizens,
  type CitizensFile,
  columns,
  type ImportPlan,
  planImport,
  type RecordedCitizen,
} from '../subgraphs/citizen/importing/index.ts';
import { storedData } from '../subgraphs/citizen/migrations.ts';
import { type Connection, inDatabaseOf, isConfirmed, say } from './shared/database-command.ts';
import { openNewFile, requireNoFile } from './shared/new-file.ts';

const usage = `Usage: npm run citizens -- import <file.csv> [--ids <file>] [--yes]
  Brings citizens on record from a CSV file with ${Object.keys(columns).join(', ')}:
  docs/citizens.md. Nobody is removed; who is on record keeps id and addresses.
  --ids <file>  write nationalId,id of everybody in the file to a new file
  --yes         import without asking
  --help        print this`;

const options = { ids: { type: 'string' }, yes: { type: 'boolean' } } as const;

/** Bytes read at a time. */
const partSize = 262_144;

/** `npm run citizens`: brings citizens on record. */
await runMain(usage, async () => {
  const { values, positionals } = readArguments(options, usage);
  const [command, path, ...others] = positionals;
  if (command !== 'import' || path === undefined || others.length > 0) {
    throw new ConfigurationError(usage);
  }
  const { ids, yes = false } = values;
  if (ids !== undefined) requireNoFile(ids);
  const file = openCitizens(path);
  try {
    const total = checkCitizens(file);
    await inDatabaseOf('citizen', storedData, (connection, keys) =>
      importFile({ connection, keys, file, total }, { ids, yes }),
    );
  } finally {
    file.close();
  }
});

interface Given {
  connection: Connection;
  keys: Keys;
  file: CitizensFile;
  total: number;
}

async function importFile(
  given: Given,
  { ids, yes }: { ids: string | undefined; yes: boolean },
): Promise<void> {
  const plan = await planImport({ ...given, onProgress: progress(say, 'Looking up citizens') });
  if (plan.isEmpty) {
    say('Everybody in the file is on record already, under the same name.');
    if (ids === undefined) return;
  } else {
    for (const line of plan.describe()) say(line);
    if (!yes && !(await isConfirmed())) throw new ConfigurationError('Nothing was imported.');
  }
  say(await (ids === undefined ? apply(plan) : applyWithIds(plan, ids)));
}

function apply(
  plan: ImportPlan,
  onRecorded?: (citizens: readonly RecordedCitizen[]) => void,
): Promise<string> {
  return plan.apply({ onProgress: progress(say, 'Importing citizens'), onRecorded });
}

async function applyWithIds(plan: ImportPlan, path: string): Promise<string> {
  const ids = openNewFile(path);
  try {
    ids.write(formatCsv([['nationalId', 'id']]));
    const done = await apply(plan, (citizens) =>
      ids.write(formatCsv(citizens.map(({ nationalId, id }) => [nationalId, id]))),
    );
    ids.publish();
    return done;
  } finally {
    ids.discard();
  }
}

/** @throws ConfigurationError for what cannot be read repeatedly, such as a pipe. */
function openCitizens(path: string): CitizensFile & { close(): void } {
  const descriptor = readable(path, 'cannot be read', () => openSync(path, 'r'));
  const { mtimeMs, size, isFile } = stateOf(descriptor);
  if (!isFile) throw new ConfigurationError(`${path} is not a file that can be read repeatedly.`);
  return {
    name: basename(path),
    *text() {
      const decoder = new TextDecoder('utf-8', { fatal: true });
      const bytes = Buffer.alloc(partSize);
      for (let at = 0; at < size;) {
        const read = readSync(descriptor, bytes, 0, partSize, at);
        const now = stateOf(descriptor);
        if (read === 0 || now.size !== size || now.mtimeMs !== mtimeMs) {
          throw new ConfigurationError(`${path} was changed meanwhile: start again.`);
        }
        at += read;
        yield readable(path, 'is not in UTF-8', () =>
          decoder.decode(bytes.subarray(0, read), { stream: at < size }),
        );
      }
    },
    close: () => closeSync(descriptor),
  };
}

function stateOf(descriptor: number) {
  const stats = fstatSync(descriptor);
  return { mtimeMs: stats.mtimeMs, size: stats.size, isFile: stats.isFile() };
}

function readable<Result>(path: string, failure: string, attempt: () => Result): Result {
  try {
    return attempt();
  } catch (error) {
    throw new ConfigurationError(`${path} ${failure}.`, { cause: error });
  }
}
