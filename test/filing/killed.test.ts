import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signToken } from '../../lib/platform/identity/access-token.ts';
import { readConfiguration } from '../../apps/configuration.ts';
import { generateKeys, importSigningKey, type Keys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { GraphClient } from '../support/client.ts';
import { openTestData, type TestCitizen, type TestData } from '../support/data.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import {
  openProcesses,
  type Processes,
  type StartedProcess,
  untilReady,
} from '../support/processes.ts';
import { until } from '../support/wait.ts';
import { countStored, storedOf } from './support.ts';

const connections = 16;
const databasePrefix = `t${randomBytes(6).toString('hex')}`;
let processes: Processes;
let data: TestData;
let token: string;

beforeAll(async () => {
  processes = await openProcesses();
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  const keys = await generateKeys();
  await writeFile(join(processes.localDirectory, 'keys.json'), JSON.stringify(keys));
  const logger = createLogger({ level: 'silent', name: 'test' });
  data = await openTestData({ mongodb: { uri, databasePrefix }, keys, logger });
  token = await tokenOf(await data.citizen(), keys);
});

afterAll(async () => {
  await processes?.stop();
  await data?.drop();
});

async function tokenOf({ id }: TestCitizen, { accessTokenSigningKey: jwk }: Keys): Promise<string> {
  if (!jwk) throw new Error('generated keys have a signing key');
  const configuration = readConfiguration({});
  return signToken(
    { subject: 'citizen', role: 'CITIZEN', citizenId: id, unitId: null },
    {
      key: await importSigningKey(jwk),
      keyId: jwk.kid,
      issuer: configuration.ACCESS_TOKEN_ISSUER,
      audience: configuration.ACCESS_TOKEN_AUDIENCE,
      lifetimeSeconds: 600,
    },
  );
}

/** Starts the graph as a process; answers when that serves. */
async function start(): Promise<{ server: StartedProcess; client: GraphClient }> {
  const server = processes.start(['apps/graph.ts'], {
    MONGODB_URI: process.env['TEST_MONGODB_URI'],
    // One citizen files more than anybody may.
    DEMAND_CONTROL: 'measure',
    DATABASE_PREFIX: databasePrefix,
    SEED_APPLICATIONS: '0',
    LOG_LEVEL: 'silent',
  });
  const address = await server.address();
  await untilReady(address);
  return { server, client: new GraphClient(`${address}/graphql`) };
}

/** Files under a key; what it says tells which. @returns the number, null where the connection broke. */
async function file(client: GraphClient, idempotencyKey: string): Promise<string | null> {
  const input = filingInput({ data }, { idempotencyKey, subject: `Konu ${idempotencyKey}` });
  const answer = await client.ask(fileMutation, { variables: { input }, token }).catch(() => null);
  if (!answer) return null;
  expect(answer.errors).toEqual([]);
  const filed = answer.data?.['fileApplication'] as { number: string } | null | undefined; // as asked
  return filed?.number ?? null;
}

const overConnections = (work: (connection: number) => Promise<void>) =>
  Promise.all(Array.from({ length: connections }, (_, connection) => work(connection)));

onceInTheSuite('a process that is killed in the middle of filings', () => {
  test('loses none that it has acknowledged, and repeats none', async () => {
    const sent: string[] = [];
    const acknowledged = new Map<string, string>();
    const first = await start();
    const filing = overConnections(async (connection) => {
      for (let count = 0; ; count += 1) {
        const key = `${connection}-${count}`;
        sent.push(key);
        const number = await file(first.client, key);
        if (number === null) return;
        acknowledged.set(key, number);
      }
    });
    await until(
      () => acknowledged.size,
      (size) => size >= 10 * connections,
    );
    await first.server.kill();
    await filing;
    expect(acknowledged.size).toBeLessThan(sent.length);

    const second = await start();
    const waiting = [...sent];
    const repeated = new Map<string, string | null>();
    await overConnections(async () => {
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
        repeated.set(key, await file(second.client, key));
      }
    });

    for (const [key, number] of acknowledged)
      expect([key, repeated.get(key)]).toEqual([key, number]);
    const { applications, contents, timelines, events, notifications } = await storedOf({ data });
    const stored = new Map(applications.map((each) => [each.idempotencyKey, each]));
    expect(new Set(stored.keys())).toEqual(new Set(sent));
    expect(stored.size).toBe(sent.length);
    expect(new Set(applications.map(({ number }) => number)).size).toBe(sent.length);
    for (const [key, { _id, number }] of stored) {
      expect(repeated.get(key ?? '')).toBe(number);
      const ofIt = ({ applicationId }: { applicationId: typeof _id }) => applicationId.equals(_id);
      expect(contents.find((each) => each._id.equals(_id))?.subject).toBe(`Konu ${key}`);
      expect(timelines.find((each) => each._id.equals(_id))?.entries).toMatchObject([
        { event: 'FILED' },
      ]);
      expect(events.filter(ofIt)).toMatchObject([{ event: 'FILED', version: 1 }]);
      expect(notifications.filter(ofIt)).toMatchObject([{ event: 'FILED', number }]);
    }
    const { length } = sent;
    expect(await countStored({ data })).toEqual({
      applications: length,
      contents: length,
      timelines: length,
      events: length,
      notifications: length,
    });
  }, 120_000);
});
