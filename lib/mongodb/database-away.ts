import { MongooseError, mongo } from 'mongoose';
import { isClientError } from '../kit/errors.ts';

/**
 * Error codes of a server that is shutting down or no longer the primary: "node is recovering" and "not writable
 * primary" of MongoDB's Server Discovery and Monitoring specification. Retryable commands carry a label as well.
 */
const codesOfLeaving: ReadonlySet<unknown> = new Set([
  91, 189, 10058, 10107, 11600, 11602, 13435, 13436,
]);

/** Whether an error means only that MongoDB is unreachable or that the connection was lost. */
export function isDatabaseAway(error: unknown): boolean {
  return (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoTopologyClosedError ||
    // Mongoose has no error class for "not connected" while buffering is off.
    (error instanceof MongooseError && error.message.includes('initial connection')) ||
    (error instanceof mongo.MongoServerError &&
      (error.hasErrorLabel('RetryableWriteError') || codesOfLeaving.has(error.code))) ||
    // The underlying error of a bulk write.
    (error instanceof mongo.MongoBulkWriteError && isDatabaseAway(error.errorResponse))
  );
}

/** Whether an error means only that MongoDB or a part of the system is unreachable: the same may work soon. */
export const isPassing = (error: unknown): boolean =>
  isDatabaseAway(error) || (isClientError(error) && error.code === 'UNAVAILABLE');
