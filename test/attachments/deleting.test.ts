import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { mongo, Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import { file } from '../support/filing.ts';
import { pdf, png } from '../support/files.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { cleaned, storedIdOf, upload } from '../support/uploads.ts';
import { wrongField } from '../support/wrong-field.ts';

/** Uploads that their citizens delete before they are part of an application. */

let graph: TestGraph;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
  const { id } = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: id });
});

afterAll(() => graph?.stop());

async function uploaded(content: Uint8Array<ArrayBuffer> = pdf(300_000)): Promise<string> {
  const { body } = await upload(graph.url, token, { content });
  return (body as { id: string }).id; // the type of the file is accepted
}

async function remove(id: string, as: string | null = token) {
  const response = await fetch(`${graph.url}/attachments/${id}`, {
    method: 'DELETE',
    headers: { ...(as && { authorization: `Bearer ${as}` }) },
  });
  const text = await response.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, body };
}

const refused = (status: number, code: string, message: string) => ({
  status,
  body: { errors: [{ message, extensions: { code } }] },
});
const notFound = refused(
  404,
  'NOT_FOUND',
  'There is no such attachment, or none that you may see.',
);

const collection = (name: string): mongo.Collection =>
  graph.data.database('application').collection(name);

/** The remains of an upload: its record, its file, its chunks. */
const left = (_id: Types.ObjectId) =>
  Promise.all([
    collection('attachments').countDocuments({ _id }),
    collection('attachments.files').countDocuments({ _id }),
    collection('attachments.chunks').countDocuments({ files_id: _id }),
  ]);

test('an own upload is deleted with everything that was stored of it', async () => {
  const id = await uploaded(png);
  const _id = await storedIdOf(graph, id);
  const copyId = (await cleaned(graph, id)).cleaned?.copy?.id;

  expect(await remove(id)).toEqual({ status: 204, body: null });

  expect(await left(_id)).toEqual([0, 0, 0]);
  expect(await collection('attachmentCopies.chunks').countDocuments({ files_id: copyId })).toBe(0);
  expect(await remove(id)).toEqual(notFound);
  expect((await file(graph, token, { attachmentIds: [id] })).errors[0]?.extensions).toEqual(
    wrongField('input.attachmentIds[0]', 'UNKNOWN'),
  );
});

test('one that is being cleaned leaves nothing that can be used, and its place', async () => {
  const id = await uploaded();
  const until = new Date(Date.now() + 60_000);
  const cleaning = { copyId: await storedIdOf(graph, id), until };
  await collection('attachments').updateOne({ publicId: id }, { $set: { cleaning } });

  expect(await remove(id)).toEqual({ status: 204, body: null });

  const records = await collection('attachments').find({ publicId: id }).toArray();
  expect(records).toMatchObject([{ state: 'DISCARDED', place: null }]);
  expect((await left(cleaning.copyId)).slice(1)).toEqual([0, 0]);
  expect(await remove(id)).toEqual(notFound);
});

test('an attachment of an application stays', async () => {
  const id = await uploaded();
  await file(graph, token, { attachmentIds: [id] });

  expect(await remove(id)).toEqual(
    refused(409, 'CONFLICT', 'The attachment is part of an application, and stays there.'),
  );
  expect(await left(await storedIdOf(graph, id))).toEqual([1, 1, 2]);
});

test('the uploads of others look as if they did not exist', async () => {
  const id = await uploaded();
  const { id: citizenId } = await graph.data.citizen();
  const other = await graph.token({ role: 'CITIZEN', citizenId });

  expect(await remove(id, other)).toEqual(notFound);
  expect(await remove(newId('attachment'))).toEqual(notFound);
  expect(await remove('%7B%22%24gt%22%3A%22%22%7D')).toEqual(notFound);
  expect(await left(await storedIdOf(graph, id))).toEqual([1, 1, 2]);
});

test.each(['OFFICER', 'EVALUATOR', 'ANALYST', 'ADMIN'] as const)(
  'the role %s deletes none',
  async (role) => {
    const staff = await graph.token({ role, unitId: role === 'OFFICER' ? '12345678' : null });

    expect(await remove(await uploaded(), staff)).toEqual(
      refused(403, 'FORBIDDEN', 'Your role does not allow this.'),
    );
  },
);

test('nobody deletes without a token', async () => {
  expect(await remove(await uploaded(), null)).toEqual(
    refused(401, 'UNAUTHENTICATED', 'Sign in first: this needs an access token.'),
  );
});

test('an upload that is deleted and filed at once is either gone or part of the application', async () => {
  const ids = await Array.fromAsync({ length: 6 }, () => uploaded());

  const results = await Promise.all(
    ids.map(async (id) => {
      const [removed, filed] = await Promise.all([
        remove(id),
        file(graph, token, { attachmentIds: [id] }),
      ]);
      return { status: removed.status, isFiled: filed.errors.length === 0 };
    }),
  );

  for (const { status, isFiled } of results) {
    expect({ status, isFiled }).toEqual(
      isFiled ? { status: 409, isFiled: true } : { status: 204, isFiled: false },
    );
  }
});
