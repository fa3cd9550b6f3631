import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { occurrences, unpacked } from '../../../../test/support/unpacked.ts';
import { fileTypeOf } from '../file-types.ts';
import { cleanFile } from './clean-file.ts';
import { Cleaning } from './cleaning.ts';
import { changedArchive } from './fixtures/changed-archive.ts';

/** Variants of files that programs write and other programs accept: they are cleaned like the usual ones. */

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** As it is done with an upload: the cleaner follows from the type that is detected. */
async function cleaned(file: Buffer) {
  const type = await fileTypeOf(Readable.from([file], { objectMode: false }), file.length);
  const cleaning = new Cleaning();
  const copy = Buffer.concat([...cleanFile(type?.contentType ?? 'none', file, cleaning)]);
  return { type: type?.contentType, copy, warnings: [...cleaning.warnings].toSorted() };
}

/** The words that must stay visible, as far as they can be read in a document. */
const seenIn = (file: Buffer) =>
  new Set(
    unpacked(file).flatMap((content) => content.toString('latin1').match(/VISIBLE\d\w*/g) ?? []),
  );

const before = Buffer.from(`\r\n@PJL SET CANARY=1\r\n${'CANARY\n'.repeat(142)}`.padEnd(1_024, ' '));

/** Its tables count from the first byte of the file, as those of some programs do. */
function countedFromStart(pdf: Buffer): Buffer<ArrayBuffer> {
  const text = pdf.toString('latin1');
  const moved = (offset: string) => String(Number(offset) + before.length);
  return Buffer.from(
    text
      .replaceAll(/^(\d{10})(?= 00000 n)/gm, (offset) => moved(offset).padStart(10, '0'))
      .replaceAll(/(?<=startxref\s+|\/Prev )\d+/g, moved),
    'latin1',
  );
}

const branded = (name: string, brand: string, later?: string) => {
  const file = Buffer.from(fixture(name));
  file.write(brand, 8, 'latin1');
  if (later) file.write(later, 20, 'latin1');
  return file;
};

function chunk(type: string, content: Buffer): Buffer {
  const whole = Buffer.alloc(content.length + 12);
  whole.writeUInt32BE(content.length, 0);
  whole.write(type, 4, 'latin1');
  content.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return whole;
}

/** The picture as an animation of two frames, of which the second one is the first again. */
function animated(png: Buffer): Buffer {
  const head = png.subarray(0, 33);
  const data = png.indexOf('IDAT') - 4;
  const length = png.readUInt32BE(data);
  const size = png.subarray(16, 24);
  const frame = (sequence: number) =>
    chunk(
      'fcTL',
      Buffer.concat([u32(sequence), size, u32(0), u32(0), Buffer.from([0, 1, 0, 10, 0, 0])]),
    );
  const again = Buffer.concat([u32(2), png.subarray(data + 8, data + 8 + length)]);
  return Buffer.concat([
    head,
    chunk('acTL', Buffer.concat([u32(2), u32(0)])),
    frame(0),
    png.subarray(33, data + 12 + length),
    frame(1),
    chunk('fdAT', again),
    png.subarray(data + 12 + length),
  ]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const utf16 = (xml: string) => xml.replace(/encoding=(["'])utf-8\1/i, 'encoding="UTF-16"');
const littleEndian = (xml: string) => Buffer.from(`\ufeff${utf16(xml)}`, 'utf16le');
const bigEndian = (xml: string) => littleEndian(xml).swap16();
const unmarked = (xml: string) => Buffer.from(utf16(xml), 'utf16le');
const singleQuoted = (xml: string) =>
  Buffer.from(xml.replaceAll(/="([^"']*)"/g, (_, value: string) => `='${value}'`));

type Encode = (xml: string) => Buffer;
const withTypes = (name: string, encode: Encode) =>
  changedArchive(fixture(name), { '[Content_Types].xml': encode });
const inWhole = (name: string, encode: Encode) =>
  changedArchive(fixture(name), (part) => (/\.(?:xml|rels)$/.test(part) ? encode : null));

interface Variant {
  file: Buffer;
  /** The file that it is a variant of: its copy shows the same. */
  usual: string;
  /** Warnings of the variant alone. */
  more?: readonly string[];
}

const after = (first: Buffer, usual: string, pdf: Buffer = fixture(usual)): Variant => ({
  file: Buffer.concat([first, pdf]),
  usual,
  more: ['HIDDEN_CONTENT'],
});

const variants: [what: string, variant: Variant][] = [
  ['a PDF after 1,024 bytes', after(before, 'letter.pdf')],
  ['a linearized PDF after 1,024 bytes', after(before, 'scan.pdf')],
  ['an updated PDF after 1,024 bytes', after(before, 'updated.pdf')],
  [
    'one whose tables count them',
    after(before, 'updated.pdf', countedFromStart(fixture('updated.pdf'))),
  ],
  ['a PDF after a mark of UTF-8', after(Buffer.from('\ufeff'), 'letter.pdf')],
  ['an animated PNG', { file: animated(fixture('screenshot.png')), usual: 'screenshot.png' }],
  ['an M4V', { file: branded('film.mp4', 'M4V '), usual: 'film.mp4' }],
  ['a film of 3GPP, release 4', { file: branded('film.mp4', '3gp4'), usual: 'film.mp4' }],
  ['a film of 3GPP, release 5', { file: branded('film.mp4', '3gp5'), usual: 'film.mp4' }],
  ['a HEIC of layers', { file: branded('photo.heic', 'heim'), usual: 'photo.heic' }],
  ['a scalable HEIC', { file: branded('phone.heic', 'heis'), usual: 'phone.heic' }],
  ['a sequence of layers', { file: branded('photo.heic', 'hevm'), usual: 'photo.heic' }],
  ['a scalable sequence', { file: branded('phone.heic', 'hevs'), usual: 'phone.heic' }],
  ['a HEIC as a sequence', { file: branded('photo.heic', 'hevc'), usual: 'photo.heic' }],
  [
    'a HEIC of a phone as a sequence',
    { file: branded('phone.heic', 'msf1', 'hevc'), usual: 'phone.heic' },
  ],
  [
    'a DOCX with types in UTF-16',
    { file: withTypes('letter.docx', littleEndian), usual: 'letter.docx' },
  ],
  [
    'a DOCX with types in UTF-16, big-endian',
    { file: withTypes('letter.docx', bigEndian), usual: 'letter.docx' },
  ],
  [
    'a DOCX with types in unmarked UTF-16',
    { file: withTypes('letter.docx', unmarked), usual: 'letter.docx' },
  ],
  [
    'a DOCX with types in single quotes',
    { file: withTypes('letter.docx', singleQuoted), usual: 'letter.docx' },
  ],
  [
    'a DOCX all in UTF-16',
    { file: inWhole('inherited.docx', littleEndian), usual: 'inherited.docx' },
  ],
  ['an XLSX all in UTF-16', { file: inWhole('names.xlsx', bigEndian), usual: 'names.xlsx' }],
  ['an ODT all in UTF-16', { file: inWhole('letter.odt', littleEndian), usual: 'letter.odt' }],
];

describe.each(variants)('%s', (_what, { file, usual, more = [] }) => {
  test('has the type of the usual file, and a copy without what units must not get', async () => {
    const expected = await cleaned(fixture(usual));
    const { type, copy, warnings } = await cleaned(file);

    expect(occurrences(file, 'CANARY')).not.toEqual([]);
    expect(occurrences(copy, 'CANARY')).toEqual([]);
    expect({ type, warnings }).toEqual({
      type: expected.type,
      warnings: [...new Set([...expected.warnings, ...more])].toSorted(),
    });
    expect(seenIn(copy)).toEqual(seenIn(expected.copy));
  });

  test('has a copy that is clean, and a copy of it is the same', async () => {
    const { type, copy } = await cleaned(file);
    const again = await cleaned(copy);

    expect({ type: again.type, warnings: again.warnings }).toEqual({ type, warnings: [] });
    expect(Buffer.compare(again.copy, copy)).toBe(0);
  });
});

test('all frames of an animation stay', async () => {
  const { copy } = await cleaned(animated(fixture('screenshot.png')));

  const types = copy.toString('latin1').match(/acTL|fcTL|IDAT|fdAT|IEND/g);
  expect(types).toEqual(['acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'IEND']);
});

test('a PDF after more than 1,024 bytes is none', async () => {
  const file = Buffer.concat([Buffer.alloc(1_025, ' '), fixture('letter.pdf')]);

  await expect(cleaned(file)).rejects.toThrow('unsupported: kind of file');
});
