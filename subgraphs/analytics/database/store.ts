import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export type { DuckDBConnection } from '@duckdb/node-api';

/** An open DuckDB file. */
export interface Store {
  /** The only connection that writes. */
  readonly writer: DuckDBConnection;
  /**
   * Gives work a connection of its own, which sees what was committed when each of its statements began, and a signal
   * that is aborted when the file is to be closed, which waits for work: it then has to end.
   * @throws an error when the file has been closed before work began, and that of work.
   */
  read<Result>(
    work: (connection: DuckDBConnection, closing: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
  /** Interrupts what is running, waits for work to end, and closes the file. May be called twice. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The path of the file. */
  path: string;
  threads: number;
  memoryMb: number;
}

/** The earliest format of files in which a log says to which moment of which file it belongs; any other log is refused. */
const format = 'v1.4.0';

/** An interruption has no effect between two statements of work: it is repeated. */
const interruptEveryMs = 50;

/** Files for what does not fit into memory may take this much of the disk. */
const mostTemporary = '8GB';

/** Modes, as those of keys files. */
const onlyOwner = { folder: 0o700, file: 0o600 } as const;

/**
 * Opens a DuckDB file, or creates it. Only one process can have it open.
 * @throws an error of DuckDB; see `isDamage`.
 */
export async function openStore({ path, threads, memoryMb }: StoreOptions): Promise<Store> {
  // Its allocator would keep what was freed for ten seconds, apart for each thread that works for it: more than 100 MB.
  process.env['DUCKDB_JE_MALLOC_CONF'] ??= 'dirty_decay_ms:0,muzzy_decay_ms:0';
  // Loaded here: only the process that has the copy needs the library, of 70 MB.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  await makeFolder(dirname(path));
  const instance = await DuckDBInstance.create(path, {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    storage_compatibility_version: format,
    temp_directory: temporaryDirectory(path),
    max_temp_directory_size: mostTemporary,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    // Rows of the copy are personal data. DuckDB makes its other files later: the folder keeps these.
    await chmod(path, onlyOwner.file);
    await rm(temporaryDirectory(path), { recursive: true, force: true });
    return await storeOf(instance, await emptyDirectory(exportDirectory(path)));
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Makes a folder for its owner alone; one that exists stays as it is. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: onlyOwner.folder });
}

/** The folder for files that exports write, of the copy with this path. */
export const exportDirectory = (path: string): string => `${path}.exports`;

/** The folder for what does not fit into memory. DuckDB makes it when it needs it, and leaves it when it is killed. */
export const temporaryDirectory = (path: string): string => `${path}.tmp`;

/** Without what an earlier process has left. */
async function emptyDirectory(path: string): Promise<string> {
  await rm(path, { recursive: true, force: true });
  await makeFolder(path);
  return path;
}

async function storeOf(instance: DuckDBInstance, exports: string): Promise<Store> {
  const writer = await instance.connect();
  // No statement reads or writes any other file, except those of exports, or changes these settings.
  await writer.run(`SET allowed_directories = [${quoted(`${exports}/`)}]`);
  await writer.run('SET enable_external_access = false');
  await writer.run('SET lock_configuration = true');
  const readings = new Set<Promise<unknown>>();
  const connections = new Set<DuckDBConnection>();
  const closing = new AbortController();
  const { signal } = closing;
  const reading = async <Result>(
    work: (connection: DuckDBConnection, closing: AbortSignal) => Promise<Result>,
  ) => {
    signal.throwIfAborted();
    const connection = await instance.connect();
    connections.add(connection);
    try {
      signal.throwIfAborted();
      return await work(connection, signal);
    } finally {
      connections.delete(connection);
      connection.closeSync();
    }
  };
  return {
    writer,
    async read(work) {
      const working = reading(work);
      readings.add(working);
      try {
        return await working;
      } finally {
        readings.delete(working);
      }
    },
    async close() {
      if (signal.aborted) return;
      closing.abort(new Error('The file has been closed.'));
      const interrupt = () => {
        for (const connection of connections) connection.interrupt();
      };
      interrupt();
      const interrupting = setInterval(interrupt, interruptEveryMs);
      await Promise.allSettled(readings);
      clearInterval(interrupting);
      writer.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as DuckDB writes it in a statement. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Errors by which DuckDB says that a file cannot be read as it should be. */
const damage =
  /corrupt|checksum|not a valid duckdb database|serialization error|could not read enough bytes|read out of range/i;

/** Whether an error shows that the file is damaged, or was written by a version of DuckDB that this one cannot read. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error && damage.test(error.message);

/** Whether DuckDB answers nothing more after an error until the file is opened again. */
export const isFatal = (error: unknown): boolean =>
  error instanceof Error && /^FATAL Error|invalidated because/i.test(error.message);

/** Whether DuckDB has failed in a way that it does not expect. Blocks have checksums: the file is seldom the cause. */
export const isFault = (error: unknown): boolean =>
  isFatal(error) || (error instanceof Error && /^INTERNAL Error/i.test(error.message));

/** Whether a statement needed more memory, or more of the disk, than it may have. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Out of Memory Error');

/** What the operating system says, and that another process has the file open. */
const ofSystem =
  /could not set lock|permission denied|not permitted|no space left|quota exceeded|read-only file system|too many open files|cannot allocate memory|input\/output error|no such file|(not|is) a directory|file too large|name too long/i;

/** Whether an error is one of DuckDB of which neither the memory nor the operating system is the cause. */
export const isOfContent = (error: unknown): error is Error =>
  error instanceof Error &&
  /^[\w ]+ Error: /.test(error.message) &&
  !isOutOfMemory(error) &&
  !ofSystem.test(error.message);

/** The files that belong to a DuckDB file: itself, its log, and those that its log is written to in a checkpoint and after it. */
const besides = ['', '.wal', '.wal.checkpoint', '.wal.recovery'] as const;

/** Moves a damaged file out of the way; of several the last one is kept. @returns its new path. */
export async function setAside(path: string): Promise<string> {
  const aside = `${path}.damaged`;
  for (const end of besides) {
    await rm(`${aside}${end}`, { force: true });
    await rename(`${path}${end}`, `${aside}${end}`).catch(ignoreMissing);
  }
  return aside;
}

export async function removeFile(path: string): Promise<void> {
  for (const end of besides) await rm(`${path}${end}`, { force: true });
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
