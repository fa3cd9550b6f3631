import { expect, test } from '@jest/globals';
import { once } from './once.ts';

test('the first call does the work, and every call returns its result', async () => {
  let times = 0;
  const stop = once(async () => (times += 1));
  expect(times).toBe(0);

  expect(await Promise.all([stop(), stop()])).toEqual([1, 1]);
  expect(await stop()).toBe(1);
});

test('a failure is not retried', async () => {
  let times = 0;
  const stop = once(async () => {
    times += 1;
    throw new Error('stuck');
  });

  await expect(stop()).rejects.toThrow('stuck');
  await expect(stop()).rejects.toThrow('stuck');
  expect(times).toBe(1);
});
