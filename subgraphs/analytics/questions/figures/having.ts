import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { FigurePeriod, SortDirection } from '../../schema-types.ts';
import { join, raw, sql, type Sql } from '../statement.ts';
import type { Measure } from './measures.ts';
import { requireOrder } from '../filter/ranges.ts';

/** A condition on a figure of groups. */
export interface FigureCondition {
  readonly measure: string;
  readonly of?: FigurePeriod;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

/** One part of the order of groups. */
export interface GroupOrder {
  readonly measure?: string | null | undefined;
  readonly of?: FigurePeriod;
  readonly dimension?: string | null | undefined;
  readonly direction?: SortDirection;
}

/** The figures of a statement: `m0` and so on, and `p0` of the previous period. */
export interface Columns {
  /** By the values of the enum. */
  readonly measures: Readonly<Record<string, Measure>>;
  /** The paths of the figures, in the order of their columns. */
  readonly paths: readonly string[];
  /** Those of them that are selected. */
  readonly selected: ReadonlySet<string>;
  readonly dimensions: readonly string[];
  readonly hasPrevious: boolean;
}

const mostConditions = 20;

/**
 * The condition on groups.
 * @throws one `BAD_USER_INPUT` for everything that is wrong, such as a figure that is not selected.
 */
export function havingOf(having: readonly FigureCondition[], columns: Columns): Sql {
  if (having.length === 0) return raw('true');
  requireAtMost(having, 'having', mostConditions);
  const conditions = checkAll(
    Object.fromEntries(
      having.map((one, index) => [index, () => conditionOf(one, `having[${index}]`, columns)]),
    ),
  );
  return join(Object.values(conditions), ' AND ');
}

function conditionOf(condition: FigureCondition, field: string, columns: Columns): Sql {
  const { measure, of = 'CURRENT', min, max } = condition;
  const { path } = columns.measures[measure] ?? { path: '' };
  if (!columns.selected.has(path)) {
    const message = say`${measure} is not selected: select ${path} of groups.`;
    throw badInput(`${field}.measure`, 'CONFLICT', message);
  }
  const value = valueOf(measure, of, field, columns);
  const { from, to } = requireOrder({ from: min ?? undefined, to: max ?? undefined }, field);
  const ends = [
    ...(from === undefined ? [] : [sql`${value} >= CAST(${from} AS DOUBLE)`]),
    ...(to === undefined ? [] : [sql`${value} <= CAST(${to} AS DOUBLE)`]),
  ];
  return sql`(${join(ends, ' AND ')})`;
}

/**
 * The order of groups, which ends with their dimensions.
 * @throws one `BAD_USER_INPUT` for everything that is wrong.
 */
export function orderOf(orderBy: readonly GroupOrder[], columns: Columns): Sql {
  requireAtMost(orderBy, 'orderBy', mostConditions);
  const parts = checkAll(
    Object.fromEntries(
      orderBy.map((one, index) => [index, () => partOf(one, `orderBy[${index}]`, columns)]),
    ),
  );
  const keys = columns.dimensions.map((_, index) => raw(`d${index} ASC NULLS LAST`));
  return join([...Object.values(parts), ...keys]);
}

function partOf(order: GroupOrder, field: string, columns: Columns): Sql {
  const { measure, dimension, direction = 'DESC', of = 'CURRENT' } = order;
  const way = raw(direction === 'ASC' ? 'ASC NULLS LAST' : 'DESC NULLS LAST');
  if ((measure == null) === (dimension == null)) {
    throw badInput(field, 'CONFLICT', say`Give exactly one of measure and dimension.`);
  }
  if (measure != null) return sql`${valueOf(measure, of, field, columns)} ${way}`;
  const place = columns.dimensions.indexOf(dimension ?? '');
  if (place >= 0) return sql`${raw(`d${place}`)} ${way}`;
  const message = say`${dimension ?? ''} is not among the dimensions of groupBy.`;
  throw badInput(`${field}.dimension`, 'CONFLICT', message);
}

function valueOf(measure: string, of: FigurePeriod, field: string, columns: Columns): Sql {
  if (of !== 'CURRENT' && !columns.hasPrevious) {
    throw badInput(`${field}.of`, 'CONFLICT', say`Only with previous is there another period.`);
  }
  const { path, isCount } = columns.measures[measure] ?? { path: '', isCount: false };
  const place = columns.paths.indexOf(path);
  const current = raw(`m${place}`);
  const previous = raw(isCount ? `coalesce(p${place}, 0)` : `p${place}`);
  if (of === 'PREVIOUS') return previous;
  if (of === 'DIFFERENCE') return sql`(${current} - ${previous})`;
  return of === 'RATIO' ? sql`(CAST(${current} AS DOUBLE) / nullif(${previous}, 0))` : current;
}

function requireAtMost(parts: readonly unknown[], field: string, most: number): void {
  if (parts.length <= most) return;
  throw badInput(field, 'RANGE', say`${field} may have at most ${most}.`, { max: most });
}
