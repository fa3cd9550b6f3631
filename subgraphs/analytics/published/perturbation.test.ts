import { expect, test } from '@jest/globals';
import {
  cellKeys,
  fewestPersons,
  keysPerPerturbation,
  mostPerturbation,
  perturbationOf,
  publishedNumber,
} from './perturbation.ts';

const keys = Array.from({ length: cellKeys }, (_, key) => key);
const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test('every cell key has a perturbation', () => {
  const [none, ...others] = keysPerPerturbation;
  expect(none + 2 * others.reduce((sum, count) => sum + count, 0)).toBe(cellKeys);
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
])('the key %d perturbs by %d', (key, perturbation) => {
  expect(perturbationOf(100, key)).toBe(perturbation);
});

test('the table has mean 0, variance 8 and the greatest entropy that these leave', () => {
  const perturbations = keys.map((key) => perturbationOf(100, key));
  expect(meanOf(perturbations)).toBe(0);
  expect(meanOf(perturbations.map((each) => each ** 2))).toBeCloseTo(8, 2);
  expect([Math.min(...perturbations), Math.max(...perturbations)]).toEqual([-6, 6]);

  const weights = keysPerPerturbation.map((_, size) => Math.exp(-0.049_396 * size ** 2));
  const whole = weights.reduce((sum, weight, size) => sum + (size === 0 ? 1 : 2) * weight, 0);
  for (const [size, weight] of weights.entries()) {
    const expected = (cellKeys * weight) / whole;
    expect(Math.abs((keysPerPerturbation[size] ?? 0) - expected)).toBeLessThan(1);
  }
});

test('nobody stays nobody', () => {
  expect(new Set(keys.map((key) => perturbationOf(0, key)))).toEqual(new Set([0]));
  expect(new Set(keys.map((key) => publishedNumber(0, key)))).toEqual(new Set([0]));
});

test('fewer than 10 persons are never published, more ever more often', () => {
  const shown = Array.from({ length: 24 }, (_, persons) =>
    meanOf(keys.map((key) => (publishedNumber(persons, key) > 0 ? 1 : 0))),
  );
  expect(shown.slice(0, fewestPersons)).toEqual(Array(fewestPersons).fill(0));
  expect(shown[10]).toBe(90 / 4_096);
  expect(shown[16]).toBe((1_780 + 536) / 4_096);
  expect(shown[21]).toBe((4_096 - 90) / 4_096);
  expect(shown[22]).toBe(1);
  expect(shown).toEqual(shown.toSorted((one, other) => one - other));
});

test('numbers are multiples of 5, none is negative, and none differs by more than 8', () => {
  for (const persons of [10, 16, 22, 23, 24, 25, 26, 999, 1_000_001]) {
    const numbers = keys.map((key) => publishedNumber(persons, key));
    expect(numbers.filter((number) => number % 5 !== 0 || number < 0)).toEqual([]);
    const wrong = numbers.filter((number) => number > 0 && Math.abs(number - persons) > 8);
    expect(wrong).toEqual([]);
  }
});

// 21 + 1 = 22 is rounded to 20, 21 + 2 = 23 to 25; 21 - 6 = 15 is below 16.
test.each([
  [21, 2_316, 20],
  [21, 2_825, 25],
  [21, 0, 0],
  [22, 0, 15],
  [9, 4_095, 0],
  [10, 4_095, 15],
  [10, 4_005, 0],
])('%d persons with the cell key %d are published as %d', (persons, key, number) => {
  expect(publishedNumber(persons, key)).toBe(number);
});

test('what is published cannot tell a number of persons from the next', () => {
  const chances = (persons: number) => {
    const counts = new Map<number, number>();
    for (const key of keys) {
      const number = publishedNumber(persons, key);
      counts.set(number, (counts.get(number) ?? 0) + 1 / cellKeys);
    }
    return counts;
  };
  const rights = Array.from({ length: 60 }, (_, persons) => {
    const [one, more] = [chances(persons), chances(persons + 1)];
    const numbers = new Set([...one.keys(), ...more.keys()]);
    const apart = [...numbers].map((each) =>
      Math.abs((one.get(each) ?? 0) - (more.get(each) ?? 0)),
    );
    return 1 / 2 + apart.reduce((sum, each) => sum + each) / 4;
  });
  expect(Math.max(...rights)).toBeCloseTo(0.565, 3);
  expect(mostPerturbation).toBe(6);
});
