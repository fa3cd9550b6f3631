import type { ApplicationGroup, NumberBucket, ReferralGroup } from '../../schema-types.ts';
import { pathWith } from './asked-figures.ts';
import type { Dimension } from './dimensions.ts';
import type { Measure } from './measures.ts';

/** A group with the values of its dimensions, and the figures that were asked for. */
export interface Group {
  readonly buckets: NumberBucket[];
  readonly previous: Group | null;
  /** Figures that have arguments, by their paths. */
  readonly withArguments: ReadonlyMap<string, unknown>;
}

/** A group of applications. It has what was selected of it. */
export type ApplicationGroupFigures = Omit<
  ApplicationGroup,
  'shareAnsweredWithin' | 'daysBetween' | 'previous'
> &
  Pick<Group, 'withArguments'> & { readonly previous: ApplicationGroupFigures | null };

/** A group of referrals. It has what was selected of it. */
export type ReferralGroupFigures = Omit<ReferralGroup, 'daysBetween' | 'previous'> &
  Pick<Group, 'withArguments'> & { readonly previous: ReferralGroupFigures | null };

/** A figure that has arguments; null if there is none. The caller knows its type from the schema. */
export const figureWith = (
  { withArguments }: Pick<Group, 'withArguments'>,
  name: string,
  args: Readonly<Record<string, unknown>>,
): unknown => withArguments.get(pathWith(name, args)) ?? null;

type Row = Readonly<Record<string, unknown>>;

interface GroupedBy {
  readonly dimension: Dimension;
  /** The least numbers of the groups; null if each number is one. */
  readonly limits: readonly number[] | null;
}

/** The form of a statement's rows: dimensions in columns `d0` and so on, figures in `m0` and in `p0` of the previous period. */
interface Form {
  readonly dimensions: readonly GroupedBy[];
  readonly measures: readonly Measure[];
  readonly hasPrevious: boolean;
}

export function groupOf(row: Row, form: Form): Group {
  const dimensions = dimensionsOf(row, form.dimensions);
  const previous = form.hasPrevious
    ? { ...dimensions, ...figuresOf(row, 'p', form.measures), previous: null }
    : null;
  return { ...dimensions, ...figuresOf(row, 'm', form.measures), previous };
}

function dimensionsOf(row: Row, dimensions: readonly GroupedBy[]) {
  const values: Record<string, unknown> = {};
  const buckets: NumberBucket[] = [];
  for (const [index, { dimension, limits }] of dimensions.entries()) {
    const value = row[`d${index}`] ?? null;
    if (dimension.isNumber) buckets.push(bucketOf(value === null ? null : Number(value), limits));
    else values[dimension.field] = value === null ? null : dimension.read(value);
  }
  return { ...values, buckets };
}

/** The value of a bucket is its least number, -1 below all limits. */
function bucketOf(value: number | null, limits: readonly number[] | null): NumberBucket {
  if (value === null) return { from: null, to: null, isKnown: false };
  if (!limits) return { from: value, to: value, isKnown: true };
  const next = limits.find((limit) => limit > value);
  return {
    from: value < 0 ? null : value,
    to: next === undefined ? null : next - 1,
    isKnown: true,
  };
}

function figuresOf(row: Row, prefix: 'm' | 'p', measures: readonly Measure[]) {
  const figures: Record<string, unknown> = {};
  const withArguments: Record<string, unknown> = {};
  for (const [index, { path }] of measures.entries()) {
    const value = numberOf(row[`${prefix}${index}`]) ?? null;
    const end = path.lastIndexOf(']') + 1;
    if (end === 0) put(figures, path.split('.'), value);
    else put(withArguments, [path.slice(0, end), ...path.slice(end).split('.').slice(1)], value);
  }
  return { ...figures, withArguments: new Map(Object.entries(withArguments)) };
}

function put(target: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown) {
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= {}) as Record<string, unknown>, rest, value); // made here alone
}

function numberOf(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(numberOf);
  return value;
}
