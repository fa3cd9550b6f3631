import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkApplicationNumber, formatApplicationNumber } from './application-number.ts';
import { createSequencePermutation, sequenceSize } from './sequence-permutation.ts';

const permutation = createSequencePermutation(new Uint8Array(32).fill(7), 2025);
const inOrder = { permute: (sequence: number) => sequence };

const numbers = fc
  .record({
    year: fc.integer({ min: 2000, max: 2099 }),
    sequence: fc.nat({ max: sequenceSize - 1 }),
  })
  .map((parts) => formatApplicationNumber({ ...parts, permutation }));

describe('formatApplicationNumber', () => {
  it('writes the year, the place in the order and a check digit', () => {
    expect(formatApplicationNumber({ year: 2025, sequence: 42, permutation: inOrder })).toMatch(
      /^250000042\d$/,
    );
    expect(formatApplicationNumber({ year: 2007, sequence: 0, permutation: inOrder })).toMatch(
      /^070000000\d$/,
    );
  });

  it('makes numbers that pass the check', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(checkApplicationNumber(number)).toBe('OK');
      }),
    );
  });

  it.each([1999, 2100, 25, 2025.5])('refuses the year %s', (year) => {
    expect(() => formatApplicationNumber({ year, sequence: 0, permutation })).toThrow(
      new RangeError(`${year} is not a year from 2000 to 2099`),
    );
  });

  it.each([-1, sequenceSize, 1.5])('refuses the sequence %s', (sequence) => {
    expect(() => formatApplicationNumber({ year: 2025, sequence, permutation })).toThrow(
      RangeError,
    );
  });
});

describe('checkApplicationNumber', () => {
  it('detects every single wrong digit', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        for (const position of number.split('').keys()) {
          for (const digit of '0123456789'.replace(number.charAt(position), '')) {
            const wrong = `${number.slice(0, position)}${digit}${number.slice(position + 1)}`;
            expect(checkApplicationNumber(wrong)).toBe('CHECK_DIGIT');
          }
        }
      }),
    );
  });

  it('detects every swap of neighbours that changes the number', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        for (let position = 0; position < number.length - 1; position += 1) {
          const [a, b] = [number.charAt(position), number.charAt(position + 1)];
          const swapped = `${number.slice(0, position)}${b}${a}${number.slice(position + 2)}`;
          expect(checkApplicationNumber(swapped)).toBe(a === b ? 'OK' : 'CHECK_DIGIT');
        }
      }),
    );
  });

  it.each([
    '',
    '123456789',
    '12345678901',
    '25-0000042',
    ' 250000042',
    '250000042\n',
    '２５０００００４２１',
  ])('refuses %j as malformed', (input) => {
    expect(checkApplicationNumber(input)).toBe('FORMAT');
  });
});
