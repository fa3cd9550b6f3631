import { badInput } from '../../../../lib/kit/errors.ts';
import { requireChoice } from '../../../../lib/kit/require-choice.ts';
import { say } from '../../../../lib/kit/say.ts';
import { requireUnitId } from '../../../../lib/kit/unit-id.ts';
import type { UnitLevel, UnitsFilter, UnitTree } from '../../schema-types.ts';
import type { Condition } from '../filter/conditions.ts';
import type { Mentioned } from '../filter/mentioned.ts';
import { listOf, raw, sql, type Sql, wholeOf } from '../statement.ts';

/** The present forms of units. */
const present = raw(`valid_until = DATE '9999-12-31'`);

/**
 * The forms of units with the unit directly above: a closed unit lies below its successor, as `lib/kit/unit-lineage.ts`
 * has it.
 */
const links = (condition: Sql): Sql => sql`
  SELECT unit, kind, valid_from, valid_until,
    CASE WHEN status = 'CLOSED' AND successor IS NOT NULL THEN successor ELSE parent END AS above
  FROM unit_forms WHERE ${condition}`;

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
      WITH RECURSIVE links AS (${links(present)}), below AS (
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
 * through downwards from the units that are groups, so that each unit inherits from the one above it.
 * @throws `BAD_USER_INPUT` unless exactly one kind of level is given.
 */
export function groupingOf(level: UnitLevel, tree: UnitTree, mentioned: Mentioned): Grouping {
  const { own, begin, within } = groupsOf(level, mentioned);
  const { forms, since, until, meets } = tree === 'NOW' ? now : then;
  return {
    table: sql`
      WITH RECURSIVE links AS (${links(forms)}), placed AS (
        SELECT unit, valid_from, valid_until, 0 AS depth,
          CASE WHEN ${own(raw('0'))} THEN unit END AS unit_group
        FROM links WHERE ${begin}
        UNION ALL
        SELECT links.unit, ${since}, ${until}, placed.depth + 1,
          CASE WHEN ${own(raw('placed.depth + 1'))} THEN links.unit ELSE placed.unit_group END
        FROM links JOIN placed ON links.above = placed.unit AND ${meets}
        WHERE placed.depth < ${raw(String(mostDepth))} AND ${within}
      )
      SELECT unnest(list(struct_pack(member := unit, since := valid_from, until := valid_until,
        unit_group := unit_group)), recursive := true)
      FROM placed`,
  };
}

/** The forms that the tree has, and the days on which a unit and the one above it were both valid. */
interface Validity {
  readonly forms: Sql;
  readonly since: Sql;
  readonly until: Sql;
  readonly meets: Sql;
}

/** One form of each unit, all valid together. */
const now: Validity = {
  forms: present,
  since: raw('links.valid_from'),
  until: raw('links.valid_until'),
  meets: raw('true'),
};
const then: Validity = {
  forms: raw('true'),
  since: raw('greatest(links.valid_from, placed.valid_from)'),
  until: raw('least(links.valid_until, placed.valid_until)'),
  meets: raw('links.valid_from < placed.valid_until AND placed.valid_from < links.valid_until'),
};

/** Which units are groups, and the part of the tree that has to be gone through. */
interface Groups {
  /** Whether a unit is a group of its own, by its kind, its depth and the unit above it. */
  own(depthOfUnit: Sql): Sql;
  /** The units from which to go downwards. */
  readonly begin: Sql;
  /** The units that are then gone through. */
  readonly within: Sql;
}

function groupsOf({ kinds, depth, below }: UnitLevel, mentioned: Mentioned): Groups {
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
  const own = kinds == null ? isDirectlyBelow(below ?? '', mentioned) : isOfKinds(kinds);
  // Begins at all of them, and goes down until the next.
  return { own: () => own, begin: own, within: sql`NOT coalesce(${own}, false)` };
}

const isOfKinds = (kinds: NonNullable<UnitLevel['kinds']>): Sql =>
  sql`links.kind IN ${listOf(requireChoice(kinds, 'unitLevel.kinds', mostKinds) ?? [])}`;

/** The unit itself is a group, too. */
function isDirectlyBelow(id: string, mentioned: Mentioned): Sql {
  requireUnitId(id, 'unitLevel.below');
  mentioned.code('unit', id, 'unitLevel.below');
  const unit = wholeOf(Number(id));
  return sql`(links.unit = ${unit} OR links.above = ${unit})`;
}
