import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MongoMemoryServer } from 'mongodb-memory-server-core';
import { startEmbeddedMongoDB } from '../../lib/mongodb/embedded/embedded-mongodb.ts';
import { generateKeys } from '../../lib/platform/identity/keys.ts';
import { findMongod, mongodVersion } from '../../lib/mongodb/embedded/mongod-binary.mjs';
import { freePort } from '../support/free-port.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { openProcesses, type Processes, untilReady } from '../support/processes.ts';
import { openRaw, rawRequest } from '../support/raw-socket.ts';
import { until } from '../support/wait.ts';

let processes: Processes;
let localDirectory: string;

beforeAll(async () => {
  processes = await openProcesses();
  ({ localDirectory } = processes);
});

afterAll(() => processes.stop());

const newPrefix = () => `p${randomBytes(6).toString('hex')}`;

/** On databases of its own, with the units of one province and a few applications. */
const start = (args: readonly string[], env: NodeJS.ProcessEnv) =>
  processes.start(args, {
    DATABASE_PREFIX: newPrefix(),
    SEED_APPLICATIONS: '20',
    SEED_PROVINCES: '34',
    ...env,
  });

const readiness = async (address: string) => (await fetch(`${address}/health/ready`)).status;

function trackByGet(address: string): Promise<Response> {
  const query =
    'query ($code: String!) { trackApplication(number: "2400990673", trackingCode: $code) { stage } }';
  const variables = JSON.stringify({ code: 'E31N-2Z13-03EP' });
  const search = new URLSearchParams({ query, variables });
  return fetch(`${address}/graphql?${search.toString()}`);
}

onceInTheSuite('a process', () => {
  test('seeds, serves, and exits with 0 on a signal, also while it seeds', async () => {
    const env = {
      MONGODB_PORT: String(await freePort()), // a MongoDB of its own, which ends with it
      DATABASE_PREFIX: newPrefix(),
      SEED_PROVINCES: '', // all, which takes longer than a signal
    };
    const cutShort = start(['apps/graph.ts'], env);
    await until(
      () => cutShort.said.out,
      (out) => out.includes('Seeding units'),
    );
    cutShort.child.kill('SIGTERM');

    expect([await cutShort.exit(), cutShort.said.err]).toEqual([0, '']);
    expect(cutShort.said.out).not.toContain('answers at');

    const gateway = start(['apps/graph.ts'], env);
    const address = await gateway.address();

    await untilReady(address);
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ administrativeUnits { totalCount } }' }),
    });
    const answer = (await response.json()) as {
      data: { administrativeUnits: { totalCount: number } };
    }; // the form of the query
    gateway.child.kill('SIGTERM');

    expect(answer.data.administrativeUnits.totalCount).toBeGreaterThanOrEqual(60_000);
    expect(await gateway.exit()).toBe(0);
    expect(`${cutShort.said.out}${gateway.said.out}`).toMatch(
      /Seeding units: \d+ of \d+ \(100 %\)/,
    );
    expect(gateway.said.out).toContain('Seeding applications: 20 of 20 (100 %)');
  });

  test('starts without MongoDB, says so, and recovers when it is up', async () => {
    const port = await freePort();
    const uri = `mongodb://127.0.0.1:${port}/?replicaSet=cimer`;
    const gateway = start(['apps/graph.ts'], {
      MONGODB_URI: uri,
      NODE_ENV: 'development',
      LOG_LEVEL: 'trace',
    });
    const address = await gateway.address();

    expect(gateway.said.out).toContain('has not answered yet');
    expect(await readiness(address)).toBe(503);
    expect((await trackByGet(address)).status).toBe(200);
    const dataPath = join(localDirectory, 'data');
    const mongodb = await startEmbeddedMongoDB({ dataPath, port, log: () => {} });
    await untilReady(address);
    expect((await trackByGet(address)).status).toBe(200);
    gateway.child.kill('SIGTERM');
    expect(await gateway.exit()).toBe(0);
    await mongodb.stop();
    // Queries over GET are in the address, which no line of the log has.
    expect(gateway.said.err).toMatch(/"method":"GET","route":"\/graphql","status":200/);
    expect(`${gateway.said.out}${gateway.said.err}`).not.toMatch(/E31N|trackApplication/);
  });

  test('continues seeding after MongoDB was lost during seeding', async () => {
    const options = {
      dataPath: join(localDirectory, 'lost'),
      port: await freePort(),
      log: () => {},
    };
    const mongodb = await startEmbeddedMongoDB(options);
    const env = { MONGODB_URI: mongodb.uri, SEED_APPLICATIONS: '3000' };
    const gateway = start(['apps/graph.ts'], env);
    const hasSaid = (words: string) =>
      until(
        () => gateway.said.out,
        (out) => out.includes(words),
      );
    await hasSaid('Seeding units');
    await mongodb.stop();
    await hasSaid('MongoDB was lost while seeding');
    const again = await startEmbeddedMongoDB(options);

    await untilReady(await gateway.address());
    gateway.child.kill('SIGTERM');

    expect(await gateway.exit()).toBe(0);
    expect(gateway.said.out).toContain('Seeding applications: 3000 of 3000 (100 %)');
    await again.stop();
  });

  test('ends when npm gets a signal, with or without MongoDB', async () => {
    const env = { MONGODB_URI: `mongodb://127.0.0.1:${await freePort()}/?replicaSet=cimer` };
    const gateway = processes.start(['run', 'gateway'], env, 'npm');
    const address = await gateway.address();

    gateway.child.kill('SIGTERM');

    expect(await gateway.exit()).toBe(0);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow('fetch failed');
  });

  test.each([
    ['token', ['apps/token.ts', '--role', 'CITIZEN']],
    ['seed', ['apps/seed.ts']],
  ])('%s says in one sentence that MongoDB does not answer', async (_name, args) => {
    const port = await freePort();
    const command = start(args, { MONGODB_URI: `mongodb://127.0.0.1:${port}/?replicaSet=cimer` });

    expect([await command.exit(), command.said.err]).toEqual([
      1,
      `MongoDB does not answer at 127.0.0.1:${port}.\n`,
    ]);
  });

  test.each([
    ['the gateway', ['apps/graph.ts']],
    ['a subgraph server', ['apps/subgraph.ts', 'institution-directory']],
  ])('completes the requests in progress when it gets a signal: %s', async (_name, args) => {
    const entry = start(args, {
      MONGODB_URI: process.env['TEST_MONGODB_URI'],
      SUBGRAPH_ANSWERS_ANYONE: 'true',
    });
    const address = await entry.address();
    await untilReady(address);
    const agent = new Agent({ keepAlive: true });
    const unused = connect(Number(new URL(address).port), '127.0.0.1');
    unused.resume(); // otherwise its end is never seen
    const unusedEnds = once(unused, 'close');
    const underWay = request(`${address}/graphql`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    });
    const answered = once(underWay, 'response');
    underWay.flushHeaders();
    await once(underWay, 'continue'); // it has begun, and waits for its body

    entry.child.kill('SIGTERM');
    await until(
      () => fetch(`${address}/health/live`).catch(() => 'refused'),
      (outcome) => outcome === 'refused',
    );
    underWay.end('{"query":"{ topics { id } }"}');
    const [response] = await answered;
    const answer = JSON.parse(await text(response));

    expect(response.statusCode).toBe(200);
    expect(response.headers.connection).toBe('close');
    expect(answer).toEqual({ data: { topics: expect.any(Array) } });
    expect(await entry.exit()).toBe(0);
    await unusedEnds;
    agent.destroy();
  });

  test('exits with 1, and says why, if a request had to be cut', async () => {
    const entry = start(['apps/subgraph.ts', 'institution-directory'], {
      MONGODB_URI: process.env['TEST_MONGODB_URI'],
      LOG_LEVEL: 'warn',
    });
    const incomplete = await openRaw(await entry.address());
    incomplete.write(
      rawRequest('/graphql', {
        body: '',
        headers: { expect: '100-continue', 'content-length': '9' },
      }),
    );
    await incomplete.read(/100 Continue/); // its body never comes

    entry.child.kill('SIGTERM');

    expect(await entry.exit()).toBe(1);
    expect(entry.said.err).toContain('"requests":1,"msg":"requests in progress were cut"');
    expect(await incomplete.untilEnd()).not.toContain('HTTP/1.1 200');
  });

  test('names every mistake in its configuration and does not start', async () => {
    const gateway = start(['apps/graph.ts'], {
      PORT: 'many',
      MONGODB_URI: 'postgres://x',
      CITIZEN_URL: 'nowhere',
    });

    expect(await gateway.exit()).toBe(1);
    expect(gateway.said.err).toContain('PORT: must be a whole number from 0 to 65535');
    expect(gateway.said.err).toContain('MONGODB_URI: must begin with mongodb://');
    expect(gateway.said.err).toContain('CITIZEN_URL:');
    expect(gateway.said.err).not.toContain('    at ');
  });

  test('refuses a port that is taken and a MongoDB without transactions, in one sentence each', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const PORT = String((other.address() as AddressInfo).port); // of a TCP server
    const systemBinary = findMongod() ?? '';
    const alone = await MongoMemoryServer.create({
      binary: { systemBinary, version: mongodVersion(systemBinary) ?? '' },
      instance: { storageEngine: 'wiredTiger' },
    });
    const entries = [['apps/graph.ts'], ['apps/subgraph.ts', 'citizen']];

    for (const entry of entries) {
      const onTaken = start(entry, { PORT });
      expect([await onTaken.exit(), onTaken.said.err]).toEqual([
        1,
        `Port ${PORT} of 127.0.0.1 is taken: end what listens there, or set PORT to another one.\n`,
      ]);
      const onTwice = start(entry, { MONITORING_PORT: PORT });
      expect([await onTwice.exit(), onTwice.said.err]).toEqual([
        1,
        `Port ${PORT} of 127.0.0.1 is taken: end what listens there, or set MONITORING_PORT to another one.\n`,
      ]);
      const onAlone = start(entry, { MONGODB_URI: alone.getUri() });
      expect(await onAlone.exit()).toBe(1);
      expect(onAlone.said.err).toMatch(/^MongoDB at [\d.:]+ is not a replica set, .+\n$/);
    }
    other.close();
    await alone.stop();
  });

  test('refuses an unsafe production configuration, and lists all problems at once', async () => {
    const KEYS_FILE = join(localDirectory, 'with-signing-key.json');
    await writeFile(KEYS_FILE, JSON.stringify(await generateKeys()), { mode: 0o600 });
    const gateway = start(['apps/graph.ts'], {
      NODE_ENV: 'production',
      KEYS_FILE,
      MONGODB_URI: '',
      ACCESS_TOKEN_JWKS_URL: 'http://issuer.example/keys',
    });

    expect(await gateway.exit()).toBe(1);
    expect(gateway.said.err.match(/^ {2}\w+/gm)?.map((setting) => setting.trim())).toEqual([
      'SMTP_URL',
      'SMS_URL',
      'MONGODB_URI',
      'ACCESS_TOKEN_JWKS_URL',
      'KEYS_FILE',
    ]);
  });

  test('refuses production without its keys', async () => {
    const gateway = start(['apps/graph.ts'], {
      NODE_ENV: 'production',
      KEYS_FILE: join(localDirectory, 'no-such-file.json'),
      MONGODB_URI: process.env['TEST_MONGODB_URI'],
      SMTP_URL: 'outbox',
      SMS_URL: 'outbox',
    });

    expect(await gateway.exit()).toBe(1);
    expect(gateway.said.err).toContain('Production needs its keys');
  });

  test('refuses production without a way to notify applicants, wherever their applications are', async () => {
    const production = {
      NODE_ENV: 'production',
      MONGODB_URI: 'mongodb://127.0.0.1:1',
      KEYS_FILE: join(localDirectory, 'no-such-file.json'),
    };
    const gateway = start(['apps/graph.ts'], production);
    const subgraph = start(['apps/subgraph.ts', 'application'], production);
    const another = start(['apps/subgraph.ts', 'citizen'], production);

    const needs = 'must be set in production, if only to `outbox`';
    const mistakes = `The configuration is wrong:\n  SMTP_URL: ${needs}\n  SMS_URL: ${needs}\n`;
    expect([await gateway.exit(), gateway.said.err]).toEqual([1, mistakes]);
    expect([await subgraph.exit(), subgraph.said.err]).toEqual([1, mistakes]);
    expect(await another.exit()).toBe(1);
    expect(another.said.err).toContain('Production needs its keys');
  });
});
