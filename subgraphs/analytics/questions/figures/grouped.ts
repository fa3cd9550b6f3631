import { join, raw, sql, type Sql } from '../statement.ts';
import type { Dimension, Placed } from './dimensions.ts';
import type { Measure } from './measures.ts';
import { rowsOf, type Source } from './source.ts';
import type { Grouping } from './unit-tree.ts';

/** The parts of which groups are made. */
export interface Grouped {
  readonly source: Source;
  readonly condition: Sql;
  readonly today: Sql;
  readonly placed: Placed;
  readonly dimensions: readonly {
    readonly dimension: Dimension;
    readonly limits: readonly number[] | null;
  }[];
  readonly measures: readonly Measure[];
  readonly grouping: { readonly of: Grouping; readonly byDay: boolean } | null;
}

/** The query for groups: dimensions in the columns `d0` and so on, figures in `m0` and so on. */
export function groupedSql({ source, measures, ...given }: Grouped): Sql {
  const context = { placed: given.placed, isLevel: given.grouping !== null };
  const values = given.dimensions.map(({ dimension, limits }) => {
    const value = dimension.value(context);
    return limits ? bucketOf(value, limits) : value;
  });
  const figures = measures.map(({ value }) => value);
  const needs = new Set([...values, ...figures].flatMap((part) => [...part.needs]));
  const keys = values.map((_, index) => raw(`d${index}`));
  let rows = rowsOf({
    source,
    condition: given.condition,
    today: given.today,
    asked: [...values, ...figures],
    grouping: given.grouping,
  });
  // With several days, an application has a row for each of them.
  const person = join([raw('person'), ...(source.isOfDays ? [raw('today')] : [])]);
  if (needs.has('applicant')) {
    rows = sql`SELECT *, count(*) OVER (PARTITION BY ${person}) AS applications_of_applicant FROM (${rows})`;
  }
  rows = sql`SELECT ${join([raw('*'), ...values.map((value, index) => sql`${value} AS ${raw(`d${index}`)}`)])} FROM (${rows})`;
  if (needs.has('applicantInGroup')) {
    const partition = join([...keys, person]);
    rows = sql`SELECT *, count(*) OVER (PARTITION BY ${partition}) AS applications_in_group FROM (${rows})`;
  }
  const columns = [
    ...keys,
    ...figures.map((figure, index) => sql`${figure} AS ${raw(`m${index}`)}`),
  ];
  const by = keys.length > 0 ? sql`GROUP BY ${join(keys)}` : raw('');
  return sql`SELECT ${join(columns)} FROM (${rows}) ${by}`;
}

/** The least number of the group of a number; -1 below all limits. */
function bucketOf(number: Sql, limits: readonly number[]): Sql {
  const cases = limits.toReversed().map((limit) => {
    const least = sql`CAST(${limit} AS INTEGER)`;
    return sql`WHEN ${number} >= ${least} THEN ${least}`;
  });
  return sql`CASE WHEN ${number} IS NULL THEN NULL ${join(cases, ' ')} ELSE -1 END`;
}
