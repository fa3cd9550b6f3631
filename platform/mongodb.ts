import { resolve } from 'node:path';
import { mongo } from 'mongoose';
import { startEmbeddedMongoDB } from '../database/embedded-mongodb.ts';
import type { Configuration } from './configuration.ts';
import type { Stoppable } from './run.ts';

export interface MongoDB extends Stoppable {
  readonly uri: string;
}

/** Whether a replica set answers now. */
export async function answers(uri: string): Promise<boolean> {
  const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 2_000 });
  try {
    await client.db('admin').command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

/** @throws Error of one sentence unless a replica set answers now. */
export async function requireAnswer(uri: string): Promise<void> {
  if (await answers(uri)) return;
  throw new Error(`MongoDB does not answer at ${hostsOf(uri)}.`);
}

/** For people: without the password that a URI may have. */
export const hostsOf = (uri: string) =>
  /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)/.exec(uri)?.[1] ?? 'its address';

/** The replica set to work on: the one configured, else the embedded one, started unless it runs. */
export async function obtainMongoDB(
  configuration: Configuration,
  log: (line: string) => void,
): Promise<MongoDB> {
  if (configuration.MONGODB_URI) return { uri: configuration.MONGODB_URI, stop: async () => {} };
  return startEmbeddedMongoDB({
    dataPath: resolve(configuration.localDirectory, 'data'),
    port: configuration.MONGODB_PORT,
    log,
  });
}
