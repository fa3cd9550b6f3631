import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { zip } from '../../../../test/support/files.ts';
import { type CleaningThread, createCleaningThread } from './cleaning-thread.ts';
import { ZipWriter } from './office/zip.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

let thread: CleaningThread;

afterEach(() => thread.stop());

const photo = () => readFileSync(new URL('fixtures/photo.jpg', import.meta.url));

async function clean(file: Uint8Array, contentType: string) {
  const pieces: Uint8Array[] = [];
  const cleaning = thread.clean(new Uint8Array(file).buffer, contentType);
  for (;;) {
    const next = await cleaning.next();
    if (next.done) return { bytes: Buffer.concat(pieces).length, warnings: next.value };
    pieces.push(next.value);
  }
}

/** A letter with this part as its text. */
const letter = (content: Buffer) => {
  const writer = new ZipWriter();
  const rels = `<Relationships xmlns="${relationships}"><Relationship Id="r" Type="${office}" Target="word/document.xml"/></Relationships>`;
  return Buffer.concat([
    ...writer.file('[Content_Types].xml', [Buffer.from('<Types/>')]),
    ...writer.file('_rels/.rels', [Buffer.from(rels)]),
    ...writer.file('word/document.xml', [content]),
    ...writer.end(),
  ]);
};

test('files are cleaned one after the other by one thread', async () => {
  thread = createCleaningThread();

  const first = await clean(photo(), 'image/jpeg');
  const second = await clean(photo(), 'image/jpeg');

  expect(first).toEqual({ bytes: 2_373, warnings: expect.arrayContaining(['LOCATION']) });
  expect(second).toEqual(first);
});

test.each([
  ['a bomb of 300 MB', () => letter(Buffer.alloc(300 * 1024 * 1024, ' ')), 'TOO_LARGE'],
  ['no archive', () => Buffer.from('PK'), 'DAMAGED'],
  ['an archive of nothing', () => Buffer.from(zip({})), 'DAMAGED'],
  [
    'elements within elements without end',
    () => letter(Buffer.from('<a>'.repeat(100_000))),
    'UNSUPPORTED',
  ],
])('%s is refused, and the thread continues', async (_what, file, reason) => {
  thread = createCleaningThread();

  await expect(clean(file(), docx)).rejects.toMatchObject({ name: 'UncleanableError', reason });

  expect(await clean(photo(), 'image/jpeg')).toMatchObject({ bytes: 2_373 });
});

test('a file that takes too long is given up, and the next one gets another thread', async () => {
  thread = createCleaningThread({ cpuMsFor: () => 1 });
  const slow = letter(Buffer.from(`<a>${'<b x="1"/>'.repeat(500_000)}</a>`));

  await expect(clean(slow, docx)).rejects.toMatchObject({ reason: 'TOO_LARGE' });
  await expect(clean(slow, docx)).rejects.toMatchObject({ reason: 'TOO_LARGE' });
});

test('stopping the thread fails the file in progress', async () => {
  thread = createCleaningThread();
  const cleaning = clean(photo(), 'image/jpeg');

  await thread.stop();

  await expect(cleaning).rejects.toMatchObject({ name: 'ThreadEndedError' });
});
