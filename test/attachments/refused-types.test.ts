import { afterAll, beforeAll, expect } from '@jest/globals';
import { type WorkWatch, watchWork } from '../support/commands.ts';
import { bytes, docx, zip } from '../support/files.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { openRaw } from '../support/raw-socket.ts';
import {
  boundary,
  fileEnd,
  fileHead,
  multipart,
  openUpload,
  send,
  upload,
} from '../support/uploads.ts';
import { wrongField } from '../support/wrong-field.ts';

/** Files whose first bytes show that their type is not accepted. */

const mostBytes = 10 * 1024 * 1024;
const program = bytes(`MZ${'x'.repeat(mostBytes - 2)}`);

let graph: TestGraph;
let database: WorkWatch;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
  const { id } = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: id });
  database = await watchWork(graph.data);
});

afterAll(async () => {
  await database?.stop();
  await graph?.stop();
});

const error = {
  message:
    'The content of the file is not of an accepted type: pdf, jpg, png, webp, tif, heic, mp4, docx, xlsx, odt, ods.',
  extensions: wrongField('file', 'TYPE'),
};
const refused = { status: 415, body: { errors: [error] } };

/** The number of records, files and chunks of uploads in the database. */
async function kept() {
  const count = (name: string) =>
    graph.data.database('application').collection(name).countDocuments();
  return {
    records: await count('attachments'),
    files: await count('attachments.files'),
    chunks: await count('attachments.chunks'),
  };
}
const nothing = { records: 0, files: 0, chunks: 0 };

/** The number of commands that the application's database has received since the last call. */
const commands = async () => (await database.take()).application.commands;

test('a file of 10 MB is refused without a command to the database', async () => {
  await commands();

  expect(await upload(graph.url, token, { content: program, name: 'a.pdf' })).toEqual(refused);

  expect(await commands()).toBe(0);
  expect(await kept()).toEqual(nothing);
});

test('so are six at once that do not declare their length', async () => {
  await commands();
  const body = new Blob([fileHead(), program, fileEnd]);

  const answers = await Promise.all(
    Array.from({ length: 6 }, () => send(graph.url, token, body.stream(), multipart)),
  );

  expect(answers).toEqual(answers.map(() => refused));
  expect(answers).toHaveLength(6);
  expect(await commands()).toBe(0);
  expect(await kept()).toEqual(nothing);
});

test('a client gets the answer after the first bytes, and need not send the rest', async () => {
  const client = openUpload(graph.url, token);
  await client.write(fileHead());
  await client.write(program.subarray(0, 1_000));

  expect(await client.answer()).toEqual(refused);
  client.goAway();
});

test('a client that sends everything before it reads gets the answer, and keeps the connection', async () => {
  const client = await openRaw(graph.url);
  const [head, end] = [Buffer.from(fileHead()), Buffer.from(fileEnd)];
  const length = head.length + program.length + end.length;
  const headers = [
    'POST /attachments HTTP/1.1',
    'host: localhost',
    `authorization: Bearer ${token}`,
    `content-type: multipart/form-data; boundary=${boundary}`,
    `content-length: ${length}`,
  ];

  const { promise: sent, resolve } = Promise.withResolvers<Error | null | undefined>();
  client.socket.write(`${headers.join('\r\n')}\r\n\r\n`);
  client.socket.write(Buffer.concat([head, program, end]), resolve);

  expect((await sent) ?? null).toBeNull();
  const answer = await client.read(/\r\n\r\n\{.*\}$/s);
  expect(answer).toMatch(/^HTTP\/1\.1 415 /);
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toEqual(refused.body);
  client.write('GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n');
  expect(await client.read(/"ok"\}$/)).toMatch(/HTTP\/1\.1 200 /);
  client.socket.destroy();
});

test('an empty file is refused without a command to the database', async () => {
  await commands();

  expect(await upload(graph.url, token, {})).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { field: 'file', reason: 'RANGE' } }] },
  });

  expect(await commands()).toBe(0);
});

test('an archive that only its end identifies is refused at its end, and nothing of it is kept', async () => {
  const archive = zip({ 'a.txt': 'x'.repeat(1_000_000) });

  expect(await upload(graph.url, token, { content: archive })).toEqual(refused);

  expect(await kept()).toEqual(nothing);
});

test('a document that only its end identifies is stored completely', async () => {
  const late = zip({
    'word/document.xml': `<document>${'x'.repeat(1_000_000)}</document>`,
    '[Content_Types].xml':
      '<Types><Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  });
  for (const content of [late, docx]) {
    const { status, body } = await upload(graph.url, token, { content, name: 'a.docx' });
    expect(status).toBe(201);
    const { id } = body as { id: string }; // the stored upload

    const response = await fetch(`${graph.url}/attachments/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), content)).toBe(0);
  }
});
