import { mongo } from 'mongoose';

const maxTimeMSExpired = 50;

/** Whether MongoDB gave up a command because it took longer than its `maxTimeMS`. */
export const isOutOfTime = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === maxTimeMSExpired;
