import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfiguration } from '../../apps/configuration.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { signToken } from '../../lib/platform/identity/access-token.ts';
import { generateKeys, importSigningKey, type Keys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { GraphClient } from '../support/client.ts';
import { openTestData, type TestData } from '../support/data.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { openProcesses, type Processes, untilReady } from '../support/processes.ts';
import { operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

const databasePrefix = `t${randomBytes(6).toString('hex')}`;
const referrals = 36;
/** A process is killed when so many requests were answered. */
const answersUntilKilled = [3, 8];
const officers = ['officer-1', 'officer-2', 'officer-3'];

let processes: Processes;
let keys: Keys;
let data: TestData;
let unitId: string;

beforeAll(async () => {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  processes = await openProcesses();
  keys = await generateKeys();
  await writeFile(join(processes.localDirectory, 'keys.json'), JSON.stringify(keys));
  const logger = createLogger({ level: 'silent', name: 'test' });
  data = await openTestData({ mongodb: { uri, databasePrefix }, keys, logger });
  unitId = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
});

afterAll(async () => {
  await processes?.stop();
  await data?.drop();
});

async function tokenOf(viewer: Partial<SignedInViewer>): Promise<string> {
  const jwk = keys.accessTokenSigningKey;
  if (!jwk) throw new Error('generated keys have a signing key');
  const { ACCESS_TOKEN_ISSUER: issuer, ACCESS_TOKEN_AUDIENCE: audience } = readConfiguration({});
  const key = await importSigningKey(jwk);
  const whole = {
    subject: 'x',
    role: 'CITIZEN',
    citizenId: null,
    unitId: null,
    ...viewer,
  } as const;
  return signToken(whole, { key, keyId: jwk.kid, issuer, audience, lifetimeSeconds: 600 });
}

interface Referred {
  number: string;
  referralId: string;
}

async function referred(client: GraphClient): Promise<Referred[]> {
  const citizen = await tokenOf({ citizenId: (await data.citizen()).id });
  const evaluator = await tokenOf({ role: 'EVALUATOR' });
  const refer = async (): Promise<Referred> => {
    const input = filingInput({ data });
    const filed = await client.data(fileMutation, { token: citizen, variables: { input } });
    const { number } = filed['fileApplication'] as { number: string }; // as asked
    const variables = { number, unitIds: [unitId] };
    const moved = await client.data(operations.refer, { token: evaluator, variables });
    const standing = moved['referApplication'] as Standing; // what the operation selects
    return { number, referralId: standing.referrals[0]?.id ?? '' };
  };
  return Promise.all(Array.from({ length: referrals }, refer));
}

const assignAll = `mutation ($referralIds: [ID!]!, $assignee: String) {
  assignReferrals(referralIds: $referralIds, assignee: $assignee) {
    referralId referral { application { version } } error { code } } }`;

interface Result {
  referralId: string;
  referral: { application: { version: number } } | null;
  error: { code: string } | null;
}

onceInTheSuite('a process that is killed while it changes many referrals at once', () => {
  it('leaves each of them as a change has left it, with all that was acknowledged', async () => {
    const acknowledged = new Map<string, number>();
    let all: Referred[] = [];

    for (const limit of answersUntilKilled) {
      const server = processes.start(['apps/graph.ts'], {
        MONGODB_URI: process.env['TEST_MONGODB_URI'],
        DEMAND_CONTROL: 'measure',
        DATABASE_PREFIX: databasePrefix,
        SEED_APPLICATIONS: '0',
        LOG_LEVEL: 'silent',
      });
      const address = await server.address();
      await untilReady(address);
      const client = new GraphClient(`${address}/graphql`);
      if (all.length === 0) all = await referred(client);
      const referralIds = all.map(({ referralId }) => referralId);

      let answers = 0;
      const work = async (subject: string) => {
        const token = await tokenOf({ role: 'OFFICER', unitId, subject });
        for (let assignee = 0; answers < limit; assignee += 1) {
          const variables = { referralIds, assignee: `${subject}-${assignee}` };
          const answer = await client.ask(assignAll, { token, variables }).catch(() => null);
          if (!answer) return; // it was killed
          const results = answer.data?.['assignReferrals'] as Result[]; // as asked
          for (const { referralId, referral, error } of results) {
            expect([null, 'CONFLICT']).toContain(error?.code ?? null);
            const version = referral?.application.version ?? 0;
            acknowledged.set(referralId, Math.max(version, acknowledged.get(referralId) ?? 0));
          }
          answers += 1;
          if (answers === limit) await server.kill();
        }
      };
      await Promise.all(officers.map(work));
      await server.exit();
      expect(answers).toBeGreaterThanOrEqual(limit);

      const database = data.database('application');
      for (const { number, referralId } of all) {
        await checkStored(database, number);
        const stored = await database.collection('applications').findOne({ number });
        expect(stored?.['version']).toBeGreaterThanOrEqual(acknowledged.get(referralId) ?? 1);
      }
    }
    expect([...acknowledged.values()].filter((version) => version > 2)).toHaveLength(referrals);
  }, 120_000);
});
