import { describe, expect, test } from '@jest/globals';
import { keyOf } from '../kit/versioned-keys.ts';
import { createCursorCodec } from '../kit/cursor.ts';
import { createKeyedHash } from '../kit/keyed-hash.ts';

const secretOf = (version: number) => Buffer.alloc(32, version).toString('base64');

/** A key with these versions, the first of which is the current one. */
const keyWith = (...versions: [number, ...number[]]) =>
  keyOf(
    {
      secrets: {
        current: versions[0],
        versions: Object.fromEntries(versions.map((version) => [version, secretOf(version)])),
      },
    },
    'citizen/national-id',
  );

const [first, rotated, later] = [keyWith(1), keyWith(2, 1), keyWith(2)];

describe('hashes', () => {
  const stored = createKeyedHash(first).of('50077347744');

  test('of version 1 have no prefix, later ones do', () => {
    const singleSecret = keyOf(
      { secrets: { current: 1, versions: { 1: Buffer.alloc(32, 7).toString('base64') } } },
      'citizen/national-id',
    );
    expect(createKeyedHash(singleSecret).of('50077347744')).toBe(
      'cpWAEbGWLDPnwG_wt4BfBvVkvW7-KDLBGZfz71-q7Jc',
    );
    expect(createKeyedHash(rotated).of('50077347744')).toMatch(/^2\.[\w-]{43}$/);
  });

  test('are found and matched under every version present, and under no other', () => {
    const hash = createKeyedHash(rotated);
    expect(hash.everyOf('50077347744')).toEqual([hash.of('50077347744'), stored]);
    const hashes = [stored, hash.of('50077347744'), `1.${stored}`, ''];
    const matchedBy = (under: typeof hash, number: string) =>
      hashes.filter((each) => under.matches(number, each));
    expect(matchedBy(hash, '50077347744')).toEqual([stored, hash.of('50077347744')]);
    expect(matchedBy(hash, '50077347745')).toEqual([]);
    expect(matchedBy(createKeyedHash(later), '50077347744')).toEqual([hash.of('50077347744')]);
    expect(createKeyedHash(later).everyOf('50077347744')).toEqual([hash.of('50077347744')]);
  });
});

describe('cursors', () => {
  const codec = (key = first) => createCursorCodec(key, 'a list');

  test('of an earlier version can be opened while it is present', () => {
    const cursor = codec().seal('a position');
    expect(codec(rotated).open(cursor)).toBe('a position');
    expect(codec(rotated).open(codec(rotated).seal('another'))).toBe('another');
    expect(() => codec(later).open(cursor)).toThrow('cursor');
  });

  test('are the same for the same position, and at most 80 bytes for one of 38 characters', () => {
    const position = '2026-11-28.0123456789abcdef01234567890';
    const cursor = codec().seal(position);
    expect(codec().seal(position)).toBe(cursor);
    expect(cursor).toMatch(/^[\w-]{1,73}$/); // a mark of the version takes 7 more
    expect(codec().open(cursor)).toBe(position);
  });

  test('of another list or deployment, altered or malformed ones are refused', () => {
    const cursor = codec().seal('a position');
    const altered = `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`;
    for (const refused of [
      createCursorCodec(first, 'another list').seal('a position'),
      createCursorCodec(later, 'a list').seal('a position'),
      altered,
      cursor.slice(0, -1),
      `${cursor}=`,
      'no cursor',
      '',
    ]) {
      expect(() => codec().open(refused)).toThrow('This cursor was not issued by this list.');
    }
  });

  test('cannot be relabelled with another version', () => {
    const cursor = codec(rotated).seal('a position');
    expect(cursor).toMatch(/^2\.[\w-]+$/);
    for (const forged of [
      cursor.slice(2),
      `3${cursor.slice(1)}`,
      `1${cursor.slice(1)}`,
      `2.${cursor}`,
    ]) {
      expect(() => codec(rotated).open(forged)).toThrow('cursor');
    }
  });
});
