import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import type { Types } from 'mongoose';
import {
  attachmentBuckets,
  createAttachmentFiles,
  createUploads,
} from '../../subgraphs/application/attachments/index.ts';
import { file } from '../support/filing.ts';
import { pdf, png } from '../support/files.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { cleaned, storedIdOf, upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';
import { wrongField } from '../support/wrong-field.ts';

let graph: TestGraph;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
});

beforeEach(async () => {
  const { id } = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: id });
});

afterAll(() => graph?.stop());

const hour = 60 * 60_000;
const collection = (name: string) => graph.data.database('application').collection(name);

/** Another process, with uploads of its own on the same database. */
function sweep(signal = new AbortController().signal): Promise<void> {
  const { connection } = graph.data.databases.application;
  const copies = createAttachmentFiles(connection, attachmentBuckets.copies);
  return createUploads(connection, createAttachmentFiles(connection), { copies }).sweep(signal);
}

async function uploaded(): Promise<string> {
  const { body } = await upload(graph.url, token, { content: pdf(300_000), name: 'a.pdf' });
  return (body as { id: string }).id; // the type of the file is accepted
}

/** An upload that began this long ago, with other unusual fields. */
async function uploadedBefore(ageMs: number, fields: object = {}): Promise<string> {
  const id = await uploaded();
  const startedAt = new Date(Date.now() - ageMs);
  await collection('attachments').updateOne({ publicId: id }, { $set: { startedAt, ...fields } });
  return id;
}

/** One after the other: a client may send only a few files at once. */
const uploadsBefore = (ageMs: number, count: number) =>
  Array.fromAsync({ length: count }, () => uploadedBefore(ageMs));

/** The remains of an upload: its record, its file, its chunks. */
async function left(
  _id: Types.ObjectId,
): Promise<[records: number, files: number, chunks: number]> {
  return Promise.all([
    collection('attachments').countDocuments({ _id }),
    collection('attachments.files').countDocuments({ _id }),
    collection('attachments.chunks').countDocuments({ files_id: _id }),
  ]);
}

const filed = (id: string) => file(graph, token, { attachmentIds: [id] });

async function statusOf(id: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${graph.url}/attachments/${id}`, { headers });
  await response.arrayBuffer();
  return response.status;
}

onceInTheSuite('a sweep', () => {
  test('removes an upload that was not used within a day', async () => {
    const id = await uploadedBefore(24 * hour + 1_000);
    const _id = await storedIdOf(graph, id);

    await sweep();

    expect(await left(_id)).toEqual([0, 0, 0]);
    expect(await statusOf(id)).toBe(404);
    expect((await filed(id)).errors[0]?.extensions).toEqual(
      wrongField('input.attachmentIds[0]', 'UNKNOWN'),
    );
  });

  test('removes the copy for units with it', async () => {
    const { body } = await upload(graph.url, token, { content: png, name: 'a.png' });
    const { id } = body as { id: string }; // the type of the file is accepted
    const _id = await storedIdOf(graph, id);
    const copyId = (await cleaned(graph, id)).cleaned?.copy?.id;
    const copy = () => collection('attachmentCopies.chunks').countDocuments({ files_id: copyId });
    expect(await copy()).toBe(1);
    const startedAt = new Date(Date.now() - 25 * hour);
    const fields = { state: 'DISCARDED', startedAt };
    await collection('attachments').updateOne({ publicId: id }, { $set: fields });

    await sweep();

    expect(await copy()).toBe(0);
    expect(await left(_id)).toEqual([0, 0, 0]);
  });

  test('keeps one that may still be used', async () => {
    const id = await uploadedBefore(23 * hour);
    const _id = await storedIdOf(graph, id);

    await sweep();

    expect(await left(_id)).toEqual([1, 1, 2]);
    expect((await filed(id)).errors).toEqual([]);
  });

  test('keeps one of an application, even a very old one', async () => {
    const id = await uploaded();
    const _id = await storedIdOf(graph, id);
    await filed(id);
    await collection('attachments').updateOne(
      { publicId: id },
      { $set: { startedAt: new Date(0) } },
    );

    await sweep();

    expect(await left(_id)).toEqual([1, 1, 2]);
    expect(await statusOf(id)).toBe(200);
  });

  test('removes the remains of a process that ended while it received', async () => {
    const id = await uploadedBefore(hour + 1_000, { state: 'RECEIVING' });
    const _id = await storedIdOf(graph, id);
    await collection('attachments.files').deleteOne({ _id });

    await sweep();

    expect(await left(_id)).toEqual([0, 0, 0]);
  });

  test('keeps one that is being received', async () => {
    const id = await uploadedBefore(hour / 2, { state: 'RECEIVING' });
    const _id = await storedIdOf(graph, id);

    await sweep();

    expect(await left(_id)).toEqual([1, 1, 2]);
  });

  test.each([
    ['nothing', () => Promise.resolve()],
    ['the file', (id: Types.ObjectId) => collection('attachments.files').deleteOne({ _id: id })],
    [
      'all of its bytes',
      async (id: Types.ObjectId) => {
        await collection('attachments.files').deleteOne({ _id: id });
        await collection('attachments.chunks').deleteMany({ files_id: id });
      },
    ],
  ])('continues after another process was killed that had removed %s', async (_what, remove) => {
    const id = await uploadedBefore(25 * hour, { state: 'DISCARDED' });
    const _id = await storedIdOf(graph, id);
    await remove(_id);

    await sweep();

    expect(await left(_id)).toEqual([0, 0, 0]);
  });

  test('in several processes at once removes each upload once, and fails in none', async () => {
    const ids = await uploadsBefore(25 * hour, 15);
    const stored = await Promise.all(ids.map((id) => storedIdOf(graph, id)));

    await Promise.all(Array.from({ length: 5 }, () => sweep()));

    for (const _id of stored) expect(await left(_id)).toEqual([0, 0, 0]);
  });

  test('during a filing either leaves the file to the application or removes all of it', async () => {
    const ids = await uploadsBefore(25 * hour, 15);
    const stored = await Promise.all(ids.map((id) => storedIdOf(graph, id)));

    const [answers] = await Promise.all([
      Promise.all(ids.map((id) => filed(id))),
      Promise.all(Array.from({ length: 3 }, () => sweep())),
    ]);
    await sweep();

    for (const [index, _id] of stored.entries()) {
      const isFiled = answers[index]?.errors.length === 0;
      expect(await left(_id)).toEqual(isFiled ? [1, 1, 2] : [0, 0, 0]);
      expect(await statusOf(ids[index] ?? '')).toBe(isFiled ? 200 : 404);
    }
  });

  test('stops when the process ends', async () => {
    const id = await uploadedBefore(25 * hour);
    const _id = await storedIdOf(graph, id);

    await sweep(AbortSignal.abort());

    const [records] = await left(_id);
    expect(records).toBe(1);
    await sweep();
    expect(await left(_id)).toEqual([0, 0, 0]);
  });
});

test('every process sweeps from its start', async () => {
  const id = await uploadedBefore(25 * hour);
  const _id = await storedIdOf(graph, id);
  const another = await graph.another();

  const counts = await until(
    () => left(_id),
    ([records]) => records === 0,
  );
  await another.stop();

  expect(counts).toEqual([0, 0, 0]);
});
