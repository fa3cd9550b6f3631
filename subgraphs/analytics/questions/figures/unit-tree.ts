import { badInput } from '../../../../lib/kit/errors.ts';
import { requireChoice } from '../../../../lib/kit/require-choice.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { UnitLevel, UnitsFilter, UnitTree } from '../../schema-types.ts';
import type { Condition } from '../filter/conditions.ts';
import type { Mentioned } from '../filter/mentioned.ts';
import { listOf, raw, sql, type Sql, wholeOf } from '../statement.ts';

// The rules of `lib/kit/unit-lineage.ts` in SQL, for the forms that units have now or had on a day. A test compares the two.

/** The present forms of units. */
const present = raw(`valid_until = DATE '9999-12-31'`);

/** The unit by which a form is stood for: the successor of a closed unit. */
const stoodBy = raw(`CASE WHEN status = 'CLOSED' THEN successor END`);

/** The present units with the unit directly above: a closed unit lies below its successor. */
const links: Sql = sql`
  SELECT unit, coalesce(${stoodBy}, parent) AS above FROM unit_forms WHERE ${present}`;

const mostUnits = 100;
const mostKinds = 19;
const mostDepth = 31;

// DuckDB takes what is recursive for larger than all tables, and would look up units among a million applications instead
// of applications among units. It takes the members of a list for few.

/** The unit is one of those of a filter or, unless it says otherwise, lies below one in the present tree. */
export const inUnits =
  (isIn: (units: Sql) => Sql): Condition<UnitsFilter> =>
  ({ ids, withSubunits }, { field, mentioned }) => {
    const units = requireChoice(ids, `${field}.ids`, mostUnits) ?? [];
    for (const id of units) mentioned.code('unit', id, `${field}.ids[${ids.indexOf(id)}]`);
    const named = listOf(units.map(Number));
    if (!withSubunits) return isIn(named);
    return isIn(sql`(
      WITH RECURSIVE links AS (${links}), below AS (
        SELECT unit FROM links WHERE unit IN ${named}
        UNION SELECT links.unit FROM links JOIN below ON links.above = below.unit
      )
      SELECT unnest(list(unit)) FROM below)`);
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
 * The units that groups are of, by level, for every unit that has one and the days on which it was so. The tree is gone
 * through downwards from the units that are groups, so that each unit inherits from the one above it. Before that, every
 * unit is replaced by the one that stands for it, and the unit above by the one that stands for that: a closed unit counts
 * as its successor, not as a unit below it. Few units are closed: all others stand for themselves.
 * @throws `BAD_USER_INPUT` unless exactly one kind of level is given.
 */
export function groupingOf(level: UnitLevel, tree: UnitTree, mentioned: Mentioned): Grouping {
  const { own, begin, within } = groupsOf(level, tree, mentioned);
  return {
    table: sql`
      WITH RECURSIVE ${tree === 'NOW' ? now : then}, concerned AS (
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
        FROM standing JOIN placed ON standing.stand_in = placed.unit AND ${meets('standing', 'placed')})`,
  };
}

/** Whether there are days on which rows of two tables were both valid. */
const meets = (one: string, other: string): Sql =>
  raw(`${one}.since < ${other}.until AND ${other}.since < ${one}.until`);

/** These days. Those of the first, if there is nothing in the other. */
const common = (one: string, other: string): Sql =>
  raw(
    `greatest(${one}.since, ${other}.since) AS since, least(${one}.until, ${other}.until) AS until`,
  );

const firstDay = raw(`DATE '0001-01-01'`);
const lastDay = raw(`DATE '9999-12-31'`);

/** One form of each unit, all valid together. */
const now: Sql = sql`forms AS (
  SELECT unit, kind, parent, ${stoodBy} AS stood_by, ${firstDay} AS since, ${lastDay} AS until
  FROM unit_forms WHERE ${present})`;

/**
 * All forms, with the days on which they were valid. Before it was created, a unit is stood for by the one unit that it has
 * taken over from, if that is older; otherwise it is where it was when it was created.
 */
const then: Sql = sql`created AS (
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
interface Groups {
  /** Whether a unit is a group of its own, by its kind, its depth and the unit above it in `links`. */
  own(depthOfUnit: Sql): Sql;
  /** The units from which to go downwards. */
  readonly begin: Sql;
  /** The units that are then gone through. */
  readonly within: Sql;
}

function groupsOf(
  { kinds, depth, below }: UnitLevel,
  tree: UnitTree,
  mentioned: Mentioned,
): Groups {
  if ([kinds, depth, below].filter((given) => given != null).length !== 1) {
    const message = say`Give exactly one of kinds, depth and below.`;
    throw badInput('unitLevel', 'CONFLICT', message);
  }
  if (depth != null) {
    if (depth < 0 || depth > mostDepth) {
      const message = say`unitLevel.depth must be between 0 and ${mostDepth}.`;
      throw badInput('unitLevel.depth', 'RANGE', message, { min: 0, max: mostDepth });
    }
    return {
      own: (depthOfUnit) => sql`${depthOfUnit} = ${wholeOf(depth)}`,
      begin: raw('above IS NULL'),
      within: raw('true'),
    };
  }
  const own = kinds == null ? isDirectlyBelow(below ?? '', tree, mentioned) : isOfKinds(kinds);
  // Begins at all of them, and goes down until the next.
  return { own: () => own, begin: own, within: sql`NOT coalesce(${own}, false)` };
}

const isOfKinds = (kinds: NonNullable<UnitLevel['kinds']>): Sql =>
  sql`links.kind IN ${listOf(requireChoice(kinds, 'unitLevel.kinds', mostKinds) ?? [])}`;

/** The unit itself is a group, too. What lay below a closed unit is now below the one that stands for it. */
function isDirectlyBelow(id: string, tree: UnitTree, mentioned: Mentioned): Sql {
  requireUnitId(id, 'unitLevel.below');
  mentioned.code('unit', id, 'unitLevel.below');
  const given = wholeOf(Number(id));
  const unit =
    tree === 'NOW'
      ? sql`coalesce((SELECT stand_in FROM standing WHERE unit = ${given}), ${given})`
      : given;
  return sql`(links.unit = ${unit} OR links.above = ${unit})`;
}
