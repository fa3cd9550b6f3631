import { beforeEach, expect, test } from '@jest/globals';
import { createHoldBack } from './hold-back.ts';

let delays: number[];
let release: () => void;
let now: number;
let holdBack: ReturnType<typeof createHoldBack>;

beforeEach(() => {
  delays = [];
  now = 10_000;
  const released = Promise.withResolvers<void>();
  release = released.resolve;
  const pause = (ms: number) => {
    delays.push(ms);
    return released.promise;
  };
  holdBack = createHoldBack({ pause, now: () => now });
});

test('refusals of one owner leave one after the other, up to five seconds later', () => {
  for (let count = 0; count < 100; count += 1) void holdBack('one');
  expect(delays.slice(0, 3)).toEqual([1_000, 1_050, 1_100]);
  expect(delays[80]).toBe(5_000);
  expect(delays.slice(81).every((ms) => ms === 5_000)).toBe(true);
});

test('an owner does not wait for the refusals of others', () => {
  for (let count = 0; count < 20; count += 1) void holdBack('one');
  void holdBack('other');
  expect(delays.at(-1)).toBe(1_000);
});

test('an owner who asks again later waits a second as before', async () => {
  const first = holdBack('one');
  release();
  await first;
  now += 10;
  void holdBack('one');
  expect(delays).toEqual([1_000, 1_000]);
});

test('of 200 delayed refusals of all owners, the next one is not delayed', async () => {
  for (let count = 0; count < 200; count += 1) void holdBack(`owner ${count % 50}`);
  await holdBack('another');
  expect(delays).toHaveLength(200);
});
