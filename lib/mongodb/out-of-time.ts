import { mongo } from 'mongoose';

const maxTimeMSExpired = 50;

/** Whether MongoDB aborted a command because it exceeded its `maxTimeMS`. */
export const isOutOfTime = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === maxTimeMSExpired;
