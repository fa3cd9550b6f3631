import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { startEmbeddedMongoDB, startEphemeralMongoDB } from './embedded-mongodb.ts';
import { isListening } from './mongod-process.ts';

let dataPath: string;
let log: jest.Mock<(line: string) => void>;

beforeEach(async () => {
  dataPath = await mkdtemp(join(tmpdir(), 'embedded-mongodb-test-'));
  log = jest.fn();
});

afterEach(() => rm(dataPath, { recursive: true, force: true }));

test('the data survive a stop and a start, on another port too', async () => {
  const port = await freePort();
  const first = await startEmbeddedMongoDB({ dataPath, port, log });
  expect(first.uri).toBe(`mongodb://127.0.0.1:${port}/?replicaSet=cimer`);
  await withNotes(first.uri, (notes) => notes.insertOne({ text: 'kept' }));
  await first.stop();
  await first.stop();

  const second = await startEmbeddedMongoDB({ dataPath, port, log });
  await withNotes(second.uri, (notes) => notes.insertOne({ text: 'kept as well' }));
  await second.stop();

  const third = await startEmbeddedMongoDB({ dataPath, port: await freePort(), log });
  expect(third.uri).not.toBe(second.uri);
  expect(await textsIn(third.uri)).toEqual(['kept', 'kept as well']);
  await third.stop();
});

test('of two concurrent starts, one uses the MongoDB that the other started, and does not stop it', async () => {
  const start = async () =>
    startEmbeddedMongoDB({ dataPath, port: await freePort(), cacheSizeGB: 0.25, log });
  const [one, another] = await Promise.all([start(), start()]);
  expect(one.uri).toBe(another.uri);
  expect(log.mock.calls.map(([line]) => line)).toEqual([
    expect.stringMatching(/^Starting MongoDB on port \d+, with its data in /),
    expect.stringMatching(/^Using the MongoDB that process \d+ runs on port \d+\.$/),
  ]);
  await one.stop();
  await another.stop();
});

test('a port that is taken is refused in one sentence that says what to do', async () => {
  const program = createServer((socket) => socket.destroy());
  const port = await listen(program);
  const remedies = 'end that, set MONGODB_PORT to a free port, or set MONGODB_URI.';
  await expect(startEmbeddedMongoDB({ dataPath, port, log })).rejects.toThrow(
    `MongoDB cannot be started on port ${port}, which is taken by another program: ${remedies}`,
  );
  await close(program);
});

test('the MongoDB of another folder is not mistaken for this one', async () => {
  const port = await freePort();
  const mongodb = await startEmbeddedMongoDB({ dataPath: join(dataPath, 'theirs'), port, log });
  const own = startEmbeddedMongoDB({ dataPath: join(dataPath, 'ours'), port, log });
  await expect(own).rejects.toThrow(
    `taken by the MongoDB that serves ${join(dataPath, 'theirs', 'mongodb')}`,
  );
  await mongodb.stop();
});

test('nothing is lost when the process is killed, and the next start does not wait for it', async () => {
  const port = await freePort();
  const killed = await startInAnotherProcess(port);
  await withNotes(killed.uri, (notes) => notes.insertOne({ text: 'acknowledged' }));
  killed.process.kill('SIGKILL');
  await once(killed.process, 'exit');

  const next = await startEmbeddedMongoDB({ dataPath, port, log });
  expect(log).toHaveBeenLastCalledWith(expect.stringMatching(/^Starting MongoDB/));
  expect(await textsIn(next.uri)).toEqual(['acknowledged']);
  await next.stop();
});

test('a mongod that is killed is restarted on the same port, with its data', async () => {
  const mongodb = await startEmbeddedMongoDB({ dataPath, port: await freePort(), log });
  await withNotes(mongodb.uri, (notes) => notes.insertOne({ text: 'acknowledged' }));

  for (const _time of ['once', 'and again']) await killMongod(mongodb.uri);

  expect(await textsIn(mongodb.uri)).toEqual(['acknowledged']);
  expect(log.mock.calls.map(([line]) => line.split(' on port')[0])).toEqual([
    'Starting MongoDB',
    'MongoDB has ended unexpectedly.',
    'Starting MongoDB',
    expect.stringMatching(/^MongoDB (has ended unexpectedly|could not be restarted)/),
    'Starting MongoDB',
  ]);
  await mongodb.stop();
});

test('a mongod that is killed before it is stopped is not restarted', async () => {
  const port = await freePort();
  const mongodb = await startEmbeddedMongoDB({ dataPath, port, log });

  await killMongod(mongodb.uri);
  await mongodb.stop();

  expect(await isListening(port)).toBe(false);
  const next = await startEmbeddedMongoDB({ dataPath, port, log });
  expect(log).toHaveBeenLastCalledWith(expect.stringMatching(/^Starting MongoDB/));
  await next.stop();
});

test('an ephemeral MongoDB supports transactions and leaves nothing behind', async () => {
  const mongodb = await startEphemeralMongoDB();
  const client = new mongo.MongoClient(mongodb.uri);
  const notes = client.db('test').collection('notes');
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await notes.insertOne({ text: 'one' }, { session });
      await notes.insertOne({ text: 'two' }, { session });
    }),
  );
  expect(await notes.countDocuments()).toBe(2);
  const { parsed } = await client.db().admin().command({ getCmdLineOpts: 1 });
  await client.close();
  await mongodb.stop();
  await mongodb.stop();
  expect(existsSync(parsed.storage.dbPath)).toBe(false);
});

async function startInAnotherProcess(port: number) {
  const module = JSON.stringify(new URL('embedded-mongodb.ts', import.meta.url));
  const options = JSON.stringify({ dataPath, port });
  const program = `
    const { startEmbeddedMongoDB } = await import(${module});
    const { uri } = await startEmbeddedMongoDB({ ...${options}, log() {} });
    process.stdout.write(uri);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [uri] = await once(child.stdout, 'data');
  return { process: child, uri: String(uri) };
}

/** Kills the mongod and waits until its end has been logged. */
async function killMongod(uri: string): Promise<void> {
  const noticed = Promise.withResolvers<void>();
  // Killing fails while it is being restarted.
  const notice = /ended unexpectedly|could not be restarted/;
  log.mockImplementation((line) => notice.test(line) && noticed.resolve());
  const { pid } = await withNotes(uri, (notes) => notes.db.command({ serverStatus: 1 }));
  process.kill(Number(pid), 'SIGKILL');
  await noticed.promise;
}

async function withNotes<Result>(
  uri: string,
  work: (notes: mongo.Collection) => Promise<Result>,
): Promise<Result> {
  const client = new mongo.MongoClient(uri);
  try {
    return await work(client.db('test').collection('notes'));
  } finally {
    await client.close();
  }
}

async function textsIn(uri: string): Promise<unknown[]> {
  const stored = await withNotes(uri, (notes) => notes.find().sort({ _id: 1 }).toArray());
  return stored.map(({ text }) => text);
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return port;
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: ReturnType<typeof createServer>): Promise<void> {
  server.close();
  await once(server, 'close');
}
