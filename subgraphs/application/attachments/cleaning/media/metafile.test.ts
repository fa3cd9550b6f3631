import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { occurrences, unpacked } from '../../../../../test/support/unpacked.ts';
import { cleanFile } from '../clean-file.ts';
import { Cleaning } from '../cleaning.ts';
import { changedArchive } from '../fixtures/changed-archive.ts';
import { entriesOf } from '../office/zip.ts';

/** Drawings of Windows within documents. */

const openXml = 'application/vnd.openxmlformats-officedocument';
const contentTypes: Readonly<Record<string, string>> = {
  'letter.docx': `${openXml}.wordprocessingml.document`,
  'table.xlsx': `${openXml}.spreadsheetml.sheet`,
  'letter.odt': 'application/vnd.oasis.opendocument.text',
};
const picture = /(?:media|Pictures)\/[^/]+$/;

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

const emf = Buffer.concat([
  Buffer.from('\x01\0\0\0\x6c\0\0\0', 'latin1'),
  Buffer.alloc(32),
  Buffer.from(' EMF\0\0\x01\0 CANARY, a description', 'latin1'),
]);
const wmf = Buffer.from('\x01\0\x09\0\0\x03\x20\0\0\0 CANARY, a text', 'latin1');
const placeableWmf = Buffer.concat([
  Buffer.from('\xd7\xcd\xc6\x9a', 'latin1'),
  Buffer.alloc(18),
  wmf,
]);

/** With the beginning and the length of an empty drawing. */
const drawings: [kind: string, drawing: Buffer, empty: string, bytes: number][] = [
  ['EMF', emf, '\x01\0\0\0\x58\0\0\0', 108],
  ['WMF', wmf, '\xd7\xcd\xc6\x9a', 46],
  ['placeable WMF', placeableWmf, '\xd7\xcd\xc6\x9a', 46],
];

function cleaned(name: string, file: Buffer) {
  const cleaning = new Cleaning();
  const copy = Buffer.concat([...cleanFile(contentTypes[name] ?? '', file, cleaning)]);
  return { copy, warnings: cleaning.warnings };
}

/** The pictures of a document. */
const picturesIn = (file: Buffer) =>
  [...entriesOf(file, new Cleaning()).values()]
    .filter(({ name }) => picture.test(name))
    .map((entry) => entry.unpacked());

const withDrawings = (name: string, drawing: Buffer) =>
  changedArchive(fixture(name), (part) => (picture.test(part) ? () => drawing : null));

const seenIn = (file: Buffer) =>
  new Set(
    unpacked(file).flatMap((content) => content.toString('latin1').match(/VISIBLE\d\w*/g) ?? []),
  );

describe.each(Object.keys(contentTypes))('in %s', (name) => {
  test.each(drawings)(
    'an empty drawing is in the place of each %s',
    (_kind, drawing, empty, bytes) => {
      const file = withDrawings(name, drawing);
      const { copy, warnings } = cleaned(name, file);

      expect(occurrences(file, 'CANARY, a')).not.toEqual([]);
      expect(occurrences(copy, 'CANARY')).toEqual([]);
      expect(seenIn(copy)).toEqual(seenIn(file));
      expect([...warnings]).toContain('LEFT_OUT_DRAWINGS');
      const pictures = picturesIn(copy);
      expect(pictures.map(({ length }) => length)).toEqual(picturesIn(file).map(() => bytes));
      expect(pictures.length).toBeGreaterThan(0);
      for (const one of pictures) expect(one.toString('latin1', 0, empty.length)).toBe(empty);
    },
  );

  test('a packed drawing is left out as well', () => {
    const file = withDrawings(name, gzipSync(Buffer.concat([emf, Buffer.from('CANARY')])));
    const { copy, warnings } = cleaned(name, file);

    expect([...warnings]).toContain('LEFT_OUT_DRAWINGS');
    expect(picturesIn(copy).map((one) => one.toString('latin1', 0, 3))).toEqual(
      picturesIn(file).map(() => '\x1f\x8b\x08'),
    );
    const sent = picturesIn(file);
    const kept = picturesIn(copy).filter((one) => sent.some((each) => each.equals(one)));
    expect(kept.map((one) => one.toString('latin1'))).toEqual([]);
  });

  test('a copy has nothing more to warn of, and stays the same', () => {
    for (const [, drawing] of drawings) {
      const { copy } = cleaned(name, withDrawings(name, drawing));
      const again = cleaned(name, copy);

      expect([...again.warnings]).toEqual([]);
      expect(Buffer.compare(again.copy, copy)).toBe(0);
    }
  });

  test('a picture of an unknown kind still withholds the file', () => {
    const file = withDrawings(name, Buffer.from('unknown'));

    expect(() => cleaned(name, file)).toThrow('unsupported: picture in a document');
  });
});
