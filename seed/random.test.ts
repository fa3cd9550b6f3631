import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { hashOf, permutationOf, randomSource, weightedChoice } from './random.ts';

const seeds = fc.integer({ min: 0, max: 999_999_999 });
const indexes = fc.integer({ min: 0, max: 2 ** 31 });

const first = (seed: number, stream: 'work' | 'text', index: number) =>
  randomSource(seed, stream)(index).fraction();

describe('randomSource', () => {
  it('draws the same numbers for the same seed, stream and index', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, index) => {
        const draw = () => {
          const random = randomSource(seed, 'work')(index);
          return [random.fraction(), random.between(1, 6), random.exponential(3)];
        };
        expect(draw()).toEqual(draw());
      }),
    );
  });

  it('draws other numbers for another seed, stream or index', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, index) => {
        const drawn = first(seed, 'work', index);
        expect(first(seed + 1, 'work', index)).not.toBe(drawn);
        expect(first(seed, 'text', index)).not.toBe(drawn);
        expect(first(seed, 'work', index + 1)).not.toBe(drawn);
      }),
    );
  });

  it('draws evenly across indexes', () => {
    const source = randomSource(1, 'work');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index += 1) {
      const tenth = Math.floor(source(index).fraction() * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(1_850);
    expect(Math.max(...counts)).toBeLessThan(2_150);
  });
});

it('permutationOf maps a range one-to-one onto itself', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 2_000 }), (seed, size) => {
      const permute = permutationOf(seed, 'citizenOrder', size);
      const places = new Set(Array.from({ length: size }, (_, index) => permute(index)));
      expect(places.size).toBe(size);
      expect(Math.max(...places)).toBe(size - 1);
    }),
    { numRuns: 30 },
  );
});

it('weightedChoice draws by weight and nothing without weight', () => {
  const weights = { often: 3, rarely: 1, never: 0 } as const;
  const draw = weightedChoice(['often', 'rarely', 'never'] as const, (name) => weights[name]);
  const random = randomSource(1, 'work')(0);
  const drawn = Array.from({ length: 8_000 }, () => draw(random));
  const often = drawn.filter((name) => name === 'often').length / drawn.length;
  expect(often).toBeCloseTo(0.75, 1);
  expect(drawn).not.toContain('never');
  expect(() => weightedChoice(['never'] as const, () => 0)).toThrow(RangeError);
});

it('hashOf distinguishes seeds beyond 32 bits', () => {
  expect(hashOf(1, 'numberKey', 0)).not.toBe(hashOf(1 + 2 ** 32, 'numberKey', 0));
});
