import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import {
  type ClientError,
  clientError,
  isClientError,
  tooLong,
  unavailable,
} from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { isDatabaseAway } from '../../mongodb/database-away.ts';
import { isOutOfTime } from '../../mongodb/out-of-time.ts';

/**
 * The error that a client gets for anything that was thrown. Errors for clients stay as they are; those that mean only
 * that MongoDB is unreachable become `UNAVAILABLE`; all others are masked, and logged once under a reference that the
 * client gets too.
 * @param path the path of the field that failed, for the log.
 */
export function maskedError(
  thrown: unknown,
  logger: Logger,
  path?: readonly (string | number)[],
): ClientError {
  if (isClientError(thrown)) return thrown;
  if (isOutOfTime(thrown)) return tooLong();
  if (isDatabaseAway(thrown)) {
    logger.warn({ err: thrown, path }, 'MongoDB cannot be reached');
    return unavailable(say`The database`);
  }
  const reference = randomUUID();
  logger.error({ err: thrown, path, reference }, 'unexpected error');
  return clientError(
    'INTERNAL_SERVER_ERROR',
    say`Something went wrong here. Quote the reference ${reference} if it happens again.`,
    { reference },
  );
}
