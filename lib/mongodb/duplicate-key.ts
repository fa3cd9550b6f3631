import { mongo } from 'mongoose';

/** MongoDB's code for a document whose key in a unique index exists already (DuplicateKey). */
export const duplicateKey = 11_000;

/** Whether a write failed because of a key in a unique index that exists already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === duplicateKey;

/** Whether nothing else is wrong with several unordered writes than that keys of some exist already. */
export function areOnlyDuplicateKeys(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) {
    return false;
  }
  return [error.writeErrors].flat().every(({ code }) => code === duplicateKey);
}
