import type { DuckDBConnection } from '../database/index.ts';
import { definitionName, definitions } from '../facts/index.ts';
import type { FactSource } from '../peers/index.ts';

/** How far a copy is. Written in the transaction of what it describes. */
export interface CopyState extends FactSource {
  /** Names this copy: one that is built anew has another, since it may give applications other keys. */
  readonly build: string;
  /** Whether all applications have been copied once. */
  readonly isCopied: boolean;
  /** Whether what changed while they were copied has been followed, too: from then on, questions are answered. */
  readonly isBuilt: boolean;
  /** While it is built: the page up to which it is. */
  readonly page: string | null;
  /** The position up to which changes were applied; while applications are copied, the one before the first of them. */
  readonly position: string;
  /** Everything committed by this instant is in the copy. */
  readonly asOf: string;
  /** The key of the next application. */
  readonly nextApp: number;
  /** Null before the calendar was read, as the others before the directory was. */
  readonly calendarVersion: number | null;
  readonly directoryVersion: number | null;
  readonly directoryGeneration: number | null;
}

const columns = {
  build: 'build',
  data: 'data',
  keyVersion: 'key_version',
  isCopied: 'is_copied',
  isBuilt: 'is_built',
  page: 'page',
  position: 'position',
  asOf: 'as_of',
  nextApp: 'next_app',
  calendarVersion: 'calendar_version',
  directoryVersion: 'directory_version',
  directoryGeneration: 'directory_generation',
} as const satisfies Record<keyof CopyState, string>;

/** The state of a copy; null if the file is empty, or a release with other definitions has written it. */
export async function readState(connection: DuckDBConnection): Promise<CopyState | null> {
  const found = await connection.runAndReadAll(
    `SELECT table_name FROM information_schema.tables WHERE table_name = 'state'`,
  );
  if (found.currentRowCount === 0) return null;
  const definition = await connection.runAndReadAll('SELECT definition FROM state');
  if (definition.getRows()[0]?.[0] !== definitionName) return null;
  const selected = Object.entries(columns).map(([name, column]) => `${column} AS "${name}"`);
  const reader = await connection.runAndReadAll(`SELECT ${selected.join(', ')} FROM state`);
  const [state] = reader.getRowObjectsJS();
  return state ? (state as unknown as CopyState) : null; // its columns are those above
}

/** Creates the tables of an empty copy. */
export async function createTables(connection: DuckDBConnection, state: CopyState): Promise<void> {
  await inTransaction(connection, async () => {
    for (const definition of definitions) await connection.run(definition);
    await connection.run('INSERT INTO state (definition) VALUES ($1)', [definitionName]);
    await writeState(connection, state);
  });
}

export async function writeState(
  connection: DuckDBConnection,
  changes: Partial<CopyState>,
): Promise<void> {
  const names = Object.keys(changes) as (keyof CopyState)[]; // of this type alone
  const set = names.map((name, index) => `${columns[name]} = $${index + 1}`);
  await connection.run(
    `UPDATE state SET ${set.join(', ')}`,
    names.map((name) => changes[name] ?? null),
  );
}

/** Runs work in a transaction, which is on disk when this resolves. */
export async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => {}); // the first error says what is wrong
    throw error;
  }
}
