import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as files from '../support/files.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { fileEnd, fileHead, multipart, send, upload, type Upload } from '../support/uploads.ts';
import { wrongField } from '../support/wrong-field.ts';

/** The names of files, as clients send them and as they are stored. */

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

const post = (file: Upload) => upload(graph.url, token, file);
const pdfText = `%PDF-1.7\n${'x'.repeat(31)}`;

const notOneFile = {
  errors: [
    {
      message: 'Send one file in a field named file, and nothing else.',
      extensions: wrongField('file', 'REQUIRED'),
    },
  ],
};

describe('the name of a file', () => {
  const nameOf = async (filename: string) => {
    const body = `${fileHead(filename)}${pdfText}${fileEnd}`;
    const { status, body: answer } = await send(graph.url, token, body, multipart);
    return status === 201 ? (answer as { name: string }).name : answer; // the stored upload
  };

  test.each([
    ['in Turkish', 'Şikâyet dilekçesi İĞÜÇÖ ığüçö.pdf'],
    ['with an emoji', 'çukur 🕳️.pdf'],
    ['in another script', 'שלום.pdf'],
    ['with markup', '<b>x<b> &amp; y.pdf'],
    ['with an operator', '{$gt: 1}.pdf'],
    ['of 200 characters', `${'ş'.repeat(196)}.pdf`],
  ])('%s is kept', async (_what, name) => {
    expect(await post({ content: files.pdf(), name })).toMatchObject({
      status: 201,
      body: { name },
    });
  });

  test.each([
    ['a path', 'filename="../../etc/passwd.pdf"', 'passwd.pdf'],
    ['a path of Windows', 'filename="C:\\\\Windows\\\\x.pdf"', 'x.pdf'],
    ['a path in percent encoding', "filename*=UTF-8''..%2F..%2Fx.pdf", 'x.pdf'],
    ['percent encoding', "filename*=UTF-8''%C5%9Fehir.pdf", 'şehir.pdf'],
    ['decomposed letters', "filename*=UTF-8''s%CC%A7.pdf", 'ş.pdf'],
    ['white space around it', 'filename="  x.pdf  "', 'x.pdf'],
    ['the ending of another type', 'filename="rapor.jpg"', 'rapor.jpg.pdf'],
    ['an ending that would run', 'filename="rapor.html"', 'rapor.html.pdf'],
    ['no ending', 'filename="rapor"', 'rapor.pdf'],
    [
      'an ASCII form beside it',
      `filename="dilek_e.pdf"; filename*=utf-8''dilek%C3%A7e.pdf`,
      'dilekçe.pdf',
    ],
    ['pieces', `filename*0*=UTF-8''dilek%C3%A7; filename*1="e.pdf"`, 'dilekçe.pdf'],
    ['an encoding of mail', 'filename="=?UTF-8?Q?dilek=C3=A7e.pdf?="', 'dilekçe.pdf'],
    ['an encoding of mail, in ISO 8859-9', 'filename="=?ISO-8859-9?Q?=FEehir.pdf?="', 'şehir.pdf'],
    ['the ending in capitals', 'filename="RAPOR.PDF"', 'RAPOR.PDF'],
  ])('with %s is made safe', async (_what, filename, name) => {
    expect(await nameOf(filename)).toBe(name);
  });

  test.each([
    ['windows-1254', 'dilek\xe7e \xdd\xfe.pdf', 'dilekçe İş.pdf'],
    ['UTF-8', 'dilek\xc3\xa7e.pdf', 'dilekçe.pdf'],
  ])('in bytes of %s is read', async (_encoding, sent, name) => {
    const body = Buffer.from(`${fileHead(`filename="${sent}"`)}${pdfText}${fileEnd}`, 'latin1');

    expect(await send(graph.url, token, Uint8Array.from(body), multipart)).toMatchObject({
      status: 201,
      body: { name },
    });
  });

  test.each([
    ['of 255 characters', `${'ş'.repeat(251)}.pdf`, `${'ş'.repeat(196)}.pdf`],
    ['of 201 characters without an ending', 'x'.repeat(201), `${'x'.repeat(196)}.pdf`],
    ['of 200 characters without an ending', 'x'.repeat(200), `${'x'.repeat(196)}.pdf`],
    ['of 201 characters of another ending', `${'x'.repeat(197)}.jpg`, `${'x'.repeat(196)}.pdf`],
    ['of families', `${'👨‍👩‍👧‍👦'.repeat(30)}.PDF`, `${'👨‍👩‍👧‍👦'.repeat(28)}.PDF`],
  ])('%s is cut before its ending', async (_what, name, cut) => {
    expect(await post({ content: files.pdf(), name })).toMatchObject({
      status: 201,
      body: { name: cut },
    });
  });

  const badName = (reason: string, message: string, limits = {}) => ({
    errors: [{ message, extensions: wrongField('filename', reason, limits) }],
  });
  const noText = badName('FORMAT', 'filename contains control characters or malformed Unicode.');
  const notOfNames = badName('FORMAT', 'filename must be on one line, without tabs.');
  const tooLong = badName('RANGE', 'filename must have 1 to 255 characters.', { min: 1, max: 255 });
  const noName = badName('REQUIRED', 'The file needs a name.');

  test.each([
    ['a NUL', "filename*=UTF-8''x%00.pdf", noText],
    ['a NUL as it stands', 'filename="x\0.pdf"', noText],
    ['a line break', "filename*=UTF-8''x%0D%0ASet-Cookie:%20a.pdf", undefined],
    ['a tab', "filename*=UTF-8''x%09.pdf", notOfNames],
    ['nothing in it', 'filename=""', noName],
    ['the folder above', 'filename=".."', noName],
    ['white space alone', 'filename="  "', noName],
    ['256 characters, which no file system allows,', `filename="${'x'.repeat(256)}"`, tooLong],
    ['ten thousand characters', `filename="${'x'.repeat(10_000)}"`, tooLong],
  ])('with %s is refused', async (_what, filename, expected) => {
    const { status, body } = await send(
      graph.url,
      token,
      `${fileHead(filename)}${pdfText}${fileEnd}`,
      multipart,
    );

    expect({ status, body }).toEqual({ status: 400, body: expected ?? notOneFile });
  });

  test('loses a character that reverses the direction', async () => {
    const head = fileHead("filename*=UTF-8''x%E2%80%AEfdp.exe");
    const { status, body } = await send(graph.url, token, `${head}${pdfText}${fileEnd}`, multipart);

    expect({ status, body }).toMatchObject({ status: 201, body: { name: 'xfdp.exe.pdf' } });
  });
});
