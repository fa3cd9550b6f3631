import { parseArgs } from 'node:util';
import type { Database } from '../lib/mongodb/connection.ts';
import { signToken } from '../lib/platform/identity/access-token.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { importSigningKey, type Keys, loadKeys } from '../lib/platform/identity/keys.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { obtainMongoDB, requireAnswer } from '../lib/platform/process/mongodb.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { unitIdForm } from '../lib/kit/unit-id.ts';
import { isClientRole, type Role, roles } from '../lib/kit/viewer.ts';
import { defaultSeed, demonstrationOf } from '../seed/applications/demonstration.ts';
import { storedSeed } from '../seed/applications/seed-run.ts';
import { findCitizenId } from '../subgraphs/citizen/citizens/index.ts';
import { directoryModels } from '../subgraphs/institution-directory/units/index.ts';
import type { SubgraphName } from '../lib/kit/subgraph-names.ts';
import { checkNationalId } from '../lib/kit/national-id.ts';
import { openSubgraphDatabase } from '../lib/federation/subgraph-database.ts';

const lifetimeSeconds = 24 * 60 * 60;
const usage = `Usage: npm run --silent token -- --role ${roles.filter(isClientRole).join('|')}
  --unit <8 digits>          the unit of an OFFICER
  --national-id <11 digits>  the citizen, for CITIZEN; by default the first of the demonstration data
  --subject <name>           who the token is for; by default the role in lower case`;

/** `npm run token`: prints an access token, valid for a day, signed with the local key. */
await runMain(async () => {
  const { role, unit, nationalId, subject } = readArguments();
  const configuration = readConfiguration();
  const keys = await loadKeys(configuration.keysFile, configuration);
  if (!keys.accessTokenSigningKey) {
    throw new ConfigurationError(
      `${configuration.keysFile} has no key to sign access tokens with.`,
    );
  }
  const databases = { configuration, keys };
  const citizenId =
    role === 'CITIZEN'
      ? await inDatabases(databases, (find) => findCitizen(find, keys, nationalId))
      : null;
  if (role === 'OFFICER') await inDatabases(databases, (find) => requireUnit(find, unit));
  const token = await signToken(
    {
      subject: subject ?? role.toLowerCase(),
      role,
      citizenId,
      unitId: role === 'OFFICER' ? unit : null,
    },
    {
      key: await importSigningKey(keys.accessTokenSigningKey),
      keyId: keys.accessTokenSigningKey.kid,
      issuer: configuration.ACCESS_TOKEN_ISSUER,
      audience: configuration.ACCESS_TOKEN_AUDIENCE,
      lifetimeSeconds,
    },
  );
  process.stdout.write(`${token}\n`);
});

/** Runs a query in the database of a subgraph. */
type Find = <Found>(
  name: SubgraphName,
  find: (connection: Database['connection']) => Promise<Found>,
) => Promise<Found>;

/** Runs `work` with a MongoDB that is available until it ends. */
async function inDatabases<Result>(
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

async function findCitizen(find: Find, keys: Keys, given: string | undefined): Promise<string> {
  const id = given ?? (await firstNationalId(find));
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
  const seed = await find('application', storedSeed);
  return demonstrationOf(seed ?? defaultSeed).firstNationalId;
}

async function requireUnit(find: Find, id: string): Promise<void> {
  const found = await find('institution-directory', (connection) =>
    directoryModels(connection).units.findById(id, { _id: 1 }).lean(),
  );
  if (!found) throw new ConfigurationError(`The directory has no unit ${id}.`);
}

function readArguments() {
  const { values } = parseOrExplain();
  const role = roles.find((known): known is Role => known === values.role && isClientRole(known));
  if (!role) throw new ConfigurationError(usage);
  const unit = values.unit ?? '';
  if (role === 'OFFICER' && !unitIdForm.test(unit)) {
    throw new ConfigurationError(`An OFFICER needs --unit with 8 digits.\n${usage}`);
  }
  const strangers = [
    ...(role !== 'OFFICER' && values.unit !== undefined ? ['--unit'] : []),
    ...(role !== 'CITIZEN' && values['national-id'] !== undefined ? ['--national-id'] : []),
  ];
  if (strangers.length > 0) {
    throw new ConfigurationError(`${role} has no ${strangers.join(', ')}.\n${usage}`);
  }
  return {
    role,
    unit,
    nationalId: values['national-id'],
    subject: values.subject,
  };
}

function parseOrExplain() {
  try {
    return parseArgs({
      options: {
        role: { type: 'string' },
        unit: { type: 'string' },
        'national-id': { type: 'string' },
        subject: { type: 'string' },
      },
    });
  } catch (error) {
    throw new ConfigurationError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
}
