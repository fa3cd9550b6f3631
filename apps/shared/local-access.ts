import { openSubgraphDatabase } from '../../lib/federation/subgraph-database.ts';
import { checkNationalId } from '../../lib/kit/national-id.ts';
import { pasted } from '../../lib/kit/pasted.ts';
import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import type { Database } from '../../lib/mongodb/connection.ts';
import { signAccessToken } from '../../lib/platform/identity/access-keys.ts';
import { type Keys, loadKeys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { obtainMongoDB, requireAnswer } from '../../lib/platform/process/mongodb.ts';
import { ConfigurationError } from '../../lib/platform/process/setting.ts';
import { defaultSeed, demonstrationOf } from '../../seed/applications/demonstration.ts';
import { storedRun } from '../../seed/applications/seed-run.ts';
import { findCitizenId } from '../../subgraphs/citizen/citizens/index.ts';
import type { Configuration } from '../../configuration/configuration.ts';

const lifetimeSeconds = 24 * 60 * 60;

/** Makes access tokens, valid for a day, with the key in the local keys file. */
interface LocalAccess {
  readonly keys: Keys;
  readonly lifetimeSeconds: number;
  sign(viewer: SignedInViewer): Promise<string>;
}

export const localAccessWith = (
  keys: Keys,
  settings: Pick<Configuration, 'ACCESS_TOKEN_ISSUER' | 'ACCESS_TOKEN_AUDIENCE'>,
): LocalAccess => ({
  keys,
  lifetimeSeconds,
  sign: (viewer) =>
    signAccessToken(viewer, keys, {
      issuer: settings.ACCESS_TOKEN_ISSUER,
      audience: settings.ACCESS_TOKEN_AUDIENCE,
      lifetimeSeconds,
    }),
});

/**
 * For commands that make tokens of their own.
 * @param instead what to do, or what is not possible, as the end of the message.
 * @throws ConfigurationError in production.
 */
export function refuseInProduction(instead: string): void {
  if (process.env['NODE_ENV'] !== 'production') return;
  throw new ConfigurationError(`Production has no key to sign access tokens with: ${instead}.`);
}

/** @throws ConfigurationError if the keys file has no key to sign access tokens with, as in production. */
export async function openLocalAccess(configuration: Configuration): Promise<LocalAccess> {
  const keys = await loadKeys(configuration.keysFile, configuration);
  if (!keys.accessTokenSigningKey) {
    throw new ConfigurationError(
      `${configuration.keysFile} has no key to sign access tokens with.`,
    );
  }
  return localAccessWith(keys, configuration);
}

/** Runs a query in the database of a subgraph. */
export type Find = <Found>(
  name: SubgraphName,
  find: (connection: Database['connection']) => Promise<Found>,
) => Promise<Found>;

/** Runs `work` with a MongoDB that is available until it ends. */
export async function inDatabases<Result>(
  { configuration, keys }: { configuration: Configuration; keys: Keys },
  work: (find: Find) => Promise<Result>,
): Promise<Result> {
  const logger = createLogger({ level: 'error', name: 'token' });
  const mongodb = await obtainMongoDB(configuration, () => {});
  const { DATABASE_PREFIX: databasePrefix } = configuration;
  try {
    await requireAnswer(mongodb.uri);
    return await work(async (name, find) => {
      const environment = { mongodb: { uri: mongodb.uri, databasePrefix }, keys, logger };
      const database = openSubgraphDatabase(name, environment);
      try {
        await database.connected;
        return await find(database.connection);
      } finally {
        await database.stop();
      }
    });
  } finally {
    await mongodb.stop();
  }
}

/**
 * @param given the identity number; undefined for the first citizen of the demonstration data.
 * @returns the citizen's id.
 */
export async function findCitizen(
  find: Find,
  keys: Keys,
  given: string | undefined,
): Promise<string> {
  const id = given === undefined ? await firstNationalId(find) : pasted(given);
  if (checkNationalId(id) !== 'OK')
    throw new ConfigurationError(`${id} is not a valid identity number.`);
  const found = await find('citizen', (connection) => findCitizenId(connection, keys, id));
  if (!found) {
    throw new ConfigurationError(
      `No citizen has the identity number ${id}. Start the graph once (npm start) to have the demonstration data.`,
    );
  }
  return found;
}

async function firstNationalId(find: Find): Promise<string> {
  const seed = (await find('application', storedRun))?.seed;
  return demonstrationOf(seed ?? defaultSeed).firstNationalId;
}
