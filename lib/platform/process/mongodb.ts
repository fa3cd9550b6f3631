import { resolve } from 'node:path';
import { startEmbeddedMongoDB } from '../../mongodb/embedded/embedded-mongodb.ts';
import { helloOf } from '../../mongodb/hello.ts';
import type { Stoppable } from './run.ts';

interface MongoDB extends Stoppable {
  readonly uri: string;
}

/**
 * Whether MongoDB answers.
 * @throws Error with a one-sentence message when it is not a replica set.
 */
export async function answers(uri: string): Promise<boolean> {
  const hello = await helloOf(uri);
  if (!hello) return false;
  const isSharded = hello['msg'] === 'isdbgrid';
  if (isSharded || hello['setName']) return true;
  throw new Error(
    `MongoDB at ${hostsOf(uri)} is not a replica set, which transactions need: start it with --replSet, or leave MONGODB_URI out.`,
  );
}

/** @throws Error with a one-sentence message unless a replica set answers. */
export async function requireAnswer(uri: string): Promise<void> {
  if (await answers(uri)) return;
  throw new Error(`MongoDB does not answer at ${hostsOf(uri)}.`);
}

/** For display: omits the password that a URI may contain. */
export const hostsOf = (uri: string) =>
  /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)/.exec(uri)?.[1] ?? 'its address';

interface MongoDBSettings {
  readonly MONGODB_URI?: string | undefined;
  readonly MONGODB_PORT: number;
  readonly localDirectory: string;
}

/**
 * The replica set to use: the configured one, otherwise the embedded one, which is started unless
 * it is running.
 */
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
