import { describe, expect, it } from '@jest/globals';
import { percentileOf } from './percentile.ts';

describe('a percentile of a histogram', () => {
  it('is interpolated between two values', () => {
    const values = [
      { value: 9, count: 1 },
      { value: 2, count: 2 },
      { value: 3, count: 1 },
    ];
    // 2, 2, 3, 9
    expect(percentileOf(values, 0.5)).toBe(2.5);
    expect(percentileOf(values, 0.9)).toBeCloseTo(7.2, 10);
    expect(percentileOf(values, 0)).toBe(2);
    expect(percentileOf(values, 1)).toBe(9);
  });

  it('is null without values', () => {
    expect(percentileOf([], 0.5)).toBeNull();
  });
});
