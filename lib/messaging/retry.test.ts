import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { nextAttemptAt, retryPolicy } from './retry.ts';

const createdAt = new Date('2026-11-24T09:00:00Z');
const hourMs = 3_600_000;

/** In seconds, without jitter. */
const pauseAfter = (attempts: number) => {
  const at = nextAttemptAt({ attempts, createdAt }, createdAt, retryPolicy, 0.5);
  return at && (at.getTime() - createdAt.getTime()) / 1_000;
};

describe('the pause before the next attempt', () => {
  test('doubles from 30 s to 6 h', () => {
    const pauses = Array.from({ length: 12 }, (_, index) => pauseAfter(index + 1));

    const doubling = [30, 60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360];
    expect(pauses).toEqual([...doubling, 21_600, 21_600]);
  });

  test('has a jitter of at most a fifth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: retryPolicy.mostAttempts - 1 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, random) => {
          const at = nextAttemptAt({ attempts, createdAt }, createdAt, retryPolicy, random);
          const usual = nextAttemptAt({ attempts, createdAt }, createdAt, retryPolicy, 0.5);
          const ratio = (Number(at) - Number(createdAt)) / (Number(usual) - Number(createdAt));
          expect(ratio).toBeGreaterThanOrEqual(0.799);
          expect(ratio).toBeLessThanOrEqual(1.201);
        },
      ),
    );
  });
});

test('there is no further attempt three days after the step, or after 30 attempts', () => {
  const at = (hours: number) => new Date(createdAt.getTime() + hours * hourMs);

  expect(nextAttemptAt({ attempts: 1, createdAt }, at(71.9))).not.toBeNull();
  expect(nextAttemptAt({ attempts: 1, createdAt }, at(72))).toBeNull();
  expect(nextAttemptAt({ attempts: 29, createdAt }, createdAt)).not.toBeNull();
  expect(nextAttemptAt({ attempts: 30, createdAt }, createdAt)).toBeNull();
});
