import { randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join as pathOf } from 'node:path';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clientError, tooMany } from '../../../lib/kit/errors.ts';
import { localDateOf } from '../../../lib/kit/local-date.ts';
import { ownerOf } from '../../../lib/kit/owner-of.ts';
import { say } from '../../../lib/kit/say.ts';
import type { VersionedKey } from '../../../lib/kit/versioned-keys.ts';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { ValuesOf } from '../../../lib/platform/process/setting.ts';
import type { Copy } from '../copy/index.ts';
import { type DuckDBConnection, quoted } from '../database/index.ts';
import { createLimits, type Limits, shareOfOwner } from '../limits/index.ts';
import { compileFilter, digestOf, raw, runSql, type Sql, statementOf } from '../questions/index.ts';
import type { QuestionRecord } from '../record/index.ts';
import { type ChosenRows, chooseRows, linesOf } from './chosen-rows.ts';
import { type Format, lineFormats, namedColumns } from './formats.ts';
import { type ExportRequest, type ReadFilter, requireExport } from './request.ts';
import { newRowIds, resumedRowIds, type RowIds } from './row-ids.ts';
import type { exportSettings } from './settings.ts';

interface AskedExport {
  readonly viewer: SignedInViewer;
  /** The body that the client has sent. */
  readonly body: unknown;
  /** Under which name it is on record, beside the fields that are asked. */
  readonly field: string;
  /** What packs lines for the client; null where they are sent as they are. Parquet is packed already. */
  readonly packer: (() => Transform) | null;
  /** Aborted when the client has disconnected. */
  readonly signal: AbortSignal;
}

interface StartedExport {
  readonly format: Format;
  /** Whether the content was given to the packer. */
  readonly isPacked: boolean;
  /** The number of rows that follow. */
  readonly rows: number;
  /** Everything committed by this instant is in them. */
  readonly asOf: Date;
  /** Fails if the export is cut off; the rest is then never sent. */
  readonly content: Readable;
}

export interface Exports {
  /**
   * Begins an export. It is on record, at a majority, before this resolves, and ends with its content, when its client
   * disconnects, when its time is over, and when the copy is to be built or opened anew, however slowly it is read.
   * @throws one `BAD_USER_INPUT` for everything that is wrong; `CURSOR_EXPIRED` for a position in an earlier build of the
   * copy; `LIMIT_EXCEEDED` if too many exports run, of all or of the viewer, or a Parquet file would have too many rows; `UNAVAILABLE`.
   */
  start(asked: AskedExport): Promise<StartedExport>;
  /** The number of exports that run. */
  readonly running: number;
  /** Cuts off all exports. May be called twice. */
  stop(): void;
}

interface ExportsOptions {
  copy: Pick<Copy, 'read'>;
  record: QuestionRecord;
  settings: ValuesOf<typeof exportSettings>;
  /** For the ids of rows. */
  keys: VersionedKey;
  readFilter: ReadFilter;
  /** The folder for files, which the copy may write to. */
  directory: string;
}

interface Dependencies extends ExportsOptions {
  readonly limits: Limits;
  readonly stopping: AbortSignal;
}

/** A Parquet file is written before its first byte is sent, and takes disk meanwhile. */
const mostParquetRows = 2_000_000;

export function createExports(options: ExportsOptions): Exports {
  const { ANALYTICS_EXPORTS: most, ANALYTICS_EXPORT_SECONDS: seconds } = options.settings;
  const limits = createLimits(options.copy, {
    ANALYTICS_QUESTIONS: most,
    ANALYTICS_QUESTIONS_WAITING: 0,
    ANALYTICS_TIMEOUT_MS: seconds * 1_000,
  });
  const stopping = new AbortController();
  const dependencies = { ...options, limits, stopping: stopping.signal };
  return {
    start(asked) {
      const owner = ownerOf(asked.viewer, '');
      requirePlace(limits, owner, most);
      return start(dependencies, asked, owner);
    },
    get running() {
      return limits.running;
    },
    stop: () => stopping.abort(new Error('stopped')),
  };
}

/** Exports do not wait. @throws `LIMIT_EXCEEDED` if there is no place for one of this owner. */
function requirePlace(limits: Limits, owner: string, most: number): void {
  if (limits.hasRoomFor(owner)) return;
  const isFull = limits.running >= most;
  const limit = isFull ? most : shareOfOwner(most);
  const message = isFull
    ? say`${limit} exports are running already. Try again later.`
    : say`${limit} of your exports are running already. Try again when one has ended.`;
  throw tooMany(message, { limit });
}

interface Work extends AskedExport {
  readonly request: ExportRequest;
  /** Aborted at the end of its time, and when its client has disconnected or the process stops. */
  readonly over: AbortSignal;
  readonly content: PassThrough;
  onStarted(started: StartedExport): void;
}

async function start(
  dependencies: Dependencies,
  asked: AskedExport,
  owner: string,
): Promise<StartedExport> {
  const { limits, settings, stopping, readFilter } = dependencies;
  const request = requireExport(asked.body, readFilter);
  const ended = AbortSignal.any([asked.signal, stopping]);
  const timeout = AbortSignal.timeout(settings.ANALYTICS_EXPORT_SECONDS * 1_000);
  const over = AbortSignal.any([ended, timeout]);
  const content = new PassThrough();
  content.on('error', () => {}); // read by nobody until the export has started
  const started = Promise.withResolvers<StartedExport>();
  const work: Work = { ...asked, request, over, content, onStarted: started.resolve };
  const today = localDateOf(new Date());
  const filter = compileFilter(request.filter, today);
  limits
    .run({ owner, interruption: interruptionBy(ended) }, async (connection, asOf, closing) => {
      await connection.run('BEGIN TRANSACTION');
      const source = { connection, asOf, closing, filter, today: raw(`DATE '${today}'`) };
      await send(dependencies, work, source);
    })
    .catch((error: unknown) => {
      started.reject(error);
      content.destroy(error instanceof Error ? error : new Error('the export failed'));
    });
  return started.promise;
}

const interruptionBy = (signal: AbortSignal) =>
  new Interruption({
    get destroyed() {
      return signal.aborted;
    },
    once: (_event, listener) => signal.addEventListener('abort', listener, { once: true }),
  });

interface Source {
  readonly connection: DuckDBConnection;
  readonly asOf: Date;
  /** Aborted when the copy is to be closed. */
  readonly closing: AbortSignal;
  readonly filter: ReturnType<typeof compileFilter>;
  readonly today: Sql;
}

interface ParquetFile {
  readonly folder: string;
  readonly path: string;
}

async function send(dependencies: Dependencies, work: Work, source: Source): Promise<void> {
  const { connection, asOf, filter, today } = source;
  const askedAt = new Date();
  const began = performance.now();
  const record = async (rows: number | null) => {
    const { subject, role } = work.viewer;
    const milliseconds = Math.round(performance.now() - began);
    const question = work.request;
    const asked = { field: work.field, question, askedAt, subject, role, asOf };
    await dependencies.record.write({ ...asked, rows, milliseconds });
  };
  const prepare = async () => {
    await filter.require((statement) => runSql(connection, statement));
    const ids = await idsOf(dependencies, work, connection);
    const { condition } = filter;
    const rows = await chooseRows(connection, { condition, today, ids });
    const isFile = work.request.format === 'PARQUET';
    return { rows, file: isFile ? await writeParquet(dependencies, work, source, rows) : null };
  };
  const { rows, file } = await prepare().catch(async (error: unknown) => {
    // A refusal tells something, too, such as which codes exist.
    await record(null);
    throw error;
  });
  try {
    await record(rows.count);
    const packer = file === null ? work.packer : null;
    const { request, content } = work;
    const isPacked = packer !== null;
    work.onStarted({ format: request.format, isPacked, rows: rows.count, asOf, content });
    const pieces = file === null ? lines(work, source, rows) : createReadStream(file.path);
    await pour(work, source, { pieces, packer });
  } finally {
    if (file !== null) await rm(file.folder, { recursive: true, force: true });
  }
}

async function idsOf(
  { keys }: Dependencies,
  { viewer, request }: Work,
  connection: DuckDBConnection,
): Promise<RowIds> {
  const { after, ...question } = request;
  const [state] = await runSql(connection, raw('SELECT build FROM state'));
  const asked = {
    subject: viewer.subject,
    digest: digestOf(question),
    build: String(state?.['build']),
  };
  return after === null ? newRowIds(keys, asked) : resumedRowIds(keys, after, asked);
}

async function* lines(
  { request }: Work,
  { connection }: Source,
  rows: ChosenRows,
): AsyncGenerator<string | Buffer> {
  const { format, columns, after } = request;
  if (format === 'PARQUET') return;
  const { head, line } = lineFormats[format];
  const first = after === null ? head(columns) : '';
  if (first !== '') yield first;
  yield* linesOf(connection, rows, line(rows.id, columns), columns);
}

interface Poured extends Pick<AskedExport, 'packer'> {
  readonly pieces: ReadStream | ReturnType<typeof lines>;
}

/** Sends pieces as fast as the client reads them. */
async function pour(
  { content, over }: Work,
  { closing }: Source,
  { pieces, packer }: Poured,
): Promise<void> {
  const options = { signal: AbortSignal.any([over, closing]) };
  try {
    if (packer === null) await pipeline(pieces, content, options);
    else await pipeline(pieces, packer(), content, options);
  } finally {
    // A piece may still be computed with the connection, which is closed next.
    if ('return' in pieces) await pieces.return(null).catch(() => {});
  }
}

/** Rows are compressed together, and in memory until then. */
const rowsPerGroup = 40_960;

/**
 * Writes the rows page by page, since one statement would sort all of their columns, and then puts the pages together.
 * @returns the folder, which the caller deletes, and the path of the file in it.
 */
async function writeParquet(
  { directory }: Dependencies,
  { request: { columns } }: Work,
  { connection }: Source,
  rows: ChosenRows,
): Promise<ParquetFile> {
  if (rows.count > mostParquetRows) {
    const message = say`A Parquet file may have ${mostParquetRows} rows, and this one would have ${rows.count}. Export fewer, or as NDJSON.`;
    throw clientError('LIMIT_EXCEEDED', message, { quantity: 'rows', limit: mostParquetRows });
  }
  const folder = pathOf(directory, randomUUID());
  const path = pathOf(folder, 'rows.parquet');
  try {
    await mkdir(folder);
    const pages: string[] = [];
    for (const page of rows.pages(namedColumns(rows.id, columns, 'AS'), columns)) {
      const file = pathOf(folder, `${pages.length}.parquet`);
      // Nothing is bound in it: a file is not written by a statement with values.
      await connection.run(`COPY (${statementOf(page).text}) TO ${quoted(file)} (FORMAT parquet)`);
      pages.push(file);
    }
    await connection.run(
      `COPY (FROM read_parquet([${pages.map(quoted).join()}])) TO ${quoted(path)}
        (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowsPerGroup})`,
    );
    await Promise.all(pages.map((page) => rm(page)));
    return { folder, path };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
