import type { OpenColumn, SecretColumn } from '../facts/index.ts';
import { dayOf, join, raw, type Run, sql, type Sql } from '../questions/index.ts';
import { type FixedDimension, fixedDimensions } from './dimensions.ts';
import { cellKeys, fewestPersons } from './perturbation.ts';
import type { Question } from './require-question.ts';
import { tooManyGroups } from './too-many-groups.ts';

/** How many distinct persons there are, and what is left of the sum of their record keys modulo 4,096. */
interface Persons {
  readonly persons: number;
  readonly recordKeys: number;
}

/** The persons of a group. Exact: only what `publishedNumber` makes of it may leave this module. */
export interface CountedGroup {
  readonly values: Partial<Record<FixedDimension, string>>;
  /** The first day of the period. */
  readonly from: string;
  readonly all: Persons;
  readonly answered: Persons;
}

/** Of exact groups, most of which are small: as many as are read. */
const mostRead = 100_000;
const daysToAnswer = 30;

const open = (name: OpenColumn<'applications'>): Sql => raw(name);
/** This module alone reads these columns, besides the persons that analysts have counted; a test looks for other uses. */
const secret = (name: SecretColumn<'applications'>): Sql => raw(name);

/**
 * The persons of each group by its dimensions and its period. Each person counts once in a group. Groups of fewer than
 * 10 persons are left out: none of them can be published. So are groups without a value, such as what was filed for a
 * province as a whole among its districts: it is in the province's cell, and would be in further ones.
 * @throws `BAD_USER_INPUT` for more than can be read: far more than can be published.
 */
export async function countPersons(
  run: Run,
  { unit, days, fixed }: Question,
  dimensions: readonly FixedDimension[],
): Promise<CountedGroup[]> {
  const columns = dimensions.map(
    (name, index) => sql`${secret(fixedDimensions[name].column)} AS ${raw(`d${index}`)}`,
  );
  const period = sql`CAST(date_trunc('${raw(unit.toLowerCase())}', ${open('filed_on')}) AS DATE)`;
  const groups = raw(['starts', ...dimensions.map((_, index) => `d${index}`)].join(', '));
  const rows = await run(sql`
    WITH persons AS (
      SELECT ${join([sql`${period} AS starts`, ...columns])}, ${secret('person')} AS one,
        any_value(${secret('record_key')}) AS own_key,
        bool_or(coalesce(${open('first_answered_on')} - ${open('filed_on')} <= ${raw(
          String(daysToAnswer),
        )}, false)) AS answered
      FROM applications
      WHERE ${join(
        [
          sql`${open('filed_on')} BETWEEN ${dayOf(days.from)} AND ${dayOf(days.to)}`,
          ...conditionsOf(fixed),
          ...dimensions.map((name) => sql`${secret(fixedDimensions[name].column)} IS NOT NULL`),
        ],
        ' AND ',
      )}
      GROUP BY ${groups}, one
    )
    SELECT CAST(starts AS VARCHAR) AS starts_on, ${groups},
      ${numberAndKeys('all', raw(''))}, ${numberAndKeys('answered', raw('FILTER (answered)'))}
    FROM persons GROUP BY ${groups}
    HAVING count(*) >= ${raw(String(fewestPersons))}
    LIMIT ${raw(String(mostRead + 1))}`);
  if (rows.length > mostRead) throw tooManyGroups();
  return rows.map((row) => groupOf(row, dimensions));
}

/** The columns of `Persons`, with the name before them. */
const numberAndKeys = (name: string, filter: Sql): Sql =>
  sql`CAST(count(*) ${filter} AS INTEGER) AS ${raw(`${name}_persons`)},
    CAST(coalesce(sum(own_key) ${filter}, 0) % ${raw(String(cellKeys))} AS INTEGER)
      AS ${raw(`${name}_keys`)}`;

const conditionsOf = (fixed: Question['fixed']): Sql[] =>
  Object.entries(fixed).map(
    ([name, value]) => sql`${secret(fixedDimensions[name as FixedDimension].column)} = ${value}`, // its own keys
  );

function groupOf(
  row: Readonly<Record<string, unknown>>,
  dimensions: readonly FixedDimension[],
): CountedGroup {
  const values: Partial<Record<FixedDimension, string>> = {};
  for (const [index, name] of dimensions.entries()) values[name] = String(row[`d${index}`]);
  const personsOf = (name: string): Persons => ({
    persons: Number(row[`${name}_persons`]),
    recordKeys: Number(row[`${name}_keys`]),
  });
  return {
    values,
    from: String(row['starts_on']),
    all: personsOf('all'),
    answered: personsOf('answered'),
  };
}
