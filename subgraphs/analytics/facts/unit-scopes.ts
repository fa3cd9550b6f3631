import { type LinkedUnit, scopeOf } from '../../../lib/kit/unit-lineage.ts';
import type { DuckDBConnection } from '../database/index.ts';
import type { UnitHistory } from '../peers/index.ts';
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

/** The rows that follow from all units. `writeScopes` makes the same of the forms that a copy has. */
export function scopeRows(units: readonly UnitHistory[]): ScopeRow[] {
  const forms = new Map(
    units.flatMap(({ id, forms: all }) => all.slice(-1).map((form) => [id, form] as const)),
  );
  const standingOf = (id: string): Standing | null => {
    const form = forms.get(id);
    if (!form || !isStanding(form)) return null;
    const above = scopeOf(id, forms)
      .slice(1)
      .filter((each) => isStanding(forms.get(each)));
    return { kind: form.kind, depth: above.length, parent: above[0] ?? null };
  };
  const standing = new Map([...forms.keys()].map((id) => [id, standingOf(id)]));
  return [...forms.keys()].flatMap((unit) =>
    scopeOf(unit, forms).map((above, distance) => ({
      unit,
      above,
      distance,
      standing: standing.get(above) ?? null,
    })),
  );
}

/** Whether no other unit stands for it. */
const isStanding = (unit: LinkedUnit | undefined): boolean =>
  unit !== undefined && (unit.status !== 'CLOSED' || unit.successorId === null);

/** Makes the rows of the forms of units, in the order in which DuckDB can skip most of what is not asked for. */
const madeOfForms = `
  WITH RECURSIVE links AS (
    SELECT unit, kind, coalesce(CASE WHEN status = 'CLOSED' THEN successor END, parent) AS next,
      status <> 'CLOSED' OR successor IS NULL AS stands
    FROM unit_forms WHERE valid_until = DATE '9999-12-31'
  ), scopes AS (
    SELECT unit, unit AS above, [unit] AS path FROM links
    UNION ALL
    SELECT scopes.unit, links.next, list_append(scopes.path, links.next)
    FROM scopes JOIN links ON links.unit = scopes.above
    WHERE links.next IS NOT NULL AND NOT list_contains(scopes.path, links.next)
  ), placed AS (
    SELECT scopes.unit, scopes.above, len(scopes.path) - 1 AS distance, links.kind, links.stands
    FROM scopes JOIN links ON links.unit = scopes.above
  ), standing AS (
    SELECT unit AS above, count(*) AS depth, arg_min(above, distance) AS parent
    FROM placed WHERE distance > 0 AND stands GROUP BY unit
  )
  INSERT INTO unit_scopes SELECT unit, above, distance, CASE WHEN stands THEN kind END,
    CASE WHEN stands THEN coalesce(depth, 0) END, CASE WHEN stands THEN parent END
  FROM placed LEFT JOIN standing USING (above) ORDER BY above, unit`;

/** Writes the table anew after changes of units, in the transaction of the connection. */
export async function writeScopes(connection: DuckDBConnection): Promise<void> {
  await connection.run('DELETE FROM unit_scopes');
  await connection.run(madeOfForms);
}
