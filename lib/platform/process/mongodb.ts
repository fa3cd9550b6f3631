import { resolve } from 'node:path';
import { mongo } from 'mongoose';
import { startEmbeddedMongoDB } from '../../mongodb/embedded/embedded-mongodb.ts';
import type { Stoppable } from './run.ts';

export interface MongoDB extends Stoppable {
  readonly uri: string;
}

/**
 * Whether MongoDB answers now.
 * @throws Error of one sentence when it is no replica set.
 */
export async function answers(uri: string): Promise<boolean> {
  const hello = await helloOf(uri);
  if (!hello) return false;
  const isSharded = hello['msg'] === 'isdbgrid';
  if (isSharded || hello['setName']) return true;
  throw new Error(
    `MongoDB at ${hostsOf(uri)} is no replica set, which transactions need: start it with --replSet, or leave MONGODB_URI out.`,
  );
}

async function helloOf(uri: string): Promise<mongo.Document | null> {
  const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 2_000 });
  try {
    return await client.db('admin').command({ hello: 1 });
  } catch {
    return null;
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

export interface MongoDBSettings {
  readonly MONGODB_URI?: string | undefined;
  readonly MONGODB_PORT: number;
  readonly localDirectory: string;
}

/** The replica set to work on: the one configured, else the embedded one, started unless it runs. */
export async function obtainMongoDB(
  configuration: MongoDBSettings,
  log: (line: string) => void,
): Promise<MongoDB> {
  if (configuration.MONGODB_URI) return { uri: configuration.MONGODB_URI, stop: async () => {} };
  return startEmbeddedMongoDB({
    dataPath: resolve(configuration.localDirectory, 'data'),
    port: configuration.MONGODB_PORT,
    log,
  });
}
