import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pdf } from '../support/files.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { fileHead, openUpload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const collection = (name: string) => graph.data.database('application').collection(name);
const chunks = () => collection('attachments.chunks').countDocuments();
const files = () => collection('attachments.files').countDocuments();

async function open() {
  const { id } = await graph.data.citizen();
  return openUpload(graph.url, await graph.token({ role: 'CITIZEN', citizenId: id }));
}

test('a file is stored while it arrives', async () => {
  const client = await open();
  await client.write(fileHead());
  await client.write(pdf(5_000_000));

  // 19 chunks of 255 kB are full; the beginning of the twentieth waits for the rest of it.
  await until(chunks, (count) => count === 19);
  await client.write(pdf(1_000_000));

  expect(await client.end()).toEqual({
    status: 201,
    body: {
      id: expect.stringMatching(/^att_[\w-]{22}$/),
      name: 'x.pdf',
      contentType: 'application/pdf',
      bytes: 6_000_000,
    },
  });
  expect(await chunks()).toBe(23);
  await collection('attachments.chunks').deleteMany({});
  await collection('attachments.files').deleteMany({});
});

test('nothing is kept of an upload whose client disconnects half-way', async () => {
  const client = await open();
  await client.write(fileHead());
  await client.write(pdf(3_000_000));
  await until(chunks, (count) => count > 5);

  client.goAway();

  await until(chunks, (count) => count === 0);
  await until(
    () => collection('attachments').countDocuments({ bytes: null }),
    (count) => count === 0,
  );
  expect(await files()).toBe(0);
});

test('a client that sends without end gets an answer at the limit, and is then disconnected', async () => {
  const client = await open();
  await client.write(fileHead());
  const piece = pdf(1024 * 1024);
  for (let isOpen = true; isOpen;) {
    isOpen = await client.write(piece).then(
      () => true,
      () => false,
    );
  }

  expect(await client.answer()).toMatchObject({
    status: 413,
    body: { errors: [{ extensions: { code: 'LIMIT_EXCEEDED', field: 'file' } }] },
  });
  await until(chunks, (count) => count === 0);
});
