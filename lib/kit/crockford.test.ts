import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { crockfordOf, inGroups, readCrockford } from './crockford.ts';

describe('symbols', () => {
  it.each([
    [[0x00, 0x00, 0x00, 0x00, 0x00], 8, '00000000'],
    [[0xff, 0xff, 0xff, 0xff, 0xff], 8, 'ZZZZZZZZ'],
    // 00001 00010 00011 00100 00101 00110 00111 01000
    [[0b00001000, 0b10000110, 0b01000010, 0b10011000, 0b11101000], 8, '12345678'],
    [[0b11111_000, 0b01_11110_0], 3, 'Z1Y'],
  ])('of %j are %s', (bytes, symbols, text) => {
    expect(crockfordOf(Uint8Array.from(bytes), symbols)).toBe(text);
  });

  it('cannot be encoded from too few bytes', () => {
    expect(() => crockfordOf(Uint8Array.of(1), 2)).toThrow(RangeError);
  });

  it('decode to what was encoded, grouped or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        const symbols = crockfordOf(bytes, 12);
        expect(symbols).toHaveLength(12);
        expect(readCrockford(symbols, 12)).toBe(symbols);
        expect(readCrockford(inGroups(symbols).toLowerCase(), 12)).toBe(symbols);
      }),
    );
  });
});

describe('user input', () => {
  it.each([
    ['0110-1110-1101', 'oıLo-iI1O-LİOı'],
    ['0000-1111-7K3M', 'oO0o iıİL 7k3m'],
    ['0123-4567-89AB', ' 0123456789ab\t'],
    ['0123-4567-89AB', '0123\u20114567\u201189AB'],
    ['0123-4567-89AB', '\u200b0123-45\u00ad67-８９ＡＢ'],
  ])('%s is read from %s', (meant, input) => {
    expect(readCrockford(input, 12)).toBe(meant.replaceAll('-', ''));
  });

  it.each([
    '',
    '0123-4567-89A',
    '0123-4567-89ABC',
    '0123-4567-89AU',
    '0123-4567-89Aß',
    '٠'.repeat(12),
  ])('%j is refused', (input) => expect(readCrockford(input, 12)).toBeNull());
});
