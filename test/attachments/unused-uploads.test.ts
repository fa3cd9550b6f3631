import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createLogger } from '../../lib/platform/process/logger.ts';
import {
  attachmentBuckets,
  createAttachmentFiles,
  createUploads,
} from '../../subgraphs/application/attachments/index.ts';
import { pdf, png, zip } from '../support/files.ts';
import { file } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { upload, type Upload } from '../support/uploads.ts';

/** How many uploads a citizen may have that belong to no application. */

const logger = createLogger({ level: 'silent', name: 'test' });
let graph: TestGraph;
let citizenId: string;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
});

beforeEach(async () => {
  ({ id: citizenId } = await graph.data.citizen());
  token = await graph.token({ role: 'CITIZEN', citizenId });
});

afterAll(() => graph?.stop());

const post = (sent: Upload) => upload(graph.url, token, sent);

const tooMany = {
  status: 429,
  body: {
    errors: [
      {
        message:
          'You have 20 uploads that do not belong to an application. Add them to an application, delete some of those that GET /attachments lists, or try again in a day.',
        extensions: { code: 'LIMIT_EXCEEDED', limit: 20 },
      },
    ],
  },
};
const storedNow = () =>
  graph.data
    .database('application')
    .collection('attachments')
    .countDocuments({ citizenId, state: 'STORED' });

const storeBefore = (count: number) =>
  Array.fromAsync({ length: count }, () => post({ content: pdf() }));

// A viewer transfers six files at once, and the one before may still be ending.
test.each([
  [16, 5],
  [18, 5],
  [19, 2],
])(
  'a citizen with %i unused uploads who sends %i at once has 20, and the others are refused',
  async (before, count) => {
    await storeBefore(before);

    const answers = await Promise.all(
      Array.from({ length: count }, () => post({ content: pdf() })),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20 - before);
    expect(answers.filter(({ status }) => status !== 201)).toEqual(
      Array.from({ length: count + before - 20 }, () => tooMany),
    );
    expect(await storedNow()).toBe(20);
    expect(await post({ content: pdf() })).toEqual(tooMany);
  },
);

onceInTheSuite('a citizen', () => {
  test('who sends 40 at once to several processes has 20', async () => {
    const { connection } = graph.data.databases.application;
    const copies = createAttachmentFiles(connection, attachmentBuckets.copies);
    const stored = createAttachmentFiles(connection);
    const processes = Array.from({ length: 4 }, () =>
      createUploads(connection, stored, { copies }),
    );
    const incoming = () => ({ name: 'a.pdf', content: Readable.from([pdf()]) });

    const results = await Promise.allSettled(
      processes.flatMap((one) =>
        Array.from({ length: 10 }, () =>
          one.receive(citizenId, {
            receive: (take) => take(incoming()),
            listedAt: 'a list',
            logger,
          }),
        ),
      ),
    );

    const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toEqual(
      Array.from({ length: 20 }, () =>
        expect.objectContaining({
          code: 'LIMIT_EXCEEDED',
          kind: 'RATE_LIMIT',
          details: { limit: 20 },
        }),
      ),
    );
    expect(await storedNow()).toBe(20);
  });
});

test('a citizen has room again for each upload that an application uses, and for each that fails', async () => {
  const answers = await storeBefore(19);
  const attachmentIds = answers.slice(0, 4).map(({ body }) => (body as { id: string }).id); // stored
  const late = zip({ 'a.txt': 'x'.repeat(300_000) }); // recognised at its end

  expect(await post({ content: late })).toMatchObject({ status: 415 });
  expect(await post({ content: pdf() })).toMatchObject({ status: 201 });
  expect(await post({ content: pdf() })).toEqual(tooMany);
  const filed = await file(graph, token, { attachmentIds });
  const more = await Promise.all(Array.from({ length: 5 }, () => post({ content: pdf() })));

  expect(filed.errors).toEqual([]);
  expect(more.filter(({ status }) => status === 201)).toHaveLength(4);
  expect(more.filter(({ status }) => status !== 201)).toEqual([tooMany]);
  expect(await storedNow()).toBe(24);
});

test('a citizen has no more room for uploads of an earlier release, which have no places', async () => {
  await storeBefore(20);
  const attachments = graph.data.database('application').collection('attachments');
  await attachments.updateMany({ citizenId }, { $unset: { place: '' } });

  expect(await post({ content: pdf() })).toEqual(tooMany);
});

test('a citizen without room is told when the oldest upload will be removed', async () => {
  await storeBefore(20);
  const attachments = graph.data.database('application').collection('attachments');
  const oneHourAgo = new Date(Date.now() - 3_600_000);
  await attachments.updateOne({ citizenId }, { $set: { startedAt: oneHourAgo } });
  const body = new FormData();
  body.append('file', new File([pdf()], 'a.pdf'));

  const { headers } = await fetch(`${graph.url}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
  });

  const hours = Number(headers.get('retry-after')) / 3_600;
  expect(hours).toBeGreaterThan(22);
  expect(hours).toBeLessThanOrEqual(23);
});

interface Listed {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
  expiresAt: string;
}

async function list(as: string | null = token) {
  const response = await fetch(`${graph.url}/attachments`, {
    headers: { ...(as && { authorization: `Bearer ${as}` }) },
  });
  const { status, headers } = response;
  // The form of its answer.
  const body = (await response.json()) as { uploads: Listed[]; incomplete: number; limit: number };
  return { status, body, cacheControl: headers.get('cache-control') };
}

test('a citizen who has lost the ids of unused uploads finds them, and deletes one to have room again', async () => {
  const kept = await post({ content: png, name: 'çukur.png' });
  await storeBefore(19);
  const used = await post({ content: pdf() });
  expect(used).toEqual(tooMany);
  const attachments = graph.data.database('application').collection('attachments');
  const startedAt = new Date(Date.now() - 3_600_000);
  const { id, ...described } = kept.body as Omit<Listed, 'expiresAt'>; // stored
  await attachments.updateOne({ publicId: id }, { $set: { startedAt } });

  const { status, body, cacheControl } = await list();

  expect({ status, cacheControl }).toEqual({ status: 200, cacheControl: 'private, no-store' });
  expect(body).toMatchObject({ incomplete: 0, limit: 20 });
  expect(body.uploads).toHaveLength(20);
  const expiresAt = new Date(startedAt.getTime() + 24 * 3_600_000).toISOString();
  expect(body.uploads[0]).toEqual({ id, ...described, name: 'çukur.png', expiresAt });
  const authorization = `Bearer ${token}`;
  await fetch(`${graph.url}/attachments/${id}`, { method: 'DELETE', headers: { authorization } });
  expect((await list()).body.uploads).toEqual(body.uploads.slice(1));
  expect(await post({ content: pdf() })).toMatchObject({ status: 201 });
});

test('the list has only own uploads that belong to no application, and counts those that are incomplete', async () => {
  const other = await graph.data.citizen();
  const others = await graph.token({ role: 'CITIZEN', citizenId: other.id });
  await upload(graph.url, others, { content: pdf() });
  const stored = await storeBefore(3);
  const [filed = '', unused, incomplete] = stored.map(({ body }) => (body as { id: string }).id);
  await file(graph, token, { attachmentIds: [filed] });
  const attachments = graph.data.database('application').collection('attachments');
  const receiving = { state: 'RECEIVING', contentType: null, bytes: null };
  await attachments.updateOne({ publicId: incomplete }, { $set: receiving });

  const { body } = await list();

  expect(body.uploads.map(({ id }) => id)).toEqual([unused]);
  expect(body.incomplete).toBe(1);
});

test.each([
  ['staff', 'EVALUATOR', 403, 'FORBIDDEN'],
  ['nobody without a token', null, 401, 'UNAUTHENTICATED'],
] as const)('%s lists none', async (_who, role, status, code) => {
  expect(await list(role && (await graph.token({ role })))).toMatchObject({
    status,
    body: { errors: [{ extensions: { code } }] },
  });
});
