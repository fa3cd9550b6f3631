import { mongo } from 'mongoose';

/** MongoDB's code for a document whose key in a unique index exists already (DuplicateKey). */
export const duplicateKey = 11_000;

/** Whether a write failed because of a key in a unique index that exists already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === duplicateKey;
