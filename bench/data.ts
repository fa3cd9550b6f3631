import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startEmbeddedMongoDB } from '../database/embedded-mongodb.ts';
import { signToken } from '../platform/access-token.ts';
import { readConfiguration } from '../platform/configuration.ts';
import { importSigningKey, type Keys, loadKeys } from '../platform/keys.ts';
import { createLogger } from '../platform/logger.ts';
import type { SignedInViewer } from '../platform/viewer.ts';
import { withDatabases } from '../seed/open-databases.ts';
import { seedInWorker } from '../seed/seed-in-worker.ts';
import { applicationModel } from '../subgraphs/application/application.model.ts';
import { citizenModel } from '../subgraphs/citizen/citizen.model.ts';
import { freePort } from './processes.ts';
import type { Pair } from './query.ts';

const citizens = 2_000;
const seed = 1;
const tokenLifetimeSeconds = 24 * 60 * 60;

/** The data stay between runs, since a million applications take minutes to make. */
export const benchDirectory = resolve(readConfiguration().localDirectory, 'bench');
export const keysFile = resolve(benchDirectory, 'keys.json');

export interface DataSet {
  databasePrefix: string;
  /** Own applications of 2,000 citizens, each with the citizen's token. */
  pairsFile: string;
}

export async function startMongoDB(say: (line: string) => void) {
  return startEmbeddedMongoDB({ dataPath: benchDirectory, port: await freePort(), log: say });
}

/** Seeds so many applications unless they are there, and makes the tokens. */
export async function prepare(
  uri: string,
  applications: number,
  say: (line: string) => void,
): Promise<DataSet> {
  const keys = await loadKeys(keysFile, { production: false });
  const databasePrefix = `bench${applications}`;
  const mongodb = { uri, databasePrefix };
  const task = { mongodb, keys, applications, seed, drop: false, onlyWhenEmpty: true };
  await seedInWorker(task, (line) => say(`${databasePrefix}: ${line}`));
  const pairsFile = resolve(benchDirectory, `pairs-${applications}.json`);
  writeFileSync(pairsFile, JSON.stringify(await choosePairs(mongodb, keys)));
  return { databasePrefix, pairsFile };
}

/** Evenly over all citizens, the same in every run. */
async function choosePairs(
  mongodb: { uri: string; databasePrefix: string },
  keys: Keys,
): Promise<Pair[]> {
  const logger = createLogger({ level: 'warn', name: 'bench' });
  return withDatabases({ mongodb, keys, logger }, async ({ application, citizen }) => {
    const all = await citizenModel(citizen.connection).find({}, { _id: 1 }).sort({ _id: 1 }).lean();
    const step = Math.max(1, Math.floor(all.length / citizens));
    const chosen = all.filter((_, index) => index % step === 0).slice(0, citizens);
    const found = await applicationModel(application.connection)
      .find({ citizenId: { $in: chosen.map(({ _id }) => _id) } }, { number: 1, citizenId: 1 })
      .lean();
    const tokens = new Map<string, string>();
    for (const { _id } of chosen) {
      const citizenId = _id.toHexString();
      tokens.set(citizenId, await tokenFor({ role: 'CITIZEN', citizenId }, keys));
    }
    return found.map(({ number, citizenId }) => ({
      number,
      token: tokens.get(citizenId.toHexString()) ?? '',
    }));
  });
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
  const jwk = keys.accessTokenSigningKey;
  if (!jwk) throw new Error('generated keys have a signing key');
  return signToken(
    { subject, role, citizenId, unitId },
    {
      key: await importSigningKey(jwk),
      keyId: jwk.kid,
      issuer,
      audience,
      lifetimeSeconds: tokenLifetimeSeconds,
    },
  );
}
