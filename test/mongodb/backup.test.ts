import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createConnection, mongo } from 'mongoose';
import { databaseName } from '../../lib/federation/subgraph-database.ts';
import {
  createNumberAllocator,
  numberSequenceModel,
} from '../../subgraphs/application/numbers/index.ts';
import { file, fileMutation, filingInput, numberOf } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { openOwnMongoDB, type OwnMongoDB } from '../support/own-mongodb.ts';
import { upload } from '../support/uploads.ts';

let mongodb: OwnMongoDB;
let restored: OwnMongoDB;
let graph: TestGraph;

/** More than the numbers of a block, which a process takes at once. */
const filedLater = 120;

const photo = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Copies the data as docs/operations.md describes it, while something is sent. */
async function backUp(folder: string, meanwhile: () => void): Promise<void> {
  const client = new mongo.MongoClient(mongodb.uri);
  const admin = client.db('admin');
  try {
    await admin.command({ fsync: 1, lock: true });
    meanwhile();
    await cp(join(mongodb.dataPath, 'mongodb'), join(folder, 'mongodb'), {
      recursive: true,
      filter: (path) => !path.endsWith('mongod.lock'),
    });
    await admin.command({ fsyncUnlock: 1 });
  } finally {
    await client.close();
  }
}

/** The next number that the restored databases would issue. */
async function nextNumber(uri: string, year: number): Promise<string> {
  const connection = createConnection();
  const dbName = databaseName(graph.mongodb.databasePrefix, 'application');
  await connection.openUri(uri, { dbName });
  try {
    return await createNumberAllocator(numberSequenceModel(connection), { blockSize: 1 }).next(
      year,
    );
  } finally {
    await connection.close();
  }
}

async function raiseNumbers(uri: string, by: number): Promise<void> {
  const client = new mongo.MongoClient(uri);
  const database = client.db(databaseName(graph.mongodb.databasePrefix, 'application'));
  await database.collection('numberSequences').updateMany({}, { $inc: { next: by } });
  await client.close();
}

onceInTheSuite('a backup of the three databases', () => {
  beforeAll(async () => {
    mongodb = await openOwnMongoDB();
    graph = await startGraph({ mongodbUri: mongodb.uri });
  });
  afterAll(async () => {
    await graph?.stop();
    await restored?.remove();
    await mongodb?.remove();
  });

  it('has what was acknowledged before, with attachments, and no number is issued twice', async () => {
    const citizen = await graph.data.citizen();
    const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
    const { body } = await upload(graph.url, token, { content: photo, name: 'foto.png' });
    const { id } = body as { id: string }; // it is a file that may be attached
    const before = numberOf(await file(graph, token, { attachmentIds: [id] }));
    const folder = await mkdtemp(join(tmpdir(), 'backup-'));
    const late: Promise<string>[] = [];

    await backUp(folder, () => late.push(file(graph, token).then(numberOf)));

    const issued = new Set(await Promise.all(late));
    for (let count = 0; count < filedLater; count += 20) {
      const some = Array.from({ length: 20 }, () => file(graph, token).then(numberOf));
      for (const number of await Promise.all(some)) issued.add(number);
    }
    restored = await openOwnMongoDB(folder);
    // Why the sequence has to be raised.
    const year = new Date().getFullYear();
    expect(issued).toContain(await nextNumber(restored.uri, year));
    await raiseNumbers(restored.uri, 10 * filedLater);
    const again = await graph.another({ mongodbUri: restored.uri });
    try {
      const read = 'query ($number: String!) { application(number: $number) { trackingCode } }';
      const { application } = await again.client.data(read, {
        variables: { number: before },
        token,
      });
      const { trackingCode } = application as { trackingCode: string }; // the query selects it
      const status = `query ($number: String!, $trackingCode: String!) {
        trackApplication(number: $number, trackingCode: $trackingCode) { stage } }`;
      const variables = { number: before, trackingCode };
      expect(await again.client.data(status, { variables })).toEqual({
        trackApplication: { stage: 'RECEIVED' },
      });
      const headers = { authorization: `Bearer ${token}` };
      const download = await fetch(`${again.url}/attachments/${id}`, { headers });
      expect(new Uint8Array(await download.arrayBuffer())).toEqual(photo);

      const [afterwards] = issued;
      const { errors } = await again.client.ask(read, { variables: { number: afterwards }, token });
      expect(errors[0]?.extensions['code']).toBe('NOT_FOUND');
      for (let count = 0; count < 3; count += 1) {
        const input = filingInput(graph);
        const answer = await again.client.ask(fileMutation, { variables: { input }, token });
        expect(issued).not.toContain(numberOf(answer));
      }
    } finally {
      await again.stop();
    }
  });
});
