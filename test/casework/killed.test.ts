import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { signToken } from '../../lib/platform/identity/access-token.ts';
import { generateKeys, importSigningKey, type Keys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { GraphClient } from '../support/client.ts';
import { openTestData, type TestData } from '../support/data.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { openProcesses, type Processes, untilReady } from '../support/processes.ts';
import { draftOf } from './drafts.ts';
import { operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

const databasePrefix = `t${randomBytes(6).toString('hex')}`;
const applications = 8;
/** A process is killed after so many moves were acknowledged. */
const movesUntilKilled = [25, 60, 40];

let processes: Processes;
let keys: Keys;
let data: TestData;
let unitId: string;
let numbers: string[];

beforeAll(async () => {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  processes = await openProcesses();
  keys = await generateKeys();
  await writeFile(join(processes.localDirectory, 'keys.json'), JSON.stringify(keys));
  data = await openTestData({
    mongodb: { uri, databasePrefix },
    keys,
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  unitId = data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
});

afterAll(async () => {
  await processes?.stop();
  await data?.drop();
});

async function tokenOf(viewer: Partial<SignedInViewer>): Promise<string> {
  const jwk = keys.accessTokenSigningKey;
  if (!jwk) throw new Error('generated keys have a signing key');
  const whole = {
    subject: 'x',
    role: 'CITIZEN',
    citizenId: null,
    unitId: null,
    ...viewer,
  } as const;
  return signToken(whole, {
    key: await importSigningKey(jwk),
    keyId: jwk.kid,
    issuer: 'citizen-applications',
    audience: 'citizen-applications-graph',
    lifetimeSeconds: 600,
  });
}

interface People {
  citizen: string;
  evaluator: string;
  officers: readonly [string, string];
}

/** Whatever is possible for one of them now; an answer that does not come is none. */
async function moveOn(client: GraphClient, people: People, number: string): Promise<number | null> {
  const ask = (token: string, query: string, variables: object) =>
    client.ask(query, { token, variables: { number, ...variables } });
  const texts = {
    reason: 'Gerekçesi budur.',
    text: 'Bu metin yeterince uzun bir metindir.',
    question: 'Ne zaman oldu?',
  };
  const { data: seen } = await ask(people.officers[0], operations.standing, {});
  const standing = seen?.['application'] as Standing | null | undefined; // what the operation selects
  const referral = standing?.referrals.at(-1);
  const referralId = referral?.id;
  switch (referral?.state) {
    case undefined:
    case 'RETURNED':
    case 'CANCELLED':
      return versionOf(await ask(people.evaluator, operations.refer, { unitIds: [unitId] }));
    case 'PENDING':
      return versionOf(await ask(people.officers[0], operations.accept, { referralId }));
    case 'IN_PROGRESS':
      return versionOf(
        await ask(
          people.officers[0],
          standing && standing.version % 3 === 0
            ? operations.requestClarification
            : operations.draft,
          { referralId, kind: 'INTERIM', ...texts },
        ),
      );
    case 'AWAITING_CITIZEN':
      return versionOf(await ask(people.citizen, operations.supplement, texts));
    default: {
      const asOfficer = (query: string, variables: object = {}) =>
        ask(people.officers[1], query, variables);
      const draft = await draftOf({ ask: asOfficer }, number, referralId);
      return versionOf(await asOfficer(operations.approve, draft));
    }
  }
}

/** The version that a move was acknowledged with. */
function versionOf({ data: answered }: { data: Record<string, unknown> | null | undefined }) {
  const [value] = Object.values(answered ?? {});
  if (!value) return null;
  const moved = value as Standing | { application: Standing }; // what the operations select
  return ('application' in moved ? moved.application : moved).version;
}

onceInTheSuite('a process that is killed while people work', () => {
  it('leaves every application in a state that the tables allow, with all that was acknowledged', async () => {
    const citizen = await data.citizen();
    const people: People = {
      citizen: await tokenOf({ role: 'CITIZEN', citizenId: citizen.id }),
      evaluator: await tokenOf({ role: 'EVALUATOR', subject: 'evaluator' }),
      officers: [
        await tokenOf({ role: 'OFFICER', subject: 'officer-1', unitId }),
        await tokenOf({ role: 'OFFICER', subject: 'officer-2', unitId }),
      ],
    };
    const acknowledged = new Map<string, number>();
    numbers = [];

    for (const limit of movesUntilKilled) {
      const server = processes.start(['apps/graph.ts'], {
        MONGODB_URI: process.env['TEST_MONGODB_URI'],
        DEMAND_CONTROL: 'measure',
        DATABASE_PREFIX: databasePrefix,
        SEED_APPLICATIONS: '0',
      });
      const address = await server.address();
      await untilReady(address);
      const client = new GraphClient(`${address}/graphql`);
      if (numbers.length === 0) numbers = await file(client, people);

      let moves = 0;
      const work = async (number: string) => {
        while (moves < limit) {
          const version = await moveOn(client, people, number).catch(() => null); // it was killed
          if (version === null) continue;
          acknowledged.set(number, version);
          moves += 1;
          if (moves === limit) await server.kill();
        }
      };
      await Promise.all(numbers.map(work));
      await server.exit();
      expect(moves).toBeGreaterThanOrEqual(limit);

      const database = data.database('application');
      for (const number of numbers) {
        await checkStored(database, number);
        const stored = await database.collection('applications').findOne({ number });
        expect(stored?.['version']).toBeGreaterThanOrEqual(acknowledged.get(number) ?? 1);
      }
    }
  }, 120_000);
});

async function file(client: GraphClient, people: People): Promise<string[]> {
  const input = {
    type: 'REQUEST',
    topicId: data.directory.topics[0]?._id,
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    provinceCode: '34',
    answerChannel: 'SMS',
  };
  return Promise.all(
    Array.from({ length: applications }, async (_, index) => {
      const filed = await client.data(operations.file, {
        token: people.citizen,
        variables: { input: { ...input, idempotencyKey: `filing-${index}` } },
      });
      return (filed['fileApplication'] as Standing).number; // what the operation selects
    }),
  );
}
