import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createAesSiv } from './aes-siv.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** The vectors of RFC 5297, appendix A. */
const vectors = [
  {
    name: 'A.1',
    key: 'fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff',
    associatedData: ['10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627'],
    plaintext: '11223344 55667788 99aabbcc ddee',
    sealed: '85632d07 c6e8f37f 950acd32 0a2ecc93 40c02b96 90c4dc04 daef7f6a fe5c',
  },
  {
    name: 'A.2',
    key: '7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f',
    associatedData: [
      '00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100',
      '10203040 50607080 90a0',
      '09f91102 9d74e35b d84156c5 635688c0',
    ],
    plaintext:
      '74686973 20697320 736f6d65 20706c61 696e7465 78742074 6f20656e 63727970 74207573 696e6720 5349562d 414553',
    sealed:
      '7bdb6e3b 432667eb 06f4d14b ff2fbd0f cb900f2f ddbe4043 26601965 c889bf17 dba77ceb 094fa663 b7a3f748 ba8af829 ea64ad54 4a272e9c 485b62a3 fd5c0d',
  },
];

describe.each(vectors)('vector $name of RFC 5297', ({ key, associatedData, plaintext, sealed }) => {
  const siv = createAesSiv(bytes(key), associatedData.map(bytes));

  test('is sealed', () => {
    expect(siv.seal(bytes(plaintext))).toEqual(bytes(sealed));
  });

  test('is opened', () => {
    expect(siv.open(bytes(sealed))).toEqual(bytes(plaintext));
  });
});

const siv = createAesSiv(Buffer.alloc(64, 7), [Buffer.from('a list')]);
const plaintexts = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));

test('every plaintext is opened again, with any length of key', () => {
  fc.assert(
    fc.property(plaintexts, fc.constantFrom(32, 48, 64), (plaintext, length) => {
      const one = createAesSiv(Buffer.alloc(length, 7));
      expect(one.open(one.seal(plaintext))).toEqual(plaintext);
    }),
  );
});

test('a changed bit, a missing byte and other associated data are noticed', () => {
  const other = createAesSiv(Buffer.alloc(64, 7), [Buffer.from('another list')]);
  fc.assert(
    fc.property(plaintexts, fc.nat(), (plaintext, at) => {
      const sealed = siv.seal(plaintext);
      const changed = Buffer.from(sealed);
      const byte = (at >> 3) % changed.length;
      changed[byte] = (changed[byte] ?? 0) ^ (1 << (at & 7));
      expect(siv.open(changed)).toBeNull();
      expect(siv.open(sealed.subarray(0, -1))).toBeNull();
      expect(other.open(sealed)).toBeNull();
    }),
  );
});
