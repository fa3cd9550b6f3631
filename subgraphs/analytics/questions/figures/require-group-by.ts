import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { Dimension } from './dimensions.ts';
import type { Grouped } from './grouped.ts';
import type { Subject } from './subject.ts';

interface Given {
  groupBy: readonly string[];
  buckets?: readonly { of: string; from: readonly number[] }[] | null | undefined;
  unitLevel?: unknown;
}

const mostDimensions = 4;
const mostLimits = 50;
/** The dimensions that a level of the tree is for. */
const unitDimensions = ['UNIT', 'FORWARDED_FROM'];

/**
 * The dimensions of a question with their limits.
 * @throws one `BAD_USER_INPUT` for everything that is wrong.
 */
export function requireGroupBy<Filter>(
  subject: Pick<Subject<Filter>, 'dimensions'>,
  given: Given,
): Grouped['dimensions'] {
  const { groupBy } = given;
  const { limits } = checkAll({
    number: () => requireDimensions(groupBy),
    level: () => requireUnit(given),
    limits: () => requireBuckets(subject, given),
  });
  return groupBy.flatMap((name) => {
    const dimension = subject.dimensions[name];
    return dimension ? [{ dimension, limits: limits.get(name) ?? null }] : [];
  });
}

function requireDimensions(groupBy: readonly string[]): void {
  if (groupBy.length < 1 || groupBy.length > mostDimensions) {
    const message = say`Name 1 to ${mostDimensions} dimensions.`;
    throw badInput('groupBy', 'RANGE', message, { min: 1, max: mostDimensions });
  }
  if (new Set(groupBy).size < groupBy.length) {
    throw badInput('groupBy', 'CONFLICT', say`Name each dimension once.`);
  }
}

function requireUnit({ groupBy, unitLevel }: Given): void {
  if (unitLevel == null || groupBy.some((name) => unitDimensions.includes(name))) return;
  throw badInput('unitLevel', 'CONFLICT', say`Only groups by UNIT have a unitLevel.`);
}

function requireBuckets<Filter>(
  { dimensions }: Pick<Subject<Filter>, 'dimensions'>,
  { groupBy, buckets }: Given,
): ReadonlyMap<string, readonly number[]> {
  const limits = new Map<string, readonly number[]>();
  for (const [index, { of, from }] of (buckets ?? []).entries()) {
    const field = `buckets[${index}]`;
    const dimension = dimensions[of];
    if (!groupBy.includes(of) || !dimension?.isNumber || limits.has(of)) {
      const message = say`${of} is not a dimension of groupBy that is a number, or is named twice.`;
      throw badInput(`${field}.of`, 'CONFLICT', message);
    }
    const isAscending = from.every(
      (limit, place) => limit >= 0 && (place === 0 || limit > (from[place - 1] ?? 0)),
    );
    if (from.length < 1 || from.length > mostLimits || !isAscending) {
      const message = say`${field}.from must have 1 to ${mostLimits} numbers from 0 on, ascending.`;
      throw badInput(`${field}.from`, 'RANGE', message, { min: 1, max: mostLimits });
    }
    limits.set(of, from);
    requireOpenEnd(dimension, from, `${field}.from`);
  }
  for (const name of groupBy) {
    if (dimensions[name]?.mostLimit === undefined || limits.has(name)) continue;
    throw badInput('buckets', 'REQUIRED', say`Give the limits of the groups by ${name}.`);
  }
  return limits;
}

/** @throws `BAD_USER_INPUT` where the last group begins so late that it shows single persons. */
function requireOpenEnd(
  { mostLimit: most = Infinity }: Dimension,
  from: readonly number[],
  field: string,
): void {
  if ((from.at(-1) ?? 0) <= most) return;
  const message = say`The last number of ${field} may be ${most} at most.`;
  throw badInput(field, 'RANGE', message, { max: most });
}
