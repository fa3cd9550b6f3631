import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { isLocalDate, type LocalDate } from './local-date.ts';

/** @throws `BAD_USER_INPUT` unless it names a day that exists. */
export function requireLocalDate(value: unknown, field: string): LocalDate {
  if (typeof value === 'string' && isLocalDate(value)) return value;
  throw badInput(field, 'FORMAT', say`${field} must be a day that exists, as YYYY-MM-DD.`);
}
