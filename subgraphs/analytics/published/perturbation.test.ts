import { expect, test } from '@jest/globals';
import {
  cellKeys,
  fewestPersons,
  keysPerValue,
  leastPerturbed,
  mostPerturbation,
  perturbationOf,
  publishedNumber,
} from './perturbation.ts';

const keys = Array.from({ length: cellKeys }, (_, key) => key);
const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A key of each value of the table from -6 on, and its probability. */
const draws = keysPerValue.toReversed().concat(keysPerValue.slice(1));
const firstKeys = draws.map((_, index) => draws.slice(0, index).reduce((sum, one) => sum + one, 0));
/** All pairs of keys that differ in what they do. */
const pairs = firstKeys.flatMap((shared, one) =>
  firstKeys.map((own, other) => ({
    keys: { shared, own },
    chance: ((draws[one] ?? 0) * (draws[other] ?? 0)) / cellKeys ** 2,
  })),
);
const chanceThat = (holds: (perturbedBy: (typeof pairs)[number]['keys']) => boolean) =>
  pairs.reduce((sum, { keys: of, chance }) => sum + (holds(of) ? chance : 0), 0);

test('every cell key has a value', () => {
  expect(draws.reduce((sum, count) => sum + count, 0)).toBe(cellKeys);
});

// 90 keys have -6, the next 156 have -5, and so on: 1,780 are below 0.
test.each([
  [0, -6],
  [89, -6],
  [90, -5],
  [245, -5],
  [246, -4],
  [488, -4],
  [489, -3],
  [1_779, -1],
  [1_780, 0],
  [2_315, 0],
  [2_316, 1],
  [4_005, 5],
  [4_006, 6],
  [4_095, 6],
])('the key %d has the value %d, shared and own', (key, value) => {
  expect(perturbationOf(100, { shared: key, own: 2_000 })).toBe(value);
  expect(perturbationOf(100, { shared: 2_000, own: key })).toBe(value);
  expect(perturbationOf(100, { shared: key, own: key })).toBe(2 * value);
});

test('the table has mean 0, variance 8 and the greatest entropy that these leave', () => {
  const values = keys.map((key) => perturbationOf(100, { shared: key, own: 2_000 }));
  expect(meanOf(values)).toBe(0);
  expect(meanOf(values.map((each) => each ** 2))).toBeCloseTo(8, 2);
  expect([Math.min(...values), Math.max(...values)]).toEqual([-6, 6]);

  const weights = keysPerValue.map((_, size) => Math.exp(-0.049_396 * size ** 2));
  const whole = weights.reduce((sum, weight, size) => sum + (size === 0 ? 1 : 2) * weight, 0);
  for (const [size, weight] of weights.entries()) {
    const expected = (cellKeys * weight) / whole;
    expect(Math.abs((keysPerValue[size] ?? 0) - expected)).toBeLessThan(1);
  }
});

test('a perturbation has variance 16, is 12 at most, and none is likelier than 9.6 %', () => {
  const chances = new Map<number, number>();
  for (const { keys: of, chance } of pairs) {
    const perturbation = perturbationOf(100, of);
    chances.set(perturbation, (chances.get(perturbation) ?? 0) + chance);
  }
  const all = [...chances];
  expect(all.reduce((sum, [value, chance]) => sum + value ** 2 * chance, 0)).toBeCloseTo(16, 1);
  expect(Math.max(...chances.keys())).toBe(mostPerturbation);
  expect(Math.max(...chances.values())).toBeCloseTo(0.096, 3);
});

test('nobody stays nobody', () => {
  expect(new Set(pairs.map(({ keys: of }) => perturbationOf(0, of)))).toEqual(new Set([0]));
  expect(new Set(pairs.map(({ keys: of }) => publishedNumber(0, of)))).toEqual(new Set([0]));
});

test('fewer than 10 persons are never published, more ever more often', () => {
  const shown = Array.from({ length: 32 }, (_, persons) =>
    chanceThat((of) => publishedNumber(persons, of) > 0),
  );
  expect(shown.slice(0, fewestPersons)).toEqual(Array(fewestPersons).fill(0));
  expect(shown[10]).toBeCloseTo(0.029, 3);
  expect(shown[leastPerturbed]).toBeCloseTo(0.548, 3);
  expect(shown[29]).toBeLessThan(1);
  expect(shown[30]).toBeCloseTo(1, 12);
  expect(shown).toEqual(shown.toSorted((one, other) => one - other));
});

test('numbers are multiples of 5, none is negative, and none differs by more than 14', () => {
  let largest = 0;
  for (const persons of [10, 16, 22, 23, 24, 25, 26, 999, 1_000_001]) {
    const published = pairs.map(({ keys: of }) => publishedNumber(persons, of));
    expect(published.filter((number) => number % 5 !== 0 || number < 0)).toEqual([]);
    for (const number of published) {
      if (number > 0) largest = Math.max(largest, Math.abs(number - persons));
    }
  }
  expect(largest).toBe(14);
});

// 21 + 1 = 22 is rounded to 20, 21 + 2 = 23 to 25; 29 - 12 = 17 is below 18.
test.each([
  [21, 2_316, 2_000, 20],
  [21, 2_316, 2_316, 25],
  [29, 0, 0, 0],
  [30, 0, 0, 20],
  [9, 4_095, 4_095, 0],
  [10, 4_095, 2_825, 20],
  [10, 4_095, 2_316, 0],
])('%d persons with the keys %d and %d are published as %d', (persons, shared, own, number) => {
  expect(publishedNumber(persons, { shared, own })).toBe(number);
});
