import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { occurrences, unpacked } from '../../../../test/support/unpacked.ts';
import { fileTypes } from '../file-types.ts';
import { cleanFile } from './clean-file.ts';
import { Cleaning, namesIn, UncleanableError } from './cleaning.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

function typeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const type = fileTypes.find(({ extensions }) => extensions.includes(ending));
  if (!type) throw new Error(`No file may be called ${name}.`);
  return type.contentType;
}

function cleaned(name: string, file: Buffer = fixture(name)) {
  const cleaning = new Cleaning();
  const copy = Buffer.concat([...cleanFile(typeOf(name), file, cleaning)]);
  return { copy, warnings: [...cleaning.warnings].toSorted() };
}

/** The warnings for each file; tests below check what the copy shows. */
const warnings: Record<string, string[]> = {
  'photo.jpg': namesIn('AUTHOR COMMENTS DATES DEVICE LOCATION OTHER_METADATA PREVIEW'),
  'screenshot.png': namesIn('AUTHOR COMMENTS DATES DEVICE OTHER_METADATA'),
  'photo.webp': namesIn('AUTHOR COMMENTS DATES DEVICE OTHER_METADATA'),
  'scan.tif': namesIn('AUTHOR COMMENTS DEVICE'),
  'scan-jpeg.tif': namesIn('AUTHOR COMMENTS DEVICE'),
  'photo.heic': namesIn('AUTHOR COMMENTS DATES DEVICE OTHER_METADATA'),
  'phone.heic': namesIn('DEVICE OTHER_METADATA'),
  'thumbnail.heic': namesIn('HIDDEN_CONTENT PREVIEW'),
  'film.mp4': namesIn('AUTHOR COMMENTS DATES DEVICE LOCATION OTHER_METADATA'),
  'scan.pdf': namesIn('AUTHOR COMMENTS DATES DEVICE LOCATION OTHER_METADATA PREVIEW'),
  'letter.pdf': namesIn(
    'AUTHOR COMMENTS DATES DEVICE EMBEDDED_FILES OTHER_METADATA PREVIEW SCRIPTS',
  ),
  'updated.pdf': namesIn('EARLIER_VERSIONS'),
  'filters.pdf': namesIn('AUTHOR COMMENTS DATES DEVICE LOCATION OTHER_METADATA PREVIEW'),
  'letter.docx': namesIn(
    'AUTHOR COMMENTS DATES DEVICE HIDDEN_CONTENT LOCATION OTHER_METADATA PREVIEW',
    'TRACKED_CHANGES',
  ),
  'letter-libreoffice.docx': namesIn(
    'AUTHOR COMMENTS DATES DEVICE HIDDEN_CONTENT LOCATION OTHER_METADATA PREVIEW',
    'TRACKED_CHANGES',
  ),
  'letter.odt': namesIn(
    'AUTHOR COMMENTS DATES DEVICE HIDDEN_CONTENT LOCATION OTHER_METADATA PREVIEW',
    'TRACKED_CHANGES',
  ),
  'cropped.docx': namesIn(
    'AUTHOR COMMENTS DATES DEVICE HIDDEN_CONTENT LEFT_OUT_PICTURES OTHER_METADATA PREVIEW',
    'TRACKED_CHANGES',
  ),
  'inherited.docx': namesIn('AUTHOR DATES DEVICE HIDDEN_CONTENT OTHER_METADATA PREVIEW'),
  'inherited-libreoffice.docx': namesIn('DEVICE HIDDEN_CONTENT'),
  'inherited.odt': namesIn('DEVICE HIDDEN_CONTENT PREVIEW'),
  'names.xlsx': namesIn('AUTHOR DATES DEVICE HIDDEN_CONTENT OTHER_METADATA'),
  'names.ods': namesIn('AUTHOR DATES DEVICE HIDDEN_CONTENT OTHER_METADATA PREVIEW'),
  'table.xlsx': namesIn(
    'AUTHOR COMMENTS DATES DEVICE HIDDEN_CONTENT LOCATION OTHER_METADATA PREVIEW',
  ),
  'table-libreoffice.xlsx': namesIn('AUTHOR COMMENTS DEVICE HIDDEN_CONTENT'),
  'table.ods': namesIn('AUTHOR COMMENTS DEVICE HIDDEN_CONTENT PREVIEW'),
};
const names = Object.keys(warnings);

/** The words that must stay visible, as far as they can be read in a document. */
const seenIn = (file: Buffer) =>
  new Set(
    unpacked(file).flatMap((content) => content.toString('latin1').match(/VISIBLE\d\w*/g) ?? []),
  );

describe.each(names)('the copy of %s', (name) => {
  test('holds nothing that units must not get', () => {
    if (name !== 'thumbnail.heic') expect(occurrences(fixture(name), 'CANARY')).not.toEqual([]);
    expect(occurrences(cleaned(name).copy, 'CANARY')).toEqual([]);
  });

  test('has a warning for everything that the file contained', () => {
    expect(cleaned(name).warnings).toEqual(warnings[name]);
  });

  test('shows everything that was visible', () => {
    expect(seenIn(cleaned(name).copy)).toEqual(seenIn(fixture(name)));
  });

  test('is clean, and a copy of it is the same', () => {
    const { copy } = cleaned(name);
    const again = cleaned(name, copy);

    expect(again.warnings).toEqual([]);
    expect(Buffer.compare(again.copy, copy)).toBe(0);
  });
});

describe('the picture itself stays as it was, to the byte', () => {
  const between = (file: Buffer, from: string, to: string) => {
    const start = file.indexOf(from, 0, 'latin1');
    return file.subarray(start, file.lastIndexOf(to, undefined, 'latin1'));
  };

  test.each<[name: string, picture: (file: Buffer) => Buffer]>([
    ['photo.jpg', (file) => file.subarray(file.lastIndexOf('\xff\xda', undefined, 'latin1'))],
    ['screenshot.png', (file) => between(file, 'IDAT', 'IEND')],
    ['photo.webp', (file) => between(file, 'VP8 ', 'EXIF')],
    ['scan.tif', (file) => file.subarray(8, 8 + 1_275)],
    ['photo.heic', (file) => between(file, 'mdat', 'Exif\0\0').subarray(4, 500)],
    ['film.mp4', (file) => file.subarray(file.indexOf('mdat') + 4).subarray(0, 5_000)],
  ])('%s', (name, picture) => {
    const bytes = picture(fixture(name));

    expect(bytes.length).toBeGreaterThan(200);
    expect(cleaned(name).copy.indexOf(bytes)).toBeGreaterThanOrEqual(0);
  });

  test.each([
    ['photo.jpg', 'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06'],
    ['screenshot.png', 'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06'],
    ['photo.webp', 'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06'],
    ['scan.tif', '\x12\x01\x03\0\x01\0\0\0\x06\0'],
    ['photo.heic', 'irot\x03'],
    ['phone.heic', 'irot\x03'],
  ])('and the orientation of %s stays', (name, turned) => {
    expect(cleaned(name).copy.toString('latin1')).toContain(turned);
  });
});

describe('a file that cannot be cleaned', () => {
  const reasonFor = (name: string, file: Buffer) => {
    try {
      cleaned(name, file);
      return null;
    } catch (error) {
      return error instanceof UncleanableError ? error.reason : String(error);
    }
  };

  test.each<[what: string, name: string, file: () => Buffer, reason: string]>([
    ['an encrypted PDF', 'a.pdf', () => trailerWith('/Encrypt 1 0 R'), 'ENCRYPTED'],
    ['a PDF without a page', 'a.pdf', () => Buffer.from('%PDF-1.7\nxxxx'), 'DAMAGED'],
    [
      'a PDF with hidden layers',
      'a.pdf',
      () => catalogWith('/OCProperties <</D <</OFF [9 0 R]>>>>'),
      'UNSUPPORTED',
    ],
    ['half a photo', 'photo.jpg', () => fixture('photo.jpg').subarray(0, 5_000), 'DAMAGED'],
    ['an empty archive', 'letter.docx', () => Buffer.alloc(100), 'DAMAGED'],
    ['a table as a letter', 'letter.odt', () => fixture('photo.jpg'), 'DAMAGED'],
  ])('%s is refused with this reason', (_what, name, file, reason) => {
    expect(reasonFor(name, file())).toBe(reason);
  });

  test.each(names)('%s, damaged in any way, is cleaned or refused', (name) => {
    const whole = fixture(name);
    const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(7)), { maxLength: 6 });
    const length = fc.oneof(fc.constant(whole.length), fc.nat(whole.length));

    fc.assert(
      fc.property(flips, length, (flipped, end) => {
        const file: Buffer = Buffer.from(whole.subarray(0, end));
        for (const [at, bit] of flipped) if (at < end) file[at] = (file[at] ?? 0) ^ (1 << bit);
        let copy: Buffer = Buffer.alloc(0);
        try {
          ({ copy } = cleaned(name, file));
        } catch (error) {
          // Any other error would count as damage, too, but would be unexpected.
          expect(error).toBeInstanceOf(UncleanableError);
        }
        // If an update was cut off, only the version before it is left.
        if (name !== 'updated.pdf') expect(occurrences(copy, 'CANARY')).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

const trailerWith = (more: string) =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer\n<</Root 1 0 R ${more}>>\nstartxref\n0\n%%EOF\n`,
  );

const catalogWith = (more: string) =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R ${more}>>\nendobj\n2 0 obj\n<</Kids [3 0 R]>>\nendobj\n3 0 obj\n<</Type /Page>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`,
  );
