import { clientErrorFrom, isClientError } from '../../../lib/kit/errors.ts';
import { CalendarRangeError } from './business-calendar.ts';

/**
 * Runs a computation that needs the calendar.
 * @throws `UNAVAILABLE`, with a message for people, where it needs a day outside the years whose public
 * holidays are known: once they are announced, it will succeed.
 */
export function inKnownYears<Result>(compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof CalendarRangeError)) throw error;
    throw clientErrorFrom('UNAVAILABLE', error.said, error);
  }
}

/** Whether an error is that one, which concerns one application; any other `UNAVAILABLE` concerns all. */
export const isOutsideKnownYears = (error: unknown): boolean =>
  isClientError(error) && error.cause instanceof CalendarRangeError;
