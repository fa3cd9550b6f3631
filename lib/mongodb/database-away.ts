import { MongooseError, mongo } from 'mongoose';

/**
 * What a server answers that shuts down or is no primary any more: "node is recovering" and "not writable
 * primary" of MongoDB's Server Discovery and Monitoring specification. Commands that can be tried again
 * have a label beside.
 */
const codesOfLeaving: ReadonlySet<unknown> = new Set([
  91, 189, 10058, 10107, 11600, 11602, 13435, 13436,
]);

/** Whether an error only says that MongoDB cannot be reached, or was lost on the way. */
export function isDatabaseAway(error: unknown): boolean {
  return (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoTopologyClosedError ||
    // Mongoose has no class of its own for "not connected" while buffering is off.
    (error instanceof MongooseError && error.message.includes('initial connection')) ||
    (error instanceof mongo.MongoServerError &&
      (error.hasErrorLabel('RetryableWriteError') || codesOfLeaving.has(error.code))) ||
    // What has befallen a command of several documents, whatever it was.
    (error instanceof mongo.MongoBulkWriteError && isDatabaseAway(error.errorResponse))
  );
}
