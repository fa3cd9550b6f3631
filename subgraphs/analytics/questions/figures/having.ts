import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { FigurePeriod, SortDirection } from '../../schema-types.ts';
import { join, raw, sql, type Sql } from '../statement.ts';
import { overlap, type Range, requireOrder } from '../filter/ranges.ts';
import type { Figures } from './asked-figures.ts';
import { type NamedFigure, namedFigure, type NamesOne } from './named-figure.ts';

/** A condition on a figure of groups. */
export interface FigureCondition extends NamesOne {
  readonly of?: FigurePeriod;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

/** One part of the order of groups. */
export interface GroupOrder extends NamesOne {
  readonly of?: FigurePeriod;
  readonly dimension?: string | null | undefined;
  readonly direction?: SortDirection;
}

/** The figures of a statement: `m0` and so on, and `p0` of the previous period. */
interface Columns {
  /** The paths of the figures, in the order of their columns. */
  readonly paths: readonly string[];
  /** Those of them that are selected. */
  readonly selected: ReadonlySet<string>;
  readonly dimensions: readonly string[];
  readonly hasPrevious: boolean;
}

/** A condition, or a part of an order, with the figure that it names. */
interface WithFigure<Given> {
  readonly given: Given;
  /** The path of the argument. */
  readonly field: string;
  readonly figure: NamedFigure | null;
}

const mostConditions = 20;

/**
 * Finds the figures that conditions or parts of an order name.
 * @param argument that has them.
 * @throws one `BAD_USER_INPUT` for everything that is wrong with them.
 */
export function withFigures<Given extends NamesOne>(
  figures: Figures,
  all: readonly Given[],
  argument: string,
): WithFigure<Given>[] {
  requireAtMost(all, argument, mostConditions);
  const checks = all.map((given, index) => {
    const field = `${argument}[${index}]`;
    return [index, () => ({ given, field, figure: namedFigure(figures, given, field) })] as const;
  });
  return Object.values(checkAll(Object.fromEntries(checks)));
}

/**
 * The condition on groups.
 * @throws one `BAD_USER_INPUT` for everything that is wrong, such as a figure that is not selected, or conditions that no
 * group can meet together.
 */
export function havingOf(having: readonly WithFigure<FigureCondition>[], columns: Columns): Sql {
  if (having.length === 0) return raw('true');
  const checked = checkAll(
    Object.fromEntries(having.map((one, index) => [index, () => conditionOf(one, columns)])),
  );
  const conditions = Object.values(checked);
  checkAll(
    Object.fromEntries(
      conditions.map((one, index) => [
        index,
        () => requirePossible(one, conditions.slice(0, index)),
      ]),
    ),
  );
  return join(
    conditions.map(({ value, range: { from, to } }) => {
      const ends = [
        ...(from === undefined ? [] : [sql`${value} >= CAST(${from} AS DOUBLE)`]),
        ...(to === undefined ? [] : [sql`${value} <= CAST(${to} AS DOUBLE)`]),
      ];
      return sql`(${join(ends, ' AND ')})`;
    }),
    ' AND ',
  );
}

interface Condition {
  readonly field: string;
  /** Names the figure and the period. */
  readonly of: string;
  readonly value: Sql;
  readonly range: Range<number>;
}

function conditionOf(
  { given, field, figure }: WithFigure<FigureCondition>,
  columns: Columns,
): Condition {
  const { of = 'CURRENT', min, max } = given;
  if (!figure) throw badInput(field, 'REQUIRED', say`A condition needs a figure.`);
  const { measure, name, selection } = figure;
  if (!columns.selected.has(measure.path)) {
    const message = say`${name} is not selected: select ${selection} of groups.`;
    throw badInput(figure.field, 'CONFLICT', message);
  }
  const value = valueOf(figure, of, field, columns);
  const range = requireOrder({ from: min ?? undefined, to: max ?? undefined }, field);
  return { field, of: `${of} ${measure.path}`, value, range };
}

/** @throws `BAD_USER_INPUT` where an earlier condition on the same figure excludes it. */
function requirePossible({ field, of, range }: Condition, earlier: readonly Condition[]): void {
  const other = earlier.find((one) => one.of === of && !overlap(one.range, range));
  if (!other) return;
  throw badInput(field, 'CONFLICT', say`This and ${other.field} cannot both be met.`);
}

/**
 * The order of groups, which ends with their dimensions.
 * @throws one `BAD_USER_INPUT` for everything that is wrong.
 */
export function orderOf(orderBy: readonly WithFigure<GroupOrder>[], columns: Columns): Sql {
  const parts = checkAll(
    Object.fromEntries(orderBy.map((one, index) => [index, () => partOf(one, columns)])),
  );
  const keys = columns.dimensions.map((_, index) => raw(`d${index} ASC NULLS LAST`));
  return join([...Object.values(parts), ...keys]);
}

function partOf({ given, field, figure }: WithFigure<GroupOrder>, columns: Columns): Sql {
  const { dimension, direction = 'DESC', of = 'CURRENT' } = given;
  const way = raw(direction === 'ASC' ? 'ASC NULLS LAST' : 'DESC NULLS LAST');
  if ((figure === null) === (dimension == null)) {
    throw badInput(field, 'CONFLICT', say`Give exactly one figure or dimension.`);
  }
  if (figure) return sql`${valueOf(figure, of, field, columns)} ${way}`;
  const place = columns.dimensions.indexOf(dimension ?? '');
  if (place >= 0) return sql`${raw(`d${place}`)} ${way}`;
  const message = say`${dimension ?? ''} is not among the dimensions of groupBy.`;
  throw badInput(`${field}.dimension`, 'CONFLICT', message);
}

function valueOf(
  { measure: { path } }: NamedFigure,
  of: FigurePeriod,
  field: string,
  columns: Columns,
): Sql {
  if (of !== 'CURRENT' && !columns.hasPrevious) {
    throw badInput(`${field}.of`, 'CONFLICT', say`Only with previous is there another period.`);
  }
  const place = columns.paths.indexOf(path);
  const current = raw(`m${place}`);
  const previous = raw(`p${place}`);
  if (of === 'PREVIOUS') return previous;
  if (of === 'DIFFERENCE') return sql`(${current} - ${previous})`;
  return of === 'RATIO' ? sql`(CAST(${current} AS DOUBLE) / nullif(${previous}, 0))` : current;
}

function requireAtMost(parts: readonly unknown[], field: string, most: number): void {
  if (parts.length <= most) return;
  throw badInput(field, 'RANGE', say`${field} may have at most ${most}.`, { max: most });
}
