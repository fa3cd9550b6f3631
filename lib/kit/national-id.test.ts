import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checkNationalId,
  completeNationalId,
  maskNationalId,
  nationalIdsWithMask,
} from './national-id.ts';

const firstNines = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String);
const nationalIds = firstNines.map(completeNationalId);

describe('completeNationalId', () => {
  it.each([
    ['100000001', '10000000146'],
    // 7 · 1 − 36 = −29: the bracket is negative.
    ['190909090', '19090909018'],
  ])('completes %s to %s', (firstNine, nationalId) => {
    expect(completeNationalId(firstNine)).toBe(nationalId);
    expect(checkNationalId(nationalId)).toBe('OK');
  });

  it('generates numbers that begin with the nine digits and pass the check', () => {
    fc.assert(
      fc.property(firstNines, (firstNine) => {
        const nationalId = completeNationalId(firstNine);
        expect(nationalId.slice(0, 9)).toBe(firstNine);
        expect(nationalId).toMatch(/^\d{11}$/);
        expect(checkNationalId(nationalId)).toBe('OK');
      }),
    );
  });

  it.each(['', '012345678', '12345678', '1234567890', '12345678a'])('refuses %j', (firstNine) => {
    expect(() => completeNationalId(firstNine)).toThrow(RangeError);
  });
});

describe('checkNationalId', () => {
  it('follows the two equations of the check digits', () => {
    fc.assert(
      fc.property(nationalIds, (nationalId) => {
        const digits = Array.from(nationalId, Number);
        const sum = (positions: number[]) =>
          positions.reduce((total, position) => total + (digits[position - 1] ?? Number.NaN), 0);
        const bracket = 7 * sum([1, 3, 5, 7, 9]) - sum([2, 4, 6, 8]);
        // The bracket may be negative, and its remainder as well.
        expect(Math.abs((bracket - sum([10])) % 10)).toBe(0);
        expect((sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) - sum([11])) % 10).toBe(0);
      }),
    );
  });

  it('detects every single wrong digit', () => {
    fc.assert(
      fc.property(nationalIds, (nationalId) => {
        for (const position of nationalId.split('').keys()) {
          for (const digit of '0123456789'.replace(nationalId.charAt(position), '')) {
            const wrong = `${nationalId.slice(0, position)}${digit}${nationalId.slice(position + 1)}`;
            expect(checkNationalId(wrong)).not.toBe('OK');
          }
        }
      }),
    );
  });

  it('accepts only one pair of last digits', () => {
    const endings = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(firstNines, (firstNine) => {
        const fitting = endings.filter((end) => checkNationalId(`${firstNine}${end}`) === 'OK');
        expect(fitting).toHaveLength(1);
      }),
    );
  });

  it.each(['10000000147', '10000000156', '11111111111'])('finds %s wrong', (input) => {
    expect(checkNationalId(input)).toBe('CHECKSUM');
  });

  it.each(['', '01000000146', '1000000014', '100000001466', '1000000014a', ' 10000000146'])(
    'rejects %j',
    (input) => {
      expect(checkNationalId(input)).toBe('FORMAT');
    },
  );
});

describe('maskNationalId', () => {
  it('keeps the first two and the last two digits', () => {
    expect(maskNationalId('10000000146')).toBe('10*******46');
  });

  it.each(['', '123', '1000000014', 'Ayşe Yılmaz'])('masks %j whole', (input) => {
    expect(maskNationalId(input)).toBe('*'.repeat(input.length));
  });
});

describe('nationalIdsWithMask', () => {
  it('yields every number that matches a mask, and no other', () => {
    fc.assert(
      fc.property(nationalIds, (nationalId) => {
        const mask = maskNationalId(nationalId);
        const found = new Set(nationalIdsWithMask(mask));
        expect(found.size).toBe(200_000);
        expect({ nationalId, isFound: found.has(nationalId) }).toEqual({
          nationalId,
          isFound: true,
        });
        const samples = [...found].filter((_, index) => index % 1_009 === 0);
        expect(samples.map(checkNationalId).filter((check) => check !== 'OK')).toEqual([]);
        expect(new Set(samples.map(maskNationalId))).toEqual(new Set([mask]));
      }),
      { numRuns: 2 },
    );
  });

  // The last digit is always even.
  it.each(['', '10*******47', '00*******46', '10********46', '10000000146'])(
    'yields none for %j',
    (mask) => {
      expect([...nationalIdsWithMask(mask)]).toEqual([]);
    },
  );
});
