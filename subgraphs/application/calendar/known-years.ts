import { GraphQLError } from 'graphql';
import { type ErrorCode } from '../../../lib/kit/errors.ts';
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
    const code: ErrorCode = 'UNAVAILABLE';
    throw new GraphQLError(`${error.message}.`, { originalError: error, extensions: { code } });
  }
}

/** Whether it was that, which is of one application; anything else that is `UNAVAILABLE` is away for all. */
export const isOutsideKnownYears = (error: unknown): boolean =>
  error instanceof GraphQLError && error.originalError instanceof CalendarRangeError;
