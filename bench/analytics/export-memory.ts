import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { exportDirectory, openStore } from '../../subgraphs/analytics/database/index.ts';
import { createExports, gzipOfPieces } from '../../subgraphs/analytics/export/index.ts';
import { generateCopy } from './generated-copy.ts';

/**
 * How much a process grows by an export of all rows: `node bench/analytics/export-memory.ts [rows]`. Each format is
 * exported by a process of its own, which has read the copy once before.
 */

const formats = ['CSV', 'CSV gzip', 'NDJSON', 'NDJSON gzip', 'PARQUET'];
const columns = [
  'type',
  'topicName',
  'stage',
  'provinceName',
  'districtName',
  'unitId',
  'unitName',
  'filedOn',
  'dueOn',
  'answeredOn',
  'overdue',
  'late',
  'outcome',
  'daysToAnswer',
  'rating',
];
/** As the process of analytics is started. */
const flags = ['--max-semi-space-size=2'];
const sampleMs = 10;
const megabytes = (bytes: number) => Math.round(bytes / 1e6);

/** Exports once, and prints what it took. */
async function exportOnce(path: string, [format, packed]: string[]): Promise<void> {
  const store = await openStore({ path, threads: 1, memoryMb: 512 });
  const asOf = new Date();
  const secrets = { current: 1, versions: { 1: randomBytes(32).toString('base64') } };
  const exports = createExports({
    copy: { read: (work) => store.read((from, closing) => work(from, asOf, closing)) },
    record: { write: async () => {} },
    settings: { ANALYTICS_EXPORTS: 1, ANALYTICS_EXPORT_SECONDS: 3_600 },
    keys: keyOf({ secrets }, 'analytics/export'),
    readFilter: () => null,
    directory: exportDirectory(path),
  });
  await store.writer.runAndReadAll('SELECT max(COLUMNS(*)) FROM applications');
  const before = process.memoryUsage.rss();
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), sampleMs);
  const began = performance.now();
  const { content, rows } = await exports.start({
    viewer: { subject: 'bench', role: 'ANALYST', citizenId: null, unitId: null },
    body: { format, columns },
    field: 'bench',
    packer: packed === 'gzip' ? gzipOfPieces : null,
    signal: new AbortController().signal,
  });
  let bytes = 0;
  for await (const piece of content as AsyncIterable<Buffer>) bytes += piece.length;
  clearInterval(sampling);
  await store.close();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const grown = `from ${megabytes(before)} to ${megabytes(most)} MB: ${megabytes(most - before)} MB`;
  process.stdout.write(
    `${format} ${packed ?? ''}: ${rows} rows, ${megabytes(bytes)} MB, ${seconds} s, ${grown}\n`,
  );
}

async function exportAll(rows: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'export-memory-'));
  try {
    const path = join(directory, 'copy.duckdb');
    await generateCopy({ path, threads: 1, memoryMb: 512 }, rows);
    for (const format of formats) {
      execFileSync(process.execPath, [...flags, import.meta.filename, path, format], {
        stdio: 'inherit',
      });
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const [given = '1000000', format] = process.argv.slice(2);
await (format ? exportOnce(given, format.split(' ')) : exportAll(Number(given)));
