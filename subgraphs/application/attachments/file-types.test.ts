import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as files from '../../../test/support/files.ts';
import { FileHead } from './file-head.ts';
import { fileTypeOf, fileTypeOfHead } from './file-types.ts';

const fixtures = new URL('cleaning/fixtures/', import.meta.url);
const made = readdirSync(fixtures)
  .filter((name) => !name.endsWith('.md'))
  .map((name): [name: string, file: Uint8Array] => [name, readFileSync(new URL(name, fixtures))]);
const small: [name: string, file: Uint8Array][] = [
  ['a program', files.bytes(`MZ${'\0'.repeat(600)}`)],
  ['a text', files.bytes('Sayin yetkili, '.repeat(60))],
  ['an archive', files.zip({ 'a.txt': 'x' })],
  ['an archive that is packed', files.bytes(`\x1f\x8b\x08${'\0'.repeat(600)}`)],
  ['a sound', files.bytes(`ID3\x04\0\0\0\0\x03\x00${'\0'.repeat(600)}`)],
  ['a document with macros', files.docm],
  ['a document whose type is declared late', files.docxWithTypesLast],
  ['a document with types in UTF-16', files.docxWithTypesInUtf16],
  ...files.disguisedDocms.map(([disguise, file]): [string, Uint8Array] => [
    `a document with macros disguised ${disguise}`,
    file,
  ]),
  ['a PDF after other bytes', files.pdfAfter('x'.repeat(1_000))],
  ['an animated picture', files.apng],
];

const mostFileBytes = 10 * 1024 * 1024;

const whole = (file: Uint8Array) => Readable.from([file], { objectMode: false });

/** A file that arrives in pieces, with the number of its bytes that were read. */
function incoming(file: Uint8Array, pieceBytes: number) {
  const taken = { bytes: 0 };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < file.length; at += pieceBytes) {
      const piece = file.subarray(at, at + pieceBytes);
      taken.bytes += piece.length;
      yield piece;
    }
  }
  return { source: pieces(), taken };
}

describe.each([...made, ...small])('by its first bytes %s', (_name, file) => {
  const options = { mostFileBytes, mostBytes: 255 * 1024 };

  test('has the type of the whole file, also if the rest is missing or changed', async () => {
    const length = fc.oneof(fc.constant(file.length), fc.nat(file.length));
    const flips = fc.array(fc.tuple(fc.nat(200), fc.nat(7)), { maxLength: 2 });
    const held = fc.oneof(fc.constant(1_024), fc.constant(options.mostBytes));

    await fc.assert(
      fc.asyncProperty(
        length,
        flips,
        held,
        fc.integer({ min: 100, max: 70_000 }),
        async (end, flipped, mostBytes, pieceBytes) => {
          const sent = Buffer.from(file.subarray(0, end));
          for (const [at, bit] of flipped) if (at < end) sent[at] = (sent[at] ?? 0) ^ (1 << bit);
          const { source } = incoming(sent, pieceBytes);

          const head = new FileHead(source, { mostFileBytes, mostBytes });
          const type = await fileTypeOfHead(head);

          if (type !== undefined) {
            expect(type).toBe(await fileTypeOf(whole(sent), sent.length));
          }
          expect(head.isEmpty).toBe(end === 0);
          expect(Buffer.compare(await buffer(head.content()), sent)).toBe(0);
        },
      ),
      { numRuns: 12, seed: 7 },
    );
  });
});

test('a type that they show needs no more of the file', async () => {
  const program = files.bytes(`MZ${'x'.repeat(1_000_000)}`);
  const { source, taken } = incoming(program, 500);

  const head = new FileHead(source, { mostFileBytes, mostBytes: 255 * 1024 });

  expect(await fileTypeOfHead(head)).toBeNull();
  expect(taken.bytes).toBe(500);
});

test('a type that they do not show is undetermined, and no more is read than may be held', async () => {
  const archive = files.zip({ 'a.txt': 'x'.repeat(1_000_000) });
  const { source, taken } = incoming(archive, 500);

  const head = new FileHead(source, { mostFileBytes, mostBytes: 100_000 });

  expect(await fileTypeOfHead(head)).toBeUndefined();
  expect(taken.bytes).toBe(100_500);
  expect(Buffer.compare(await buffer(head.content()), archive)).toBe(0);
});
