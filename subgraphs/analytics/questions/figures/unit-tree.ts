import { badInput } from '../../../../lib/kit/errors.ts';
import { requireChoice } from '../../../../lib/kit/require-choice.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { UnitLevel, UnitsFilter, UnitTree } from '../../schema-types.ts';
import type { Condition } from '../filter/conditions.ts';
import type { Mentioned } from '../filter/mentioned.ts';
import { listOf, raw, sql, type Sql, wholeOf } from '../statement.ts';

// The rules of `lib/kit/unit-lineage.ts` in SQL: of the present tree as `unit_scopes` has it, and of the forms that units had
// on a day. A test compares both.

/** The present forms of units. */
const present = raw(`valid_until = DATE '9999-12-31'`);

/** The unit by which a form is stood for: the successor of a closed unit. */
const stoodBy = raw(`CASE WHEN status = 'CLOSED' THEN successor END`);

const mostUnits = 100;
const mostKinds = 19;
const mostDepth = 31;

/** The unit is one of those of a filter or, unless it says otherwise, lies below one in the present tree. */
export const inUnits =
  (isIn: (units: Sql) => Sql): Condition<UnitsFilter> =>
  ({ ids, withSubunits }, { field, mentioned }) => {
    const units = requireChoice(ids, `${field}.ids`, mostUnits) ?? [];
    for (const id of units) mentioned.code('unit', id, `${field}.ids[${ids.indexOf(id)}]`);
    const named = listOf(units.map(Number));
    if (!withSubunits) return isIn(named);
    return isIn(sql`(SELECT unit FROM unit_scopes WHERE above IN ${named})`);
  };

/** The unit is of one of the kinds. */
export const ofKinds =
  (isIn: (units: Sql) => Sql): Condition<readonly string[]> =>
  (kinds, { field }) => {
    const wanted = listOf(requireChoice(kinds, field, mostKinds) ?? []);
    return isIn(sql`(SELECT unit FROM unit_forms WHERE ${present} AND kind IN ${wanted})`);
  };

/** The kind that a unit has. */
export const kindsOfUnits: Sql = sql`SELECT unit AS unit_id, kind AS unit_kind FROM unit_forms WHERE ${present}`;

/** How the tree assigns units to the units that groups are of. */
export interface Grouping {
  /** A table with the columns `member`, `since`, `until` (the day after the last) and `unit_group`. */
  readonly table: Sql;
}

/**
 * The units that groups are of, by level, for every unit that has one and the days on which it was so: the nearest one, at
 * or above it. A closed unit counts as its successor, not as a unit below it.
 * @throws `BAD_USER_INPUT` unless exactly one kind of level is given.
 */
export function groupingOf(level: UnitLevel, tree: UnitTree, mentioned: Mentioned): Grouping {
  requireLevel(level);
  if (level.below != null) {
    requireUnitId(level.below, 'unitLevel.below');
    mentioned.code('unit', level.below, 'unitLevel.below');
  }
  return { table: tree === 'NOW' ? groupsNow(level) : groupsThen(level) };
}

function requireLevel({ kinds, depth, below }: UnitLevel): void {
  if ([kinds, depth, below].filter((given) => given != null).length !== 1) {
    const message = say`Give exactly one of kinds, depth and below.`;
    throw badInput('unitLevel', 'CONFLICT', message);
  }
  if (depth != null && (depth < 0 || depth > mostDepth)) {
    const message = say`unitLevel.depth must be between 0 and ${mostDepth}.`;
    throw badInput('unitLevel.depth', 'RANGE', message, { min: 0, max: mostDepth });
  }
}

const firstDay = raw(`DATE '0001-01-01'`);
const lastDay = raw(`DATE '9999-12-31'`);

const isOfKinds = (kind: Sql, kinds: UnitLevel['kinds']): Sql =>
  sql`${kind} IN ${listOf(requireChoice(kinds, 'unitLevel.kinds', mostKinds) ?? [])}`;

/** Of the present tree, which the copy has gone through already. */
function groupsNow({ kinds, depth, below }: UnitLevel): Sql {
  return sql`
    SELECT unit AS member, ${firstDay} AS since, ${lastDay} AS until, arg_min(above, distance) AS unit_group
    FROM unit_scopes WHERE ${isGroup()} GROUP BY unit`;

  function isGroup(): Sql {
    if (depth != null) return sql`depth = ${wholeOf(depth)}`;
    if (kinds != null) return isOfKinds(raw('kind'), kinds);
    // The unit itself, or the one that stands for it, is a group, too.
    return sql`(SELECT arg_min(above, distance) FROM unit_scopes
      WHERE unit = ${Number(below)} AND depth IS NOT NULL) IN (above, parent)`;
  }
}

/**
 * Of the tree as it was. It is gone through downwards from the units that are groups, so that each unit inherits from the
 * one above it. Before that, every unit is replaced by the one that stands for it, and the unit above by the one that
 * stands for that. Few units are closed: all others stand for themselves.
 *
 * DuckDB takes what is recursive for larger than all tables, and would look up units among a million applications instead
 * of applications among units. It takes the members of a list for few.
 */
function groupsThen(level: UnitLevel): Sql {
  const { own, begin, within } = partOf(level);
  return sql`
    WITH RECURSIVE ${forms}, concerned AS (
      SELECT unnest([unit, stood_by]) AS unit FROM forms WHERE stood_by IS NOT NULL
    ), standing AS (
      SELECT unit, unit AS stand_in, since, until FROM forms
      WHERE stood_by IS NULL AND unit IN (SELECT unit FROM concerned)
      UNION ALL
      SELECT forms.unit, standing.stand_in, ${common('forms', 'standing')}
      FROM forms JOIN standing ON forms.stood_by = standing.unit AND ${meets('forms', 'standing')}
    ), links AS (
      SELECT forms.unit, forms.kind, nullif(coalesce(standing.stand_in, forms.parent), forms.unit) AS above,
        ${common('forms', 'standing')}
      FROM forms LEFT JOIN standing ON forms.parent = standing.unit AND ${meets('forms', 'standing')}
      WHERE forms.stood_by IS NULL
    ), placed AS (
      SELECT unit, since, until, 0 AS depth, CASE WHEN ${own(raw('0'))} THEN unit END AS unit_group
      FROM links WHERE ${begin}
      UNION ALL
      SELECT links.unit, ${common('links', 'placed')}, placed.depth + 1,
        CASE WHEN ${own(raw('placed.depth + 1'))} THEN links.unit ELSE placed.unit_group END
      FROM links JOIN placed ON links.above = placed.unit AND ${meets('links', 'placed')}
      WHERE placed.depth < ${raw(String(mostDepth))} AND ${within}
    )
    SELECT unnest(list(struct_pack(member := unit, since := since, until := until,
      unit_group := unit_group)), recursive := true)
    FROM (
      SELECT unit, since, until, unit_group FROM placed WHERE unit NOT IN (SELECT unit FROM concerned)
      UNION ALL
      SELECT standing.unit, ${common('standing', 'placed')}, placed.unit_group
      FROM standing JOIN placed ON standing.stand_in = placed.unit AND ${meets('standing', 'placed')})`;
}

/** Whether there are days on which rows of two tables were both valid. */
const meets = (one: string, other: string): Sql =>
  raw(`${one}.since < ${other}.until AND ${other}.since < ${one}.until`);

/** These days. Those of the first, if there is nothing in the other. */
const common = (one: string, other: string): Sql =>
  raw(
    `greatest(${one}.since, ${other}.since) AS since, least(${one}.until, ${other}.until) AS until`,
  );

/**
 * All forms, with the days on which they were valid. Before it was created, a unit is stood for by the one unit that it has
 * taken over from, if that is older; otherwise it is where it was when it was created.
 */
const forms: Sql = sql`created AS (
  SELECT unit, min(valid_from) AS day FROM unit_forms GROUP BY unit
), origins AS (
  SELECT closed.successor AS unit, any_value(closed.unit) AS origin
  FROM (SELECT DISTINCT unit, successor FROM unit_forms WHERE status = 'CLOSED' AND successor IS NOT NULL) AS closed
    JOIN created AS first ON first.unit = closed.unit
    JOIN created AS second ON second.unit = closed.successor
  WHERE first.day < second.day
  GROUP BY closed.successor HAVING count(*) = 1
), forms AS (
  SELECT unit, kind, parent, ${stoodBy} AS stood_by,
    CASE WHEN valid_from = day AND origin IS NULL THEN ${firstDay} ELSE valid_from END AS since, valid_until AS until
  FROM unit_forms JOIN created USING (unit) LEFT JOIN origins USING (unit)
  UNION ALL
  SELECT unit, NULL, NULL, origin, ${firstDay}, day FROM origins JOIN created USING (unit))`;

/** The units that are groups, and the part of the tree that has to be traversed. */
interface Part {
  /** Whether a unit is a group of its own, by its kind, its depth and the unit above it in `links`. */
  own(depthOfUnit: Sql): Sql;
  /** The units from which to go downwards. */
  readonly begin: Sql;
  /** The units that are then gone through. */
  readonly within: Sql;
}

function partOf({ kinds, depth, below }: UnitLevel): Part {
  if (depth != null) {
    return {
      own: (depthOfUnit) => sql`${depthOfUnit} = ${wholeOf(depth)}`,
      begin: raw('above IS NULL'),
      within: raw('true'),
    };
  }
  const unit = wholeOf(Number(below));
  const own =
    kinds == null
      ? sql`(links.unit = ${unit} OR links.above = ${unit})`
      : isOfKinds(raw('links.kind'), kinds);
  // Begins at all of them, and goes down until the next.
  return { own: () => own, begin: own, within: sql`NOT coalesce(${own}, false)` };
}
