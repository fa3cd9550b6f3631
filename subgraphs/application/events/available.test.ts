import { expect, test } from '@jest/globals';
import { becomesAvailable } from './available.ts';

type Watched = Parameters<typeof becomesAvailable>[0];

const watchedWith = (fresh: () => boolean): Watched =>
  ({
    stream: { window: {} },
    units: {
      get fresh() {
        return fresh();
      },
    },
  }) as Watched; // nothing else is looked at

test('thousands that wait share one look at the unit tree', async () => {
  let looks = 0;
  let isFresh = false;
  const watched = watchedWith(() => {
    looks += 1;
    return isFresh;
  });
  const waiting = Array.from({ length: 1_000 }, () => becomesAvailable(watched));
  expect(new Set(waiting).size).toBe(1);
  const before = looks;
  isFresh = true;
  await Promise.all(waiting);

  // One look of each when it began, and afterwards those of the one that polls.
  expect(looks - before).toBeLessThan(5);
});

test('whoever waits looks again after a while, also if nothing has become available', async () => {
  await expect(becomesAvailable(watchedWith(() => false))).resolves.toBeUndefined();
});
