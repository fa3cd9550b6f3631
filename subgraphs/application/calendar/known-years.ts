import { clientErrorFrom, isClientError } from '../../../lib/kit/errors.ts';
import { CalendarRangeError } from './business-calendar.ts';

/**
 * Does what needs the calendar.
 * @throws `UNAVAILABLE`, in words for people, where it needs a day outside the years whose public
 * holidays are known: once they are announced, it can be done.
 */
export function inKnownYears<Result>(compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof CalendarRangeError)) throw error;
    throw clientErrorFrom('UNAVAILABLE', error);
  }
}

/** Whether it was that, which is of one application; anything else that is `UNAVAILABLE` is away for all. */
export const isOutsideKnownYears = (error: unknown): boolean =>
  isClientError(error) && error.originalError instanceof CalendarRangeError;
