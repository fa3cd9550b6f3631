import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { type LocalDate, requireLocalDate } from '../../../../lib/kit/local-date.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { DateRange, IntRange } from '../../schema-types.ts';

/** From the first to the last, which belong to it. Absent for no limit; at least one is present. */
export interface Range<Value> {
  readonly from?: Value | undefined;
  readonly to?: Value | undefined;
}

/** @throws `BAD_USER_INPUT` for a range without ends, or that nothing lies in, and for days that do not exist. */
export function requireDays({ from, to }: DateRange, field: string): Range<LocalDate> {
  const ends = checkAll({
    from: () => (from == null ? undefined : requireLocalDate(from, `${field}.from`)),
    to: () => (to == null ? undefined : requireLocalDate(to, `${field}.to`)),
  });
  return requireOrder(ends, field);
}

/** The numbers that there can be. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** @throws `BAD_USER_INPUT` for a range without ends or that nothing lies in, and for ends that no number can have. */
export function requireNumbers(
  { min, max }: IntRange,
  field: string,
  limits?: Limits,
): Range<number> {
  const { min: least, max: most } = limits ?? { min: 0, max: undefined };
  for (const [name, value] of Object.entries({ min, max })) {
    if (value == null || (value >= least && value <= (most ?? value))) continue;
    const message =
      most === undefined
        ? say`${name} must be 0 or more.`
        : say`${name} must be between ${least} and ${most}.`;
    throw badInput(`${field}.${name}`, 'RANGE', message, limits ?? { min: 0 });
  }
  return requireOrder({ from: min ?? undefined, to: max ?? undefined }, field);
}

export function requireOrder<Value extends string | number>(
  { from, to }: Range<Value>,
  field: string,
): Range<Value> {
  if (from === undefined && to === undefined) {
    throw badInput(field, 'REQUIRED', say`A range needs at least one end.`);
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw badInput(
      field,
      'CONFLICT',
      say`Nothing lies in this range: its ends are in the wrong order.`,
    );
  }
  return { from, to };
}

/** Whether something can lie in both. */
export const overlap = <Value extends string | number>(
  one: Range<Value>,
  other: Range<Value>,
): boolean =>
  !(one.to !== undefined && other.from !== undefined && one.to < other.from) &&
  !(other.to !== undefined && one.from !== undefined && other.to < one.from);
