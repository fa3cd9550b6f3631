import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startEmbeddedMongoDB } from '../lib/mongodb/embedded/embedded-mongodb.ts';
import { signAccessToken } from '../lib/platform/identity/access-keys.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import { type Keys, loadKeys } from '../lib/platform/identity/keys.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { stopRequested } from '../lib/platform/process/run.ts';
import type { SignedInViewer } from '../lib/kit/viewer.ts';
import { withDatabases } from '../seed/open-databases.ts';
import { seedInWorker } from '../seed/seed-in-worker.ts';
import { applicationModel } from '../subgraphs/application/record/index.ts';
import { citizenModel } from '../subgraphs/citizen/citizens/index.ts';
import { asksToFile, forgetFiled } from './filing-data.ts';
import { freePort } from './processes.ts';
import type { Ask } from './query.ts';

const citizens = 2_000;
const seed = 1;
const tokenLifetimeSeconds = 24 * 60 * 60;

/** The data is kept between runs, since generating a million applications takes minutes. */
export const benchDirectory = () => resolve(readConfiguration().localDirectory, 'bench');
export const keysFile = () => resolve(benchDirectory(), 'keys.json');

/** The data that a row needs. */
export interface DataNeed {
  applications: number;
  /** The only row that writes to this data set, and that nobody else reads; null if several rows read it. */
  writtenBy: string | null;
  /** The citizens' requests; by default filings if a row writes, status queries otherwise. */
  asked?: 'status' | 'filing';
}

export interface DataSet {
  applications: number;
  databasePrefix: string;
  /** The requests of 2,000 citizens, each with a token of their own. */
  asksFile: string;
}

export const nameOf = ({ applications, writtenBy }: DataNeed) =>
  `bench${applications}${writtenBy === null ? '' : `-${writtenBy}`}`;

export async function startMongoDB(say: (line: string) => void) {
  return startEmbeddedMongoDB({ dataPath: benchDirectory(), port: await freePort(), log: say });
}

/** Seeds this many applications unless they exist, and creates the tokens. */
export async function prepare(
  uri: string,
  need: DataNeed,
  say: (line: string) => void,
): Promise<DataSet> {
  const { applications, writtenBy, asked = writtenBy === null ? 'status' : 'filing' } = need;
  const keys = await loadKeys(keysFile(), { production: false });
  const databasePrefix = nameOf(need);
  const mongodb = { uri, databasePrefix };
  const task = {
    mongodb,
    keys,
    applications,
    seed,
    provinceCodes: [],
    onlyWhenEmpty: true,
  };
  await seedInWorker(task, {
    say: (line) => say(`${databasePrefix}: ${line}`),
    signal: stopRequested,
  });
  const logger = createLogger({ level: 'warn', name: 'bench' });
  const asks = await withDatabases({ mongodb, keys, logger }, async ({ application, citizen }) => {
    const tokens = await chooseCitizens(citizen.connection, keys);
    if (writtenBy !== null) await forgetFiled(application.connection);
    if (asked === 'status') return asksForStatus(application.connection, tokens);
    return asksToFile(application.connection, tokens);
  });
  const asksFile = resolve(benchDirectory(), `asks-${databasePrefix}.json`);
  writeFileSync(asksFile, JSON.stringify(asks));
  return { applications, databasePrefix, asksFile };
}

type Connection = Parameters<typeof applicationModel>[0];

/** Tokens by the citizens' ids. */
type Tokens = ReadonlyMap<string, string>;

/** Chooses citizens evenly, the same in every run. */
async function chooseCitizens(connection: Connection, keys: Keys): Promise<Tokens> {
  const all = await citizenModel(connection).find({}, { publicId: 1 }).sort({ _id: 1 }).lean();
  const step = Math.max(1, Math.floor(all.length / citizens));
  const chosen = all.filter((_, index) => index % step === 0).slice(0, citizens);
  const tokens = new Map<string, string>();
  for (const { publicId: citizenId } of chosen) {
    // Each of them has a separate bucket.
    const viewer = { subject: citizenId, role: 'CITIZEN', citizenId } as const;
    tokens.set(citizenId, await tokenFor(viewer, keys));
  }
  return tokens;
}

/** A status query for each of the citizens' applications. */
async function asksForStatus(connection: Connection, tokens: Tokens): Promise<Ask[]> {
  const found = await applicationModel(connection)
    .find({ citizenId: { $in: [...tokens.keys()] } })
    .select({ number: 1, citizenId: 1 })
    .lean();
  return found.map(({ number, citizenId }) => ({
    token: tokens.get(citizenId) ?? '',
    given: { number },
  }));
}

/** An access token that outlasts the run. */
export async function tokenFor(
  {
    subject = 'somebody',
    role = 'CITIZEN',
    citizenId = null,
    unitId = null,
  }: Partial<SignedInViewer>,
  keys: Keys,
): Promise<string> {
  const { ACCESS_TOKEN_ISSUER: issuer, ACCESS_TOKEN_AUDIENCE: audience } = readConfiguration();
  const viewer = { subject, role, citizenId, unitId };
  const options = { issuer, audience, lifetimeSeconds: tokenLifetimeSeconds };
  return signAccessToken(viewer, keys, options);
}
