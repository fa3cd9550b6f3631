import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dammCheckDigit, endsInDammCheckDigit } from './damm.ts';

const digits = Array.from('0123456789');
const digitStrings = fc.string({ unit: fc.constantFrom(...digits), minLength: 1, maxLength: 20 });

/** One step of the scheme from an intermediate result, reached through that result's own digit. */
const step = (result: string, digit: string): string =>
  String(dammCheckDigit(`${prefixWithResult(result)}${digit}`));

/** In the first row each result comes from one digit. */
function prefixWithResult(result: string): string {
  const found = digits.find((digit) => String(dammCheckDigit(digit)) === result);
  if (found === undefined) throw new Error(`No digit leads to ${result}`);
  return found;
}

describe('the check digit', () => {
  it('is 4 for 572, as in the example given with the scheme', () => {
    expect(dammCheckDigit('572')).toBe(4);
    expect(endsInDammCheckDigit('5724')).toBe(true);
  });

  it('fits the digits for which it was made, and no other digit does', () => {
    fc.assert(
      fc.property(digitStrings, (number) => {
        const fitting = digits.filter((digit) => endsInDammCheckDigit(`${number}${digit}`));
        expect(fitting).toEqual([String(dammCheckDigit(number))]);
      }),
    );
  });

  it('comes from a Latin square that is totally anti-symmetric', () => {
    for (const a of digits) {
      expect(new Set(digits.map((b) => step(a, b))).size).toBe(10);
      expect(new Set(digits.map((b) => step(b, a))).size).toBe(10);
      expect(step(a, a)).toBe('0');
      for (const x of digits) {
        for (const y of digits.filter((y) => y !== x)) {
          expect(step(step(a, x), y)).not.toBe(step(step(a, y), x));
        }
      }
    }
  });

  it.each(['12a', '1 2', '1-2', '１２'])('refuses %j', (text) => {
    expect(() => dammCheckDigit(text)).toThrow(RangeError);
    expect(() => endsInDammCheckDigit(text)).toThrow(RangeError);
  });

  it('does not accept an empty text as a number', () => {
    expect(endsInDammCheckDigit('')).toBe(false);
  });
});
