import type { Peers } from '../../../lib/federation/peers.ts';
import type { DuckDBConnection } from '../database/index.ts';
import {
  bitsOf,
  columnsOf,
  type FactRows,
  factRows,
  factTables,
  placeRows,
  type TableName,
  unitRows,
} from '../facts/index.ts';
import {
  type ApplicationFacts,
  businessDays,
  factsPage,
  factsWithIds,
  placesAndTopics,
} from '../peers/index.ts';
import type { Copy } from './copy.ts';
import { keysOf, valuesOf } from './read-facts.ts';
import { readUnits } from './read-units.ts';

/** What a copy has otherwise than its origin. */
export interface Difference {
  readonly table: TableName;
  /** What the row is about: the id of an application, or the key of a dimension. */
  readonly of: string;
}

export interface Verification {
  /** The number of applications that were compared. */
  readonly applications: number;
  readonly differences: readonly Difference[];
}

interface VerifyOptions {
  copy: Pick<Copy, 'read' | 'caughtUp'>;
  peers: Peers;
  signal: AbortSignal;
  onProgress?: (applications: number) => Promise<void>;
}

const perPage = 500;
/** Applications may change while they are compared. */
const mostTries = 10;
const mostDifferences = 1_000;

/**
 * Compares the copy with facts that are computed anew from the stored documents of all applications, and with the
 * directory and the calendar. Work goes on meanwhile: what differs is compared again once the copy has caught up.
 * @throws `UNAVAILABLE` when the copy or its origin cannot be read.
 */
export async function verifyCopy(options: VerifyOptions): Promise<Verification> {
  const { peers, copy, signal, onProgress } = options;
  await copy.caughtUp(signal);
  const differing = new Set<string>();
  const seen = new Set<string>();
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const page: Awaited<ReturnType<typeof factsPage>> = await factsPage(peers, {
      after,
      first: perPage,
    });
    for (const { id } of page.applications) seen.add(id);
    for (const { of } of await compare(copy, page.applications)) differing.add(of);
    await onProgress?.(seen.size);
    after = page.endCursor;
  } while (after !== null);
  const facts = await compareAgain(options, differing);
  const extra = await extraApplications(options, seen);
  const dimensions = await compareDimensions(options);
  return {
    applications: seen.size,
    differences: [...facts, ...extra, ...dimensions].slice(0, mostDifferences),
  };
}

/** Compares what differs again until it does not, or no longer can because of changes. */
async function compareAgain(
  { peers, copy, signal }: VerifyOptions,
  ids: ReadonlySet<string>,
): Promise<Difference[]> {
  let left = [...ids];
  let differences: Difference[] = [];
  for (let tries = 0; left.length > 0 && tries < mostTries; tries += 1) {
    await copy.caughtUp(signal);
    differences = [];
    for (let from = 0; from < left.length; from += perPage) {
      const some = left.slice(from, from + perPage);
      differences.push(...(await compare(copy, await factsWithIds(peers, some))));
    }
    left = [...new Set(differences.map(({ of }) => of))];
  }
  return differences;
}

/** The tables in which the copy has other rows of applications. */
async function compare(
  copy: Pick<Copy, 'read'>,
  applications: readonly ApplicationFacts[],
): Promise<Difference[]> {
  if (applications.length === 0) return [];
  return copy.read(async (connection) => {
    const keys = await keysOf(connection, applications);
    const wanted = factRows(applications, ({ id }) => keys.get(bitsOf(id)) ?? -1);
    const differences: Difference[] = [];
    for (const table of factTables) {
      const found = await rowsByApp(connection, table, [...keys.values()]);
      const expected = textsByApp(table, wanted);
      for (const { id } of applications) {
        const app = keys.get(bitsOf(id)) ?? -1;
        if (found.get(app) !== expected.get(app)) differences.push({ table, of: id });
      }
    }
    return differences;
  });
}

/** The expected rows of each application, as one text. */
function textsByApp(table: (typeof factTables)[number], rows: FactRows): Map<number, string> {
  const columns = columnsOf(table, rows[table] as never);
  const apps = columns[0]?.values ?? [];
  return textsOf(
    apps.map((app, index) => [app, ...columns.slice(1).map(({ values }) => values[index])]),
  );
}

async function rowsByApp(
  connection: DuckDBConnection,
  table: (typeof factTables)[number],
  apps: readonly number[],
): Promise<Map<number, string>> {
  const { INTEGER, LIST, listValue } = await import('@duckdb/node-api');
  const order = table === 'applications' ? 'app' : 'app, place';
  const reader = await connection.runAndReadAll(
    `SELECT * FROM ${table} WHERE app IN (SELECT unnest($1)) ORDER BY ${order}`,
    [listValue([...apps])],
    [LIST(INTEGER)],
  );
  return textsOf(await valuesOf(reader.getRows()));
}

function textsOf(rows: readonly (readonly unknown[])[]): Map<number, string> {
  const texts = new Map<number, string>();
  for (const row of rows) {
    const app = Number(row[0]);
    texts.set(app, `${texts.get(app) ?? ''}${textOf(row)}\n`);
  }
  return texts;
}

const textOf = (row: readonly unknown[]) =>
  JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** Applications of the copy that were not found, apart from those that were filed meanwhile. */
async function extraApplications(
  { copy, peers }: VerifyOptions,
  seen: ReadonlySet<string>,
): Promise<Difference[]> {
  const bits = new Set([...seen].map((id) => bitsOf(id)));
  const others = await copy.read(async (connection) => {
    const result = await connection.runAndReadAll('SELECT id FROM applications');
    const ids = (await valuesOf(result.getRows())).map(([id]) => BigInt(id ?? 0));
    const twice = ids.length - new Set(ids).size;
    return { unseen: ids.filter((id) => !bits.has(id)), twice };
  });
  const ids = others.unseen.map(publicIdOf);
  const filed = new Set<string>();
  for (let from = 0; from < ids.length; from += perPage) {
    for (const { id } of await factsWithIds(peers, ids.slice(from, from + perPage))) filed.add(id);
  }
  return [
    ...ids.filter((id) => !filed.has(id)).map((of) => ({ table: 'applications' as const, of })),
    ...(others.twice > 0 ? [{ table: 'applications' as const, of: `${others.twice} twice` }] : []),
  ];
}

const publicIdOf = (bits: bigint) =>
  `app_${Buffer.from(bits.toString(16).padStart(32, '0'), 'hex').toString('base64url')}`;

/** The dimension tables, compared as a whole. */
async function compareDimensions({ copy, peers, signal }: VerifyOptions): Promise<Difference[]> {
  let differences: Difference[] = [];
  for (let tries = 0; tries < mostTries; tries += 1) {
    await copy.caughtUp(signal);
    const { days } = await businessDays(peers);
    const { units } = await readUnits(peers, { after: 0, generation: null });
    const rest = await placesAndTopics(peers);
    const expected = {
      business_days: columnsOf('business_days', days),
      unit_forms: columnsOf('unit_forms', units.flatMap(unitRows)),
      topics: columnsOf('topics', rest.topics),
      places: columnsOf('places', placeRows(rest)),
    };
    differences = [];
    for (const table of Object.keys(expected) as (keyof typeof expected)[]) {
      const wanted = rowTexts(expected[table]);
      const found = await copy.read(async (connection) => {
        const reader = await connection.runAndReadAll(`SELECT * FROM ${table}`);
        return (await valuesOf(reader.getRows())).map(textOf);
      });
      differences.push(...differingRows(table, wanted, found));
    }
    if (differences.length === 0) break;
  }
  return differences;
}

const rowTexts = (columns: ReturnType<typeof columnsOf>): string[] =>
  (columns[0]?.values ?? []).map((_, index) => textOf(columns.map(({ values }) => values[index])));

function differingRows(
  table: TableName,
  wanted: readonly string[],
  found: readonly string[],
): Difference[] {
  const counts = new Map<string, number>();
  for (const row of wanted) counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const row of found) counts.set(row, (counts.get(row) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([of]) => ({ table, of }));
}
