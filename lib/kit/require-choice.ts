import { badInput, clientError } from './errors.ts';
import { say } from './say.ts';

/**
 * The values of a filter's list, without duplicates; undefined if the filter has no list, so that any value
 * matches.
 * @throws `BAD_USER_INPUT` for an empty list, `LIMIT_EXCEEDED` for one that is too long.
 */
export function requireChoice<Value>(
  values: readonly Value[] | null | undefined,
  field: string,
  limit: number,
): Value[] | undefined {
  if (values == null) return undefined;
  const message = say`${field} must name 1 to ${limit}.`;
  if (values.length === 0) throw badInput(field, 'RANGE', message, { min: 1, max: limit });
  const distinct = [...new Set(values)];
  if (distinct.length > limit) throw clientError('LIMIT_EXCEEDED', message, { field, limit });
  return distinct;
}
