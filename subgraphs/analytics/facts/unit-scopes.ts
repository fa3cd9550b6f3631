import { type LinkedUnit, scopeOf } from '../../../lib/kit/unit-lineage.ts';
import type { DuckDBConnection } from '../database/index.ts';
import type { UnitForm, UnitHistory } from '../peers/index.ts';
import { type Column, unitOf } from './tables.ts';

/** A present unit, and one in whose scope it is. */
interface ScopeRow {
  readonly unit: string;
  readonly above: string;
  /** How many steps are between them: 0 for the unit itself. */
  readonly distance: number;
  /** Null for a unit that another one stands for. */
  readonly standing: Standing | null;
}

/** What groups are made by. Units that others stand for do not count. */
interface Standing {
  readonly kind: string;
  /** The number of units above it. */
  readonly depth: number;
  /** The unit directly above it. */
  readonly parent: string | null;
}

/**
 * The present tree as `scopeOf` has it: one row for each unit and each unit in whose scope it is, which are itself and
 * those above it. So no question has to go through the tree. `kind`, `depth` and `parent` are those of `above`.
 */
export const scopeColumns = {
  unit: { type: 'UINTEGER', of: ({ unit }) => unitOf(unit) },
  above: { type: 'UINTEGER', of: ({ above }) => unitOf(above) },
  distance: { type: 'UTINYINT', of: ({ distance }) => distance },
  kind: { type: 'VARCHAR', of: ({ standing }) => standing?.kind ?? null },
  depth: { type: 'UTINYINT', of: ({ standing }) => standing?.depth ?? null },
  parent: { type: 'UINTEGER', of: ({ standing }) => unitOf(standing?.parent) },
} as const satisfies Readonly<Record<string, Column<ScopeRow>>>;

/** The present forms of units, by their ids. */
export const presentForms = (units: readonly UnitHistory[]): ReadonlyMap<string, UnitForm> =>
  new Map(units.flatMap(({ id, forms }) => forms.slice(-1).map((form) => [id, form] as const)));

/** The rows of some units, by the present forms of all. `writeScopes` makes the same of the forms that a copy has. */
export function scopeRows(
  units: readonly Pick<UnitHistory, 'id'>[],
  forms: ReadonlyMap<string, UnitForm>,
): ScopeRow[] {
  const known = new Map<string, Standing | null>();
  const standingOf = (id: string): Standing | null => {
    const standing = known.get(id) ?? findStanding(id, forms);
    known.set(id, standing);
    return standing;
  };
  return units.flatMap(({ id: unit }) =>
    scopeOf(unit, forms).map((above, distance) => ({
      unit,
      above,
      distance,
      standing: standingOf(above),
    })),
  );
}

function findStanding(id: string, forms: ReadonlyMap<string, UnitForm>): Standing | null {
  const form = forms.get(id);
  if (!form || !isStanding(form)) return null;
  const above = scopeOf(id, forms)
    .slice(1)
    .filter((each) => isStanding(forms.get(each)));
  return { kind: form.kind, depth: above.length, parent: above[0] ?? null };
}

/** Whether no other unit stands for it. */
const isStanding = (unit: LinkedUnit | undefined): boolean =>
  unit !== undefined && (unit.status !== 'CLOSED' || unit.successorId === null);

/** The scopes of some units, made of the forms of all, in the order in which DuckDB can skip most of what is not asked for. */
const scopesOf = (units: string) => `
  WITH RECURSIVE links AS (
    SELECT unit, kind, coalesce(CASE WHEN status = 'CLOSED' THEN successor END, parent) AS next,
      status <> 'CLOSED' OR successor IS NULL AS stands
    FROM unit_forms WHERE valid_until = DATE '9999-12-31'
  ), scopes AS (
    SELECT unit, unit AS above, [unit] AS path FROM links WHERE ${units}
    UNION ALL
    SELECT scopes.unit, links.next, list_append(scopes.path, links.next)
    FROM scopes JOIN links ON links.unit = scopes.above
    WHERE links.next IS NOT NULL AND NOT list_contains(scopes.path, links.next)
  ), placed AS (
    SELECT scopes.unit, above, len(path) - 1 AS distance, kind, CASE WHEN stands THEN above END AS standing
    FROM scopes JOIN links ON links.unit = above
  ), counted AS (
    SELECT *, count(standing) OVER further AS depth, first_value(standing IGNORE NULLS) OVER further AS parent
    FROM placed
    WINDOW further AS (PARTITION BY unit ORDER BY distance ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
  )
  SELECT unit, above, distance, CASE WHEN standing IS NOT NULL THEN kind END,
    CASE WHEN standing IS NOT NULL THEN depth END, CASE WHEN standing IS NOT NULL THEN parent END
  FROM counted ORDER BY above, unit`;

/** Writes the table from the forms of all units, in the transaction of the connection. */
export async function writeScopes(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM unit_scopes');
  await connection.run(`INSERT INTO unit_scopes ${scopesOf('true')}`);
}

/** The same where only some units lie elsewhere: their scopes, and those of the units that were or are now below them. */
export async function rewriteScopes(
  connection: DuckDBConnection,
  changed: readonly string[],
): Promise<void> {
  if (changed.length === 0) return;
  const { LIST, listValue, UINTEGER } = await import('@duckdb/node-api');
  const types = [LIST(UINTEGER)];
  const named = changed.map(Number);
  const reader = await connection.runAndReadAll(
    `WITH changed AS (SELECT unnest($1) AS unit)
     SELECT DISTINCT unit FROM unit_scopes WHERE above IN (
       FROM changed
       UNION ALL SELECT unit FROM unit_forms WHERE parent IN (FROM changed) OR successor IN (FROM changed))`,
    [listValue(named)],
    types,
  );
  const below = reader.getRows().map(([unit]) => Number(unit));
  const values = [listValue([...new Set([...named, ...below])])];
  const concerned = 'unit IN (SELECT unnest($1))';
  await connection.run(`DELETE FROM unit_scopes WHERE ${concerned}`, values, types);
  await connection.run(`INSERT INTO unit_scopes ${scopesOf(concerned)}`, values, types);
}
