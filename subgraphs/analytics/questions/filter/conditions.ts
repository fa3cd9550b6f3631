import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import { requireChoice } from '../../../../lib/kit/require-choice.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { DateRange, IntRange } from '../../schema-types.ts';
import { dayOf, join, listOf, sql, type Sql, wholeOf } from '../statement.ts';
import type { Happening, Mentioned } from './mentioned.ts';
import { type Limits, type Range, requireDays, requireNumbers } from './ranges.ts';

/** Where a condition is given, and what it leaves to be looked up. */
interface Given {
  /** The path of the argument, such as `filter.or[1].types`. */
  readonly field: string;
  readonly today: LocalDate;
  readonly mentioned: Mentioned;
  /** Whether it lies below a `not`, where null must not count as false. */
  readonly isNegated?: boolean;
}

/** The condition of a value. @throws `BAD_USER_INPUT`, `LIMIT_EXCEEDED`. */
export type Condition<Value> = (value: Value, given: Given) => Sql;

/** A filter whose conditions can be combined. */
interface Combined<Filter> {
  and?: readonly Filter[] | null | undefined;
  or?: readonly Filter[] | null | undefined;
  not?: Filter | null | undefined;
}

/** One condition for each field of a filter. */
export type Conditions<Filter> = {
  readonly [Field in Exclude<keyof Filter, keyof Combined<Filter>>]-?: Condition<
    NonNullable<Filter[Field]>
  >;
};

const mostCombined = 20;
const mostDepth = 8;

/**
 * The condition of a filter, from those of its fields. Null counts as absent. A row meets it where it is true: it may be
 * null for others, as DuckDB skips rows by bare comparisons alone, and joins tables by bare `IN` alone.
 * @throws one `BAD_USER_INPUT` for everything that is wrong.
 */
export function conditionOf<Filter extends Combined<Filter>>(
  conditions: Conditions<Filter>,
  filter: Filter,
  given: Given,
  depth = 0,
): Sql {
  const { field: path } = given;
  if (depth > mostDepth) {
    const message = say`Filters can be nested ${mostDepth} levels deep.`;
    throw badInput(path, 'RANGE', message, { max: mostDepth });
  }
  const { and, or, not, ...fields } = filter;
  const at = (field: string): Given => ({ ...given, field: `${path}.${field}` });
  const of = (part: Filter, field: string, isNegated = given.isNegated ?? false) =>
    conditionOf(conditions, part, { ...at(field), isNegated }, depth + 1);
  const each = (parts: readonly Filter[], name: string, between: string) =>
    sql`(${join(
      all(parts, `${path}.${name}`, (part, index) => of(part, `${name}[${index}]`)),
      between,
    )})`;
  const checks: Record<string, () => Sql> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value == null) continue;
    const condition = conditions[field as keyof Conditions<Filter>] as Condition<unknown>; // of this field's type
    checks[field] = () => {
      const part = condition(value, at(field));
      return given.isNegated ? sql`coalesce(${part}, false)` : sql`(${part})`;
    };
  }
  if (and != null) checks['and'] = () => each(and, 'and', ' AND ');
  if (or != null) checks['or'] = () => each(or, 'or', ' OR ');
  if (not != null) checks['not'] = () => sql`NOT ${of(not, 'not', true)}`;
  const parts = Object.values(checkAll(checks));
  if (parts.length > 0) return sql`(${join(parts, ' AND ')})`;
  throw badInput(path, 'REQUIRED', say`A filter needs at least one condition.`);
}

/** As many as may be combined. */
function all<Filter>(
  parts: readonly Filter[],
  field: string,
  of: (part: Filter, index: number) => Sql,
): Sql[] {
  if (parts.length >= 1 && parts.length <= mostCombined) {
    return Object.values(
      checkAll(Object.fromEntries(parts.map((part, index) => [index, () => of(part, index)]))),
    );
  }
  const message = say`${field} must name 1 to ${mostCombined}.`;
  throw badInput(field, 'RANGE', message, { min: 1, max: mostCombined });
}

/** The value is one of a list. */
export const oneOf =
  (value: Sql, limit: number): Condition<readonly string[]> =>
  (values, { field }) =>
    sql`${value} IN ${listOf(requireChoice(values, field, limit) ?? [])}`;

/** The value is one of a list of codes, each of which has to exist. */
export const oneOfKnown =
  (
    kind: 'topic' | 'province' | 'district',
    value: Sql,
    limit: number,
  ): Condition<readonly string[]> =>
  (values, { field, mentioned }) => {
    const codes = requireChoice(values, field, limit) ?? [];
    for (const code of codes) mentioned.code(kind, code, `${field}[${values.indexOf(code)}]`);
    return sql`${value} IN ${listOf(codes)}`;
  };

/** The day lies in a range. */
export const inDays =
  (day: Sql, happening: Happening): Condition<DateRange> =>
  (range, { field, mentioned }) => {
    const days = requireDays(range, field);
    mentioned.range(days, field);
    mentioned.days(days, happening, field);
    return within(day, days, dayOf);
  };

/** The number lies in a range, whose ends are among those that the number can have. */
export const inNumbers =
  (number: Sql, limits?: Limits): Condition<IntRange> =>
  (range, { field, mentioned }) => {
    const numbers = requireNumbers(range, field, limits);
    mentioned.range(numbers, field);
    return within(number, numbers, wholeOf);
  };

/** It is so or, asked for false, it is not known to be so. */
export const whether =
  (isSo: Sql): Condition<boolean> =>
  (wanted) =>
    wanted ? isSo : sql`NOT coalesce(${isSo}, false)`;

/** It is so or, asked for false, it is known not to be so. */
export const isKnown =
  (isSo: Sql): Condition<boolean> =>
  (wanted) =>
    wanted ? isSo : sql`NOT ${isSo}`;

function within<Value>(value: Sql, { from, to }: Range<Value>, bind: (end: Value) => Sql): Sql {
  const ends = [
    ...(from === undefined ? [] : [sql`${value} >= ${bind(from)}`]),
    ...(to === undefined ? [] : [sql`${value} <= ${bind(to)}`]),
  ];
  return sql`(${join(ends, ' AND ')})`;
}
