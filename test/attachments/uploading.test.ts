import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fileTypes } from '../../subgraphs/application/attachments/index.ts';
import * as files from '../support/files.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import {
  boundary,
  fileEnd,
  fileHead,
  multipart,
  send,
  upload,
  type Upload,
} from '../support/uploads.ts';
import { wrongField } from '../support/wrong-field.ts';

let graph: TestGraph;
let token: string;

beforeAll(async () => {
  graph = await startGraph();
});

// One citizen for each upload, since the uploads of one citizen are limited.
beforeEach(async () => {
  const { id } = await graph.data.citizen();
  token = await graph.token({ role: 'CITIZEN', citizenId: id });
});

afterAll(() => graph?.stop());

const post = (file: Upload, as: string | null = token) => upload(graph.url, as, file);

const id = expect.stringMatching(/^att_[\w-]{22}$/);
const stored = (name: string, contentType: string, bytes: number) => ({
  status: 201,
  body: { id, name, contentType, bytes },
});
const refused = (status: number, message: string, extensions: Record<string, unknown>) => ({
  status,
  body: { errors: [{ message, extensions }] },
});

const pdfText = `%PDF-1.7\n${'x'.repeat(31)}`;
const mostBytes = 10 * 1024 * 1024;
const openXml = 'application/vnd.openxmlformats-officedocument';

describe('a file', () => {
  const kinds: [name: string, content: Uint8Array<ArrayBuffer>, contentType: string][] = [
    ['a.pdf', files.pdf(), 'application/pdf'],
    ['b.pdf', files.pdfAfter(' '.repeat(1_024)), 'application/pdf'],
    ['c.pdf', files.pdfAfter('\x1b%-12345X@PJL JOB\r\n'), 'application/pdf'],
    ['a.jpg', files.jpeg, 'image/jpeg'],
    ['a.JPEG', files.jpeg, 'image/jpeg'],
    ['a.png', files.png, 'image/png'],
    ['b.png', files.apng, 'image/png'],
    ['a.webp', files.webp, 'image/webp'],
    ['a.tif', files.tiff, 'image/tiff'],
    ['a.heic', files.heic, 'image/heic'],
    ['b.heic', files.isoMedia('mif1', ['mif1', 'MiHB', 'heic']), 'image/heic'],
    ['c.heic', files.isoMedia('msf1', ['heix', 'msf1']), 'image/heic'],
    ['d.heic', files.isoMedia('hevc'), 'image/heic'],
    ['e.heic', files.isoMedia('msf1', ['msf1', 'hevx']), 'image/heic'],
    ['f.heic', files.isoMedia('heim'), 'image/heic'],
    ['g.heif', files.isoMedia('heis', ['heis']), 'image/heic'],
    ['h.heic', files.isoMedia('hevm'), 'image/heic'],
    ['i.heic', files.isoMedia('hevs', ['hevs', 'msf1']), 'image/heic'],
    ['j.heic', files.isoMedia('MiHE', ['mif1', 'heix']), 'image/heic'],
    ['a.mp4', files.mp4, 'video/mp4'],
    ['b.mp4', files.isoMedia('M4V '), 'video/mp4'],
    ['c.m4v', files.isoMedia('M4V '), 'video/mp4'],
    ['d.3gp', files.isoMedia('3gp4'), 'video/mp4'],
    ['e.mp4', files.isoMedia('3gp5'), 'video/mp4'],
    ['a.docx', files.docx, `${openXml}.wordprocessingml.document`],
    ['b.docx', files.docxWithTypesLast, `${openXml}.wordprocessingml.document`],
    ['c.docx', files.docxWithTypesInUtf16, `${openXml}.wordprocessingml.document`],
    ['d.docx', files.docxWithSingleQuotes, `${openXml}.wordprocessingml.document`],
    ['a.xlsx', files.xlsx, `${openXml}.spreadsheetml.sheet`],
    ['a.odt', files.odt, 'application/vnd.oasis.opendocument.text'],
    ['a.ods', files.ods, 'application/vnd.oasis.opendocument.spreadsheet'],
  ];

  test.each(kinds)(
    '%s is stored, and its type is detected by its content',
    async (name, content, contentType) => {
      expect(await post({ name, content, type: 'text/html' })).toEqual(
        stored(name, contentType, content.length),
      );
    },
  );

  test('of each accepted type was sent above', () => {
    expect(new Set(kinds.map(([, , contentType]) => contentType))).toEqual(
      new Set(fileTypes.map(({ contentType }) => contentType)),
    );
  });

  test('of exactly 10 MB is stored', async () => {
    expect(await post({ content: files.pdf(mostBytes), name: 'a.pdf' })).toEqual(
      stored('a.pdf', 'application/pdf', mostBytes),
    );
  });

  test.each([
    ['one byte more than 10 MB', mostBytes + 1],
    ['a lot more', 3 * mostBytes],
  ])('of %s is refused, and nothing of it is kept', async (_what, size) => {
    expect(await post({ content: files.pdf(size) })).toEqual(
      refused(413, `A file may have ${mostBytes} bytes at most.`, {
        code: 'LIMIT_EXCEEDED',
        field: 'file',
        limit: mostBytes,
      }),
    );
    expect(await storedBytesOf(token)).toBe(0);
  });

  test('without content is refused', async () => {
    expect(await post({})).toEqual(refused(400, 'The file is empty.', wrongField('file', 'RANGE')));
  });

  test.each<[what: string, content: Uint8Array<ArrayBuffer>]>([
    ['a program', files.bytes(`MZ${'\0'.repeat(100)}`)],
    ['a page', files.bytes('<!doctype html><script>alert(1)</script>')],
    ['a drawing that can hold scripts', files.bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['plain text', files.bytes('Sayin yetkili,')],
    ['an archive', files.zip({ 'a.txt': 'x' })],
    ['a document with macros', files.docm],
    ...files.disguisedDocms.map(([disguise, file]): [string, typeof file] => [
      `a document with macros and the type of one without ${disguise}`,
      file,
    ]),
    ...files.deceptiveArchives.map(([deception, file]): [string, typeof file] => [
      `an archive with the types of a document ${deception}`,
      file,
    ]),
    ['a PDF after more bytes than are accepted', files.pdfAfter(' '.repeat(1_025))],
    ['a program that contains a PDF', files.pdfAfter(`MZ${'\0'.repeat(100)}`)],
    ['a sound of the same family as films', files.isoMedia('M4A ')],
    ['a picture of the same family', files.isoMedia('mif1', ['mif1', 'avif'])],
    ['an AVIF', files.isoMedia('avif', ['avif', 'mif1', 'heic'])],
    ['a picture in AVC', files.isoMedia('avci')],
    ['a sequence in AVC', files.isoMedia('avcs', ['avcs', 'isom'])],
    ['a picture of a later HEIF', files.isoMedia('mif2', ['mif2'])],
    ['one that names HEIC too late', files.bytes(`\0\0\0\x14ftypmif1\0\0\0\0mif1heic`)],
    ['one that names HEIC in no place of a brand', files.isoMedia('mif1', ['xxhe', 'icxx'])],
    ['one byte', files.bytes('%')],
  ])('that is %s is refused, even if it declares another type', async (_what, content) => {
    const answer = await post({ content, name: 'dilekçe.pdf', type: 'application/pdf' });

    expect(answer).toEqual(
      refused(
        415,
        'The content of the file is not of an accepted type: pdf, jpg, png, webp, tif, heic, mp4, docx, xlsx, odt, ods.',
        wrongField('file', 'TYPE'),
      ),
    );
    expect(await storedBytesOf(token)).toBe(0);
  });
});

const notOneFile = {
  errors: [
    {
      message: 'Send one file in a field named file, and nothing else.',
      extensions: wrongField('file', 'REQUIRED'),
    },
  ],
};

describe('a request', () => {
  const file = new File([files.pdf()], 'a.pdf');
  const form = (...fields: [name: string, value: string | File][]) => {
    const made = new FormData();
    for (const [name, value] of fields) {
      if (typeof value === 'string') made.append(name, value);
      else made.append(name, value);
    }
    return made;
  };

  test.each<[what: string, body: FormData]>([
    ['with nothing in it', form()],
    ['with a text alone', form(['file', 'text'])],
    ['with a file of another name', form(['document', file])],
    ['with two files', form(['file', file], ['file', file])],
    ['with a text after the file', form(['file', file], ['note', 'x'])],
    ['with a text before the file', form(['note', 'x'], ['file', file])],
  ])('%s is refused, and nothing of it is kept', async (_what, body) => {
    expect(await send(graph.url, token, body)).toEqual({ status: 400, body: notOneFile });
    expect(await storedBytesOf(token)).toBe(0);
  });

  const noMultipart = refused(
    415,
    'Send the file as multipart/form-data.',
    wrongField('body', 'BODY'),
  );
  const noWhole = refused(
    400,
    'The multipart/form-data body is malformed or incomplete.',
    wrongField('body', 'BODY'),
  );
  const noType = refused(
    400,
    'The content type of the request cannot be read.',
    wrongField('body', 'BODY'),
  );
  const whole = `${fileHead()}${pdfText}${fileEnd}`;

  test.each<[what: string, type: string, body: string, expected: object]>([
    ['of JSON', 'application/json', '{}', noMultipart],
    ['of a form without files', 'application/x-www-form-urlencoded', 'file=x', noMultipart],
    ['of a bare file', 'application/pdf', pdfText, noMultipart],
    ['of another multipart', `multipart/mixed; boundary=${boundary}`, whole, noMultipart],
    ['of no type that can be read', 'multipart', whole, noType],
    ['without a boundary', 'multipart/form-data; charset=utf-8', whole, noWhole],
    ['that names another boundary', 'multipart/form-data; boundary=other', whole, noWhole],
    ['that is empty', multipart['content-type'], '', noWhole],
    ['that ends before the file', multipart['content-type'], `--${boundary}\r\n`, noWhole],
    ['that ends within the file', multipart['content-type'], `${fileHead()}%PDF-1.7`, noWhole],
    ['whose end is missing', multipart['content-type'], whole.slice(0, -4), noWhole],
  ])('%s is refused, and nothing of it is kept', async (_what, type, body, expected) => {
    expect(await send(graph.url, token, body, { 'content-type': type })).toEqual(expected);
    expect(await storedBytesOf(token)).toBe(0);
  });

  test.each([
    ['before the file', (junk: string) => `${junk}\r\n${whole}`],
    ['after the file', (junk: string) => `${whole}${junk}`],
    [
      'in a part without a name',
      (junk: string) => `--${boundary}\r\nX: y\r\n\r\n${junk}\r\n${whole}`,
    ],
    [
      'in the headers of the part',
      (junk: string) => `--${boundary}\r\nX: ${junk}\r\n\r\nx${fileEnd}`,
    ],
  ])('with more than belongs there %s is refused', async (_what, bodyOf) => {
    const body = bodyOf('x'.repeat(mostBytes + 100_000));

    // Once with its length declared, and once in pieces.
    const answers = [
      await send(graph.url, token, body, multipart),
      await send(graph.url, token, new Blob([body]).stream(), multipart),
    ];

    expect(answers.map(({ status }) => status)).toEqual([413, 413]);
    expect(await storedBytesOf(token)).toBe(0);
  });
});

describe('an upload is refused', () => {
  const answer = (status: number, message: string, code: string) =>
    refused(status, message, { code });

  test('without a token', async () => {
    expect(await post({ content: files.pdf() }, null)).toEqual(
      answer(401, 'Sign in first: this needs an access token.', 'UNAUTHENTICATED'),
    );
  });

  test('with an invalid token', async () => {
    expect(await post({ content: files.pdf() }, 'a.b.c')).toEqual(
      answer(401, 'The access token is malformed or its signature is not ours.', 'UNAUTHENTICATED'),
    );
  });

  test.each([
    ['OFFICER', '12345678'],
    ['EVALUATOR', null],
    ['ANALYST', null],
    ['ADMIN', null],
  ] as const)('of staff: %s', async (role, unitId) => {
    const staff = await graph.token({ role, unitId });

    expect(await post({ content: files.pdf(1_000_000) }, staff)).toEqual(
      answer(403, 'Your role does not allow this.', 'FORBIDDEN'),
    );
  });
});

test('no bytes are left without a record', async () => {
  const database = graph.data.database('application');
  const known = await database.collection('attachments').distinct('_id', { state: 'STORED' });
  const chunks = await database.collection('attachments.chunks').distinct('files_id');
  const found = await database.collection('attachments.files').distinct('_id');

  const inOrder = (ids: unknown[]) => ids.map(String).toSorted();
  expect(inOrder(chunks)).toEqual(inOrder(known));
  expect(inOrder(found)).toEqual(inOrder(known));
});

async function recordsOf(of: string) {
  const claims = JSON.parse(Buffer.from(of.split('.')[1] ?? '', 'base64url').toString()) as {
    citizen: string;
  }; // the token is ours
  const records = await graph.data
    .database('application')
    .collection('attachments')
    .find()
    .toArray();
  return records.filter(({ citizenId }) => String(citizenId) === claims.citizen);
}

/** The number of bytes that the database stores of one citizen's uploads. */
async function storedBytesOf(of: string): Promise<number> {
  const ids = (await recordsOf(of)).map(({ _id }) => _id);
  const chunks = graph.data.database('application').collection('attachments.chunks');
  let bytes = 0;
  for await (const { data } of chunks.find({ files_id: { $in: ids } })) bytes += data.length();
  return bytes;
}
