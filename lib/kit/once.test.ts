import { expect, test } from '@jest/globals';
import { once } from './once.ts';

test('the work is done at the first call, and every call answers its result', async () => {
  let times = 0;
  const stop = once(async () => (times += 1));
  expect(times).toBe(0);

  expect(await Promise.all([stop(), stop()])).toEqual([1, 1]);
  expect(await stop()).toBe(1);
});

test('a failure is not tried again', async () => {
  let times = 0;
  const stop = once(async () => {
    times += 1;
    throw new Error('stuck');
  });

  await expect(stop()).rejects.toThrow('stuck');
  await expect(stop()).rejects.toThrow('stuck');
  expect(times).toBe(1);
});
