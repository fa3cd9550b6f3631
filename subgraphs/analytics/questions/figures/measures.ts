import { raw, sql, type Sql } from '../statement.ts';

/** A figure about the rows of a group. */
export interface Measure {
  /** The field of the group, such as `daysToAnswer.median`. */
  readonly path: string;
  /** The value, an aggregate over the rows. */
  readonly value: Sql;
  /** Whether it is 0 where there are no rows; otherwise it is null. */
  readonly isCount: boolean;
}

/** A number of rows. */
export const count = (path: string, condition?: Sql): Measure => ({
  path,
  value: condition ? rowsWith(condition) : raw('count(*)'),
  isCount: true,
});

/** The sum of a number that every row has. */
export const sum = (path: string, number: Sql): Measure => ({
  path,
  value: sql`coalesce(sum(${number}), 0)`,
  isCount: true,
});

/** How many different values rows have. */
export const distinct = (path: string, value: Sql): Measure => ({
  path,
  value: sql`count(DISTINCT ${value})`,
  isCount: true,
});

/** Any other figure. */
export const figure = (path: string, value: Sql): Measure => ({ path, value, isCount: false });

/** A part as a share of the whole; null where the whole is 0. */
export const share = (path: string, part: Sql, whole: Sql): Measure =>
  figure(path, sql`CAST(${part} AS DOUBLE) / nullif(${whole}, 0)`);

export const rowsWith = (condition: Sql): Sql => sql`count(*) FILTER (WHERE ${condition})`;

/** The share of all rows of the question. */
export const shareOfAll = (path: string): Measure =>
  figure(path, raw('CAST(count(*) AS DOUBLE) / nullif(sum(count(*)) OVER (), 0)'));

type Summary<Name extends string> = Record<
  `${Name}_${'COUNT' | 'AVERAGE' | 'MEDIAN' | 'P90' | 'P99'}`,
  Measure
>;

/** What is known of a number that rows have or have not. `name` is that of the enum of measures, before `_MEDIAN`. */
export function summary<const Name extends string>(
  name: Name,
  path: string,
  value: Sql,
): Summary<Name> {
  const measures: Record<string, Measure> = {
    [`${name}_COUNT`]: { path: `${path}.count`, value: sql`count(${value})`, isCount: true },
    [`${name}_AVERAGE`]: figure(`${path}.average`, sql`avg(${value})`),
    [`${name}_MEDIAN`]: figure(`${path}.median`, sql`quantile_cont(${value}, 0.5)`),
    [`${name}_P90`]: figure(`${path}.p90`, sql`quantile_cont(${value}, 0.9)`),
    [`${name}_P99`]: figure(`${path}.p99`, sql`quantile_cont(${value}, 0.99)`),
  };
  return measures as Summary<Name>; // these names
}

/** The outcomes with their fields. */
const outcomes = [
  ['GRANTED', 'granted'],
  ['PARTLY_GRANTED', 'partlyGranted'],
  ['REFUSED', 'refused'],
  ['GRANTED_WITH_SECRETS_REMOVED', 'grantedWithSecretsRemoved'],
  ['REFERRED_ELSEWHERE', 'referredElsewhere'],
  ['INFORMED', 'informed'],
] as const;

/** The numbers of rows by outcome. */
export const outcomeCounts = (outcome: Sql) =>
  Object.fromEntries(
    outcomes.map(([value, field]) => [
      `OUTCOMES_${value}`,
      count(`outcomes.${field}`, sql`${outcome} = '${raw(value)}'`),
    ]),
  ) as Record<`OUTCOMES_${(typeof outcomes)[number][0]}`, Measure>; // these names

/** A figure that has arguments. */
export interface Parameterised {
  /** What is computed below the field: one measure for each of its leaves, or one for the field itself. */
  readonly measures: readonly Measure[];
  /** What the rows have to be joined with. */
  readonly joins: Readonly<Record<string, { readonly columns: Sql; readonly table: Sql }>>;
}

/**
 * Makes the figures of a field with arguments.
 * @param path of the figure in the result: the field with its arguments.
 * @throws `BAD_USER_INPUT` for the arguments.
 */
export type WithArguments = (
  args: Readonly<Record<string, unknown>>,
  path: string,
) => Parameterised;
