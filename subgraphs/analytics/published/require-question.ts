import { checkAll } from '../../../lib/kit/check-all.ts';
import { badInput } from '../../../lib/kit/errors.ts';
import { type LocalDate, requireLocalDate } from '../../../lib/kit/local-date.ts';
import { say } from '../../../lib/kit/say.ts';
import { Mentioned } from '../questions/index.ts';
import type {
  PublishedDimension,
  PublishedFilter,
  PublishedPeriodInput,
  QueryPublishedStatisticsArgs,
} from '../schema-types.ts';
import {
  type FixedDimension,
  fixedDimensionNames,
  fixedDimensions,
  isFixed,
} from './dimensions.ts';
import {
  type Days,
  lastClosed,
  lastDayOf,
  next,
  periodAt,
  type PeriodUnit,
  wholePeriods,
} from './periods.ts';

/** A question in the only form in which it is asked: those that mean the same have the same. */
export interface Question {
  /** The dimensions of groups that are not of time, in the order of their declaration. */
  readonly dimensions: readonly FixedDimension[];
  /** The period that each number is of. */
  readonly unit: PeriodUnit;
  /** Whole periods. */
  readonly days: Days;
  readonly fixed: Partial<Record<FixedDimension, string>>;
}

interface Required {
  readonly question: Question;
  /** The number of groups that are wanted. */
  readonly first: number;
  /** The codes and days that have to exist. */
  readonly mentioned: Mentioned;
}

const mostDimensions = 3;
const mostGroups = 1_000;
/** With a dimension of time, this many periods are looked at where the question names none. */
const usualPeriods = 53;

/**
 * @param lastDay the last closed day.
 * @throws one `BAD_USER_INPUT` for everything that is wrong.
 */
export function requireQuestion(
  { groupBy, period, filter, first = 100 }: Partial<QueryPublishedStatisticsArgs>,
  lastDay: LocalDate,
): Required {
  const mentioned = new Mentioned();
  const given = groupBy ?? [];
  const { dimensions, days, fixed } = checkAll({
    dimensions: () => requireDimensions(given, filter ?? {}),
    days: () => requireDays(given, period ?? null, lastDay),
    fixed: () => requireFixed(filter ?? null, mentioned),
    first: () => requireFirst(first),
  });
  return { question: { dimensions, ...days, fixed }, first, mentioned };
}

function requireDimensions(
  groupBy: readonly PublishedDimension[],
  filter: PublishedFilter,
): FixedDimension[] {
  if (groupBy.length < 1 || groupBy.length > mostDimensions) {
    const message = say`Name 1 to ${mostDimensions} dimensions.`;
    throw badInput('groupBy', 'RANGE', message, { min: 1, max: mostDimensions });
  }
  if (new Set(groupBy).size < groupBy.length) {
    throw badInput('groupBy', 'CONFLICT', say`Name each dimension once.`);
  }
  if (groupBy.filter((each) => !isFixed(each)).length > 1) {
    throw badInput('groupBy', 'CONFLICT', say`Name one dimension of time at most.`);
  }
  const dimensions = fixedDimensionNames.filter((name) => groupBy.includes(name));
  const all = fixedDimensionNames.filter(
    (name) => groupBy.includes(name) || filter[fixedDimensions[name].condition] != null,
  );
  if (all.length > mostDimensions) {
    const message = say`groupBy and filter can be about ${mostDimensions} dimensions together.`;
    throw badInput('filter', 'RANGE', message, { max: mostDimensions });
  }
  return dimensions;
}

/** The periods that groups are of. */
function requireDays(
  groupBy: readonly PublishedDimension[],
  given: PublishedPeriodInput | null,
  lastDay: LocalDate,
): Pick<Question, 'unit' | 'days'> {
  const ofTime = groupBy.find((each): each is PeriodUnit => !isFixed(each)) ?? null;
  if (given === null) {
    const unit = ofTime ?? 'MONTH';
    const last = lastClosed(unit, lastDay);
    const first = ofTime === null ? last : next(last, 1 - usualPeriods);
    return { unit, days: { from: first.from, to: lastDayOf(last) } };
  }
  const within = requirePeriod(given, lastDay);
  if (ofTime === null) return { unit: given.unit, days: within };
  const days = wholePeriods(ofTime, within);
  if (days) return { unit: ofTime, days };
  throw badInput('period', 'CONFLICT', say`No whole ${ofTime} lies in this period.`);
}

/** The days of a closed period. */
function requirePeriod({ unit, from }: PublishedPeriodInput, lastDay: LocalDate): Days {
  const first = requireLocalDate(from, 'period.from');
  const period = periodAt(unit, first);
  if (period.from !== first) {
    throw badInput('period.from', 'FORMAT', say`period.from must be the first day of a ${unit}.`);
  }
  const last = lastDayOf(period);
  if (last <= lastDay) return { from: first, to: last };
  const { from: max } = lastClosed(unit, lastDay);
  const message = say`The period has not been closed: the last closed one begins on ${max}.`;
  throw badInput('period.from', 'RANGE', message, { max });
}

function requireFixed(filter: PublishedFilter | null, mentioned: Mentioned): Question['fixed'] {
  if (filter === null) return {};
  const fixed: Partial<Record<FixedDimension, string>> = {};
  for (const name of fixedDimensionNames) {
    const { condition, kind } = fixedDimensions[name];
    const value = filter[condition];
    if (value == null) continue;
    fixed[name] = value;
    if (kind) mentioned.code(kind, value, `filter.${condition}`);
  }
  if (Object.keys(fixed).length > 0) return fixed;
  throw badInput('filter', 'REQUIRED', say`A filter needs at least one condition.`);
}

function requireFirst(first: number): void {
  if (first >= 1 && first <= mostGroups) return;
  const message = say`first must be between 1 and ${mostGroups}.`;
  throw badInput('first', 'RANGE', message, { min: 1, max: mostGroups });
}
