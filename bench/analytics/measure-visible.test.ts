import { describe, expect, it } from '@jest/globals';
import { delaysOf } from './measure-visible.ts';

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
