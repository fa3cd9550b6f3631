import type { Peers } from '../../../lib/federation/peers.ts';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { DuckDBConnection } from '../database/index.ts';
import {
  bitsOf,
  columnsOf,
  type FactRows,
  factRows,
  factTables,
  placeRows,
  presentForms,
  scopeRows,
  type TableName,
  unitRows,
} from '../facts/index.ts';
import {
  type ApplicationFacts,
  businessDays,
  factsPage,
  factsWithIds,
  placesAndTopics,
  type UnitHistory,
} from '../peers/index.ts';
import type { Copy } from './copy.ts';
import { keysOf, valuesOf } from './read-facts.ts';
import { readUnits } from './read-units.ts';

/** A difference between a copy and its origin. */
interface Difference {
  readonly table: TableName;
  /** The subject of the row: the id of an application, or the key of a dimension. */
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
  /** Applications that are compared at once. */
  perPage?: number;
  /** Keys of the copy that are read at once: turning rows into values of JavaScript stops everything else. */
  keysAtOnce?: number;
  /** Units whose forms and scopes are compared at once, for the same reason. */
  unitsAtOnce?: number;
}

const defaultPerPage = 500;
/** Applications may change while they are compared. */
const mostTries = 10;
const mostDifferences = 1_000;
const defaultKeysAtOnce = 10_000;
const defaultUnitsAtOnce = 1_000;
/** Ids that DuckDB compares with each other at once. */
const idsAtOnce = 1_000_000;

/**
 * Compares the copy with facts that are computed anew from the stored documents of all applications, and with the
 * directory and the calendar. Work goes on meanwhile: what differs is compared again once the copy has caught up. Of each
 * application a bit is kept, of units their forms, of the copy some rows at a time. Ends when there are 1,000 differences.
 * @throws `UNAVAILABLE` when the copy or its origin cannot be read, or the copy is built anew meanwhile.
 */
export async function verifyCopy(options: VerifyOptions): Promise<Verification> {
  const { peers, copy, signal, onProgress, perPage = defaultPerPage } = options;
  await copy.caughtUp(signal);
  const build = await copy.read(buildOf);
  const seen = new SeenKeys(build);
  const differences: Difference[] = [];
  let applications = 0;
  let doubtful: string[] = [];
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const page: Awaited<ReturnType<typeof factsPage>> = await factsPage(peers, {
      after,
      first: perPage,
    });
    for (const { of } of await compare(copy, page.applications, seen)) doubtful.push(of);
    applications += page.applications.length;
    await onProgress?.(applications);
    after = page.endCursor;
    if (doubtful.length >= perPage || after === null) {
      differences.push(...(await compareAgain(options, seen, doubtful)));
      doubtful = [];
    }
  } while (after !== null && differences.length < mostDifferences);
  const others = [extraApplications, repeatedApplications, compareDimensions];
  for (const compareMore of others) {
    if (differences.length >= mostDifferences) break;
    differences.push(...(await compareMore(options, seen)));
  }
  return { applications, differences: differences.slice(0, mostDifferences) };
}

/** The applications of a copy that were found at the origin: a bit for each, by its key. */
class SeenKeys {
  readonly #build: string;
  #bits = new Uint8Array(1_024);

  constructor(build: string) {
    this.#build = build;
  }

  add(app: number): void {
    const at = app >> 3;
    if (at >= this.#bits.length) {
      const more = new Uint8Array(Math.max(at + 1, 2 * this.#bits.length));
      more.set(this.#bits);
      this.#bits = more;
    }
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (app & 7));
  }

  has(app: number): boolean {
    return ((this.#bits[app >> 3] ?? 0) & (1 << (app & 7))) !== 0;
  }

  /** @throws `UNAVAILABLE` if the connection is to a copy that gives applications other keys. */
  async requireSame(connection: DuckDBConnection): Promise<void> {
    if ((await buildOf(connection)) !== this.#build)
      throw unavailable(say`The copy for statistics`);
  }
}

async function buildOf(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll('SELECT build FROM state');
  return String(reader.getRows()[0]?.[0]);
}

/** Compares what differs again until it does not, or no longer can because of changes. */
async function compareAgain(
  { peers, copy, signal, perPage = defaultPerPage }: VerifyOptions,
  seen: SeenKeys,
  ids: readonly string[],
): Promise<Difference[]> {
  let left = [...new Set(ids)];
  let differences: Difference[] = [];
  for (let tries = 0; left.length > 0 && tries < mostTries; tries += 1) {
    await copy.caughtUp(signal);
    differences = [];
    for (let from = 0; from < left.length; from += perPage) {
      const some = left.slice(from, from + perPage);
      differences.push(...(await compare(copy, await factsWithIds(peers, some), seen)));
    }
    left = [...new Set(differences.map(({ of }) => of))];
  }
  return differences;
}

/** The tables in which the copy has other rows of applications; those that it has are then seen. */
async function compare(
  copy: Pick<Copy, 'read'>,
  applications: readonly ApplicationFacts[],
  seen: SeenKeys,
): Promise<Difference[]> {
  if (applications.length === 0) return [];
  return copy.read(async (connection) => {
    await seen.requireSame(connection);
    const keys = await keysOf(connection, applications);
    for (const app of keys.values()) seen.add(app);
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
async function extraApplications(options: VerifyOptions, seen: SeenKeys): Promise<Difference[]> {
  const { copy, peers, signal } = options;
  const { perPage = defaultPerPage, keysAtOnce = defaultKeysAtOnce } = options;
  const differences: Difference[] = [];
  const { most } = await copy.read(sizeOf);
  for (let from = 0; from <= most && differences.length < mostDifferences; from += keysAtOnce) {
    signal.throwIfAborted();
    const ids = await copy.read((connection) =>
      unseenIds(connection, seen, [from, from + keysAtOnce]),
    );
    for (let at = 0; at < ids.length; at += perPage) {
      const some = ids.slice(at, at + perPage);
      const filed = new Set((await factsWithIds(peers, some)).map(({ id }) => id));
      for (const of of some) if (!filed.has(of)) differences.push({ table: 'applications', of });
    }
  }
  return differences;
}

async function unseenIds(
  connection: DuckDBConnection,
  seen: SeenKeys,
  [from, until]: readonly [number, number],
): Promise<string[]> {
  await seen.requireSame(connection);
  const reader = await connection.runAndReadAll(
    `SELECT app, id FROM applications WHERE app >= ${from} AND app < ${until}`,
  );
  const rows = reader.getRows().filter(([app]) => !seen.has(Number(app)));
  return (await valuesOf(rows)).map(([, id]) => publicIdOf(BigInt(id ?? 0)));
}

/** Ids that the copy has more than once. */
async function repeatedApplications({ copy, signal }: VerifyOptions): Promise<Difference[]> {
  const differences: Difference[] = [];
  const { count } = await copy.read(sizeOf);
  const parts = Math.ceil(count / idsAtOnce);
  for (let part = 0; part < parts; part += 1) {
    signal.throwIfAborted();
    const ids = await copy.read(async (connection) => {
      const reader = await connection.runAndReadAll(
        `SELECT id FROM applications WHERE hash(id) % ${parts} = ${part}
         GROUP BY id HAVING count(*) > 1 LIMIT ${mostDifferences}`,
      );
      return valuesOf(reader.getRows());
    });
    for (const [id] of ids) {
      differences.push({ table: 'applications', of: `${publicIdOf(BigInt(id ?? 0))} twice` });
    }
  }
  return differences;
}

async function sizeOf(connection: DuckDBConnection): Promise<{ most: number; count: number }> {
  const reader = await connection.runAndReadAll('SELECT max(app), count(*) FROM applications');
  const [[most, count] = []] = reader.getRows();
  return { most: Number(most ?? -1), count: Number(count) };
}

const publicIdOf = (bits: bigint) =>
  `app_${Buffer.from(bits.toString(16).padStart(32, '0'), 'hex').toString('base64url')}`;

/** The dimension tables: those of units some units at a time, the others, which are small, as a whole. */
async function compareDimensions(options: VerifyOptions): Promise<Difference[]> {
  const { copy, peers, signal } = options;
  let differences: Difference[] = [];
  for (let tries = 0; tries < mostTries; tries += 1) {
    await copy.caughtUp(signal);
    const { days } = await businessDays(peers);
    const { units } = await readUnits(peers, { after: 0, generation: null });
    const rest = await placesAndTopics(peers);
    const expected = {
      business_days: columnsOf('business_days', days),
      topics: columnsOf('topics', rest.topics),
      places: columnsOf('places', placeRows(rest)),
    };
    differences = await differingRows(copy, expected);
    differences.push(...(await compareUnits(options, units)));
    if (differences.length === 0) break;
  }
  return differences;
}

/** Each part of the units is compared with the rows of the copy from its first unit to that of the next part. */
async function compareUnits(
  { copy, signal, unitsAtOnce = defaultUnitsAtOnce }: VerifyOptions,
  units: readonly UnitHistory[],
): Promise<Difference[]> {
  const forms = presentForms(units);
  const sorted = units.toSorted((one, other) => Number(one.id) - Number(other.id));
  const differences: Difference[] = [];
  let at = 0;
  do {
    signal.throwIfAborted();
    const some = sorted.slice(at, at + unitsAtOnce);
    const from = at === 0 ? 0 : Number(some[0]?.id);
    at += unitsAtOnce;
    const next = sorted[at];
    const before = next ? ` AND unit < ${Number(next.id)}` : '';
    const expected = {
      unit_forms: columnsOf('unit_forms', some.flatMap(unitRows)),
      unit_scopes: columnsOf('unit_scopes', scopeRows(some, forms)),
    };
    differences.push(...(await differingRows(copy, expected, `unit >= ${from}${before}`)));
  } while (at < sorted.length && differences.length < mostDifferences);
  return differences;
}

type Expected = Partial<Record<TableName, ReturnType<typeof columnsOf>>>;

/** The rows that are expected and not in the copy, or the reverse, of those that meet a condition. */
async function differingRows(
  copy: Pick<Copy, 'read'>,
  expected: Expected,
  condition = 'true',
): Promise<Difference[]> {
  const tables = Object.entries(expected) as [TableName, NonNullable<Expected[TableName]>][];
  const differences: Difference[] = [];
  for (const [table, columns] of tables) {
    const found = await copy.read(async (connection) => {
      const reader = await connection.runAndReadAll(`SELECT * FROM ${table} WHERE ${condition}`);
      return valuesOf(reader.getRows());
    });
    const counts = new Map<string, number>();
    const count = (row: string, more: number) => counts.set(row, (counts.get(row) ?? 0) + more);
    for (const row of rowTexts(columns)) count(row, 1);
    for (const row of found) count(textOf(row), -1);
    for (const [of, more] of counts) if (more !== 0) differences.push({ table, of });
  }
  return differences;
}

const rowTexts = (columns: ReturnType<typeof columnsOf>): string[] =>
  (columns[0]?.values ?? []).map((_, index) => textOf(columns.map(({ values }) => values[index])));
