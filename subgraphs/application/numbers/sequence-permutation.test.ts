import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  createSequencePermutation,
  sequenceKeyBytes,
  sequenceSize,
} from './sequence-permutation.ts';

const key = new Uint8Array(sequenceKeyBytes).fill(7);
const permutation = createSequencePermutation(key, 2025);

const sequences = fc.nat({ max: sequenceSize - 1 });

describe('createSequencePermutation', () => {
  it('maps each sequence to a different one of the ten million numbers', () => {
    const given = new Uint8Array(sequenceSize);
    for (let sequence = 0; sequence < sequenceSize; sequence += 1) {
      given[permutation.permute(sequence)] = 1;
    }
    // A byte outside the array would have been dropped, so this also shows that none was.
    expect(given.indexOf(0)).toBe(-1);
  });

  it('maps different sequences to different numbers under any key and year', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: sequenceKeyBytes, maxLength: sequenceKeyBytes }),
        fc.integer({ min: 2000, max: 2099 }),
        fc.uniqueArray(sequences, { minLength: 2, maxLength: 200 }),
        (key, year, sequences) => {
          const { permute } = createSequencePermutation(key, year);
          const numbers = sequences.map(permute);
          expect(new Set(numbers).size).toBe(sequences.length);
          const isNumber = (n: number) => Number.isInteger(n) && n >= 0 && n < sequenceSize;
          expect(numbers.filter((n) => !isNumber(n))).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('repeats its order for the same key and year', () => {
    const again = createSequencePermutation(Uint8Array.from(key), 2025);
    fc.assert(
      fc.property(sequences, (sequence) => {
        expect(again.permute(sequence)).toBe(permutation.permute(sequence));
      }),
    );
  });

  it('keeps the order of numbers that were issued', () => {
    // A change here would issue numbers twice: released orders must not change.
    expect([0, 1, 2, 9_999_999].map((n) => permutation.permute(n))).toEqual([
      689_668, 9_618_945, 1_130_841, 9_965_593,
    ]);
  });

  it('has other orders for another year and for a key that differs in one bit', () => {
    const otherKey = Uint8Array.from(key);
    otherKey[31] = 6;
    const first = Array.from({ length: 1000 }, (_, sequence) => sequence);
    const others = [
      createSequencePermutation(key, 2026),
      createSequencePermutation(otherKey, 2025),
    ];
    for (const other of others) {
      const same = first.filter((n) => other.permute(n) === permutation.permute(n));
      expect(same.length).toBeLessThan(3);
    }
  });

  it('scatters neighbours over the whole range', () => {
    const buckets = new Uint32Array(100);
    const gaps = new Set<number>();
    for (let sequence = 0; sequence < 10_000; sequence += 1) {
      const number = permutation.permute(sequence);
      buckets[Math.floor(number / 100_000)] = (buckets[Math.floor(number / 100_000)] ?? 0) + 1;
      gaps.add(permutation.permute(sequence + 1) - number);
    }
    // 100 are expected in each; the bounds are six standard deviations away.
    expect(Math.min(...buckets)).toBeGreaterThan(40);
    expect(Math.max(...buckets)).toBeLessThan(160);
    expect(gaps.size).toBeGreaterThan(9_900);
  });

  it.each([-1, sequenceSize, 0.5, Number.NaN, Infinity])('refuses the sequence %s', (sequence) => {
    expect(() => permutation.permute(sequence)).toThrow(
      new RangeError(`${sequence} is not one of a year's numbers, 0 to 9999999`),
    );
  });

  it.each([0, 16, 31, 33])('refuses a key of %i bytes', (bytes) => {
    expect(() => createSequencePermutation(new Uint8Array(bytes), 2025)).toThrow(
      new RangeError(`The key has ${bytes} bytes instead of 32`),
    );
  });

  it('refuses an invalid year', () => {
    expect(() => createSequencePermutation(key, 2025.5)).toThrow(RangeError);
  });
});
