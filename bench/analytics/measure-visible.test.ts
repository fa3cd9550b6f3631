import { describe, expect, it } from '@jest/globals';
import { delaysOf } from './measure-visible.ts';
import { longestOf } from './watch-batches.ts';

describe('the time until a change is visible', () => {
  it('ends with the first answer that counts it', () => {
    const committed = [100, 200, 300, 400];
    const counted = [
      { count: 5, atMs: 150 },
      { count: 7, atMs: 450 },
      { count: 9, atMs: 1_000 },
    ];
    // 350, 250, 700 and 600 ms
    expect(delaysOf(committed, counted, 5)).toEqual({ p50Ms: 350, p99Ms: 700, mostMs: 700 });
  });

  it('has no end for a change that no answer counts', () => {
    expect(() => delaysOf([100], [{ count: 5, atMs: 150 }], 5)).toThrow('not become visible');
  });
});

describe('the time of the longest batch', () => {
  it('is that of one between two readings, or the mean of several', () => {
    const seen = [
      { count: 10, seconds: 1 },
      { count: 10, seconds: 1 },
      { count: 11, seconds: 1.25 },
      { count: 13, seconds: 1.55 },
    ];
    expect(longestOf(seen)).toBeCloseTo(250);
    expect(longestOf(seen.slice(2))).toBeCloseTo(150);
  });

  it('is not known without a batch', () => {
    expect(() => longestOf([{ count: 10, seconds: 1 }])).toThrow('No batch was seen.');
  });
});
