import type {
  DaysBetweenFigure,
  NumberFigure,
  NumberSummary,
  ReferralDaysBetweenFigure,
} from '../../schema-types.ts';
import { raw, sql, type Sql } from '../statement.ts';

/** A figure about the rows of a group. */
export interface Measure {
  /** The field of the group, such as `daysToAnswer.median`. */
  readonly path: string;
  /** The value, an aggregate over the rows. */
  readonly value: Sql;
  /**
   * Its value for a group that has no rows in one of two periods; null if absent.
   * @param figures the column with the figures of all groups of that period, null for this one.
   */
  readonly ofNone?: (figures: Sql) => Sql;
}

/** A number that is 0 where there is nothing to count, in answers as in conditions on groups and in their order. */
export const counted = (path: string, value: Sql): Measure => ({
  path,
  value: sql`coalesce(${value}, 0)`,
  ofNone: () => raw('0'),
});

/** A number of rows. */
export const count = (path: string, condition?: Sql): Measure =>
  counted(path, condition ? rowsWith(condition) : raw('count(*)'));

/** The sum of a number that every row has. */
export const sum = (path: string, number: Sql): Measure => counted(path, sql`sum(${number})`);

/** How many different values rows have. */
export const distinct = (path: string, value: Sql): Measure =>
  counted(path, sql`count(DISTINCT ${value})`);

/** Any other figure. */
export const figure = (path: string, value: Sql): Measure => ({ path, value });

/** A part as a share of the whole; null where the whole is 0. */
export const share = (path: string, part: Sql, whole: Sql): Measure =>
  figure(path, sql`CAST(${part} AS DOUBLE) / nullif(${whole}, 0)`);

export const rowsWith = (condition: Sql): Sql => sql`count(*) FILTER (WHERE ${condition})`;

/**
 * The share of all rows of the question; with several days, of those of the same day: a group is then of one day. Null
 * only where there are no rows at all.
 */
export const shareOfAll = (path: string): Measure => ({
  path,
  value: raw('CAST(count(*) AS DOUBLE) / nullif(sum(count(*)) OVER (PARTITION BY min(today)), 0)'),
  ofNone: (shares) => sql`0 * max(${shares}) OVER ()`,
});

/** The figures of a number of days, by their names in the enum. */
type Summary<Name extends string> = Readonly<
  Record<`${Name}_${'COUNT' | 'AVERAGE' | 'MEDIAN' | 'P90' | 'P99'}`, Measure>
>;

/**
 * DuckDB keeps every value until the end, outside of the memory that it is given: the same list of percentiles each time,
 * so that they are kept once, in two bytes. More than 89 years count as 89 years.
 */
const percentilesOf = (days: Sql): Sql =>
  sql`quantile_cont(CAST(CASE WHEN ${days} > 32767 THEN 32767 ELSE ${days} END AS SMALLINT), [0.5, 0.9, 0.99])`;

interface Values {
  readonly average: Sql;
  /** The 50th, 90th and 99th. */
  readonly percentiles: Sql;
  readonly count: Sql;
}

const summaryOf = <const Name extends string>(
  name: Name,
  path: string,
  values: Values,
): Summary<Name> => {
  const { average, percentiles } = values;
  const figures: Record<string, Measure> = {
    [`${name}_COUNT`]: counted(`${path}.count`, values.count),
    [`${name}_AVERAGE`]: figure(`${path}.average`, average),
    [`${name}_MEDIAN`]: figure(`${path}.median`, sql`${percentiles}[1]`),
    [`${name}_P90`]: figure(`${path}.p90`, sql`${percentiles}[2]`),
    [`${name}_P99`]: figure(`${path}.p99`, sql`${percentiles}[3]`),
  };
  return figures as Summary<Name>; // these names
};

/** The figures of a number of days that rows have or have not. `name` is that of the enum of measures, before `_MEDIAN`. */
export const summary = <const Name extends string>(
  name: Name,
  path: string,
  value: Sql,
): Summary<Name> =>
  summaryOf(name, path, {
    average: sql`avg(${value})`,
    percentiles: percentilesOf(value),
    count: sql`count(${value})`,
  });

/** The same of rows that have a list of numbers of days or none, of which each number counts. */
export function summaryOfLists<const Name extends string>(
  name: Name,
  path: string,
  lists: Sql,
): Summary<Name> {
  const all = sql`flatten(list(${lists}) FILTER (WHERE ${lists} IS NOT NULL))`;
  return summaryOf(name, path, {
    average: sql`list_aggregate(${all}, 'avg')`,
    percentiles: sql`list_aggregate(${all}, 'quantile_cont', [0.5, 0.9, 0.99])`,
    count: sql`sum(len(${lists}))`,
  });
}

/** The days from one step to another by their columns, of rows in which the latter does not come before it. */
export const daysBetweenOf =
  <Step extends string>(columns: Readonly<Record<Step, string>>): WithArguments =>
  ({ from, to }, path) => {
    const began = raw(columns[from as Step]); // GraphQL has checked both
    const ended = raw(columns[to as Step]);
    const days = sql`CASE WHEN ${ended} >= ${began} THEN ${ended} - ${began} END`;
    return Object.values(summary('DAYS', path, days));
  };

/** The outcomes with their fields. */
const outcomes = {
  GRANTED: 'granted',
  PARTLY_GRANTED: 'partlyGranted',
  REFUSED: 'refused',
  GRANTED_WITH_SECRETS_REMOVED: 'grantedWithSecretsRemoved',
  REFERRED_ELSEWHERE: 'referredElsewhere',
  INFORMED: 'informed',
} as const;

type OutcomeCounts = Readonly<Record<`OUTCOMES_${keyof typeof outcomes}`, Measure>>;

/** The numbers of rows by outcome. */
export const outcomeCounts = (outcome: Sql): OutcomeCounts =>
  Object.fromEntries(
    Object.entries(outcomes).map(([value, field]) => [
      `OUTCOMES_${value}`,
      count(`outcomes.${field}`, sql`${outcome} = '${raw(value)}'`),
    ]),
  ) as OutcomeCounts; // these names

/**
 * Makes the figures of a field with arguments: one for each leaf below it, or one for the field itself.
 * @param path of the field in the result.
 * @param field where the arguments are given, for errors.
 * @throws `BAD_USER_INPUT` for the arguments.
 */
export type WithArguments = (
  args: Readonly<Record<string, unknown>>,
  path: string,
  field: string,
) => readonly Measure[];

/** The figure with arguments that an order or a condition names: the arguments, and the field below the figure if it has any. */
export type NamesFigure<Value> = (value: Value) => {
  readonly args: Readonly<Record<string, unknown>>;
  readonly leaf: string | null;
};

const leaves: Readonly<Record<NumberFigure, keyof NumberSummary>> = {
  COUNT: 'count',
  AVERAGE: 'average',
  MEDIAN: 'median',
  P90: 'p90',
  P99: 'p99',
};

/** How orders and conditions name the figures of {@link daysBetweenOf}. */
export const namesDaysBetween = ({
  figure: name = 'MEDIAN',
  ...args
}: DaysBetweenFigure | ReferralDaysBetweenFigure) => ({ args: { ...args }, leaf: leaves[name] });
