import { expect, it } from '@jest/globals';
import { countBatch, usualPauseMs } from './batches.ts';

const pauseAfter = (tookMs: number, isChanged: boolean, everyMs = usualPauseMs) => {
  const counts = { batches: 2, batchSeconds: 1.5 };
  const pauseMs = countBatch(counts, { tookMs, isChanged, everyMs });
  expect(counts).toEqual({ batches: 3, batchSeconds: 1.5 + tookMs / 1_000 });
  return pauseMs;
};

it('is followed by the next one within a second', () => {
  expect(pauseAfter(20, false)).toBe(1_000);
  expect(pauseAfter(5_000, false)).toBe(1_000);
  expect(pauseAfter(5_000, true)).toBe(1_000);
});

it('is followed sooner when it had changes and took little time', () => {
  expect(pauseAfter(20, true)).toBe(250);
  expect(pauseAfter(100, true)).toBe(400);
  expect(pauseAfter(20, true, 10)).toBe(10);
});
