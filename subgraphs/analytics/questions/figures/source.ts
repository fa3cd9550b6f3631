import { join, raw, sql, type Sql } from '../statement.ts';
import type { Grouping } from './unit-tree.ts';

/** A table that a source joins where a part of the statement needs it. */
interface Joined {
  readonly columns: Sql;
  readonly table: Sql;
}

/** The rows that questions of one kind are about. */
export interface Source {
  /** A query for the rows of the copy. */
  readonly table: Sql;
  readonly alias: string;
  /** Columns that are computed of each row. */
  readonly computed: Sql;
  /** The possible joins, by the names that parts of statements need. */
  readonly joins: Readonly<Record<string, Joined>>;
  /** The day of a row by which the tree of then is looked up. */
  readonly day: Sql;
  /** Whether there are rows as they were on several days, told apart by `today`. */
  readonly isOfDays: boolean;
}

interface Rows {
  readonly source: Source;
  readonly condition: Sql;
  readonly today: Sql;
  /** The requested parts of the rows, which determine the joins. */
  readonly asked: readonly Sql[];
  readonly grouping?: { readonly of: Grouping; readonly byDay: boolean } | null;
}

/** The columns with units that can be grouped by a level of the tree, by what parts of statements then need. */
const groupedUnits = { unitGroup: 'unit', forwardedFromGroup: 'forwarded_from' } as const;

/** The query for the rows that meet a condition, with everything that is asked of them. */
export function rowsOf({ source, condition, today, asked, grouping = null }: Rows): Sql {
  const needs = new Set([condition, ...asked].flatMap((part) => [...part.needs]));
  const joined = Object.entries(source.joins).filter(([name]) => needs.has(name));
  const alias = raw(source.alias);
  const columns = [sql`${alias}.*`, ...joined.map(([, one]) => one.columns)];
  const tables = joined.map(([, one]) => one.table);
  for (const [need, unit] of Object.entries(groupedUnits)) {
    if (!grouping || !needs.has(need)) continue;
    const groups = raw(`${unit}_groups`);
    columns.push(sql`${groups}.unit_group AS ${raw(`${unit}_group`)}`);
    const days = grouping.byDay
      ? sql` AND ${source.day} >= ${groups}.since AND ${source.day} < ${groups}.until`
      : raw('');
    tables.push(
      sql`LEFT JOIN (${grouping.of.table}) AS ${groups} ON ${groups}.member = ${alias}.${raw(unit)}${days}`,
    );
  }
  return sql`
    SELECT * FROM (
      SELECT ${join(columns)}, ${source.computed}
      FROM (SELECT *, ${today} AS today FROM (${source.table})) AS ${alias}
      ${join(tables, ' ')}
    ) WHERE ${condition}`;
}
