import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { Rounds } from './rounds.ts';

let rounds: Rounds<number>;
let visits: number[];
let visited: () => void;

afterEach(() => rounds.stop());

function begin(everyMs: number, visit: () => Promise<void> | void = () => {}) {
  visits = [];
  rounds = new Rounds<number>({
    everyMs,
    visit: async (item) => {
      visits.push(item);
      await visit();
      visited();
    },
  });
}

/** Resolves when there are that many visits. */
function visitsReach(count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  visited = () => {
    if (visits.length >= count) resolve();
  };
  return promise;
}

test('each is visited once in every round, in parts of one size', async () => {
  begin(100);
  for (let item = 0; item < 35; item += 1) rounds.add(item);

  await visitsReach(35 * 4);

  const times = [...Map.groupBy(visits.slice(0, 35 * 4), (item) => item).values()];
  expect(times.map(({ length }) => length)).toEqual(Array.from({ length: 35 }, () => 4));
  expect(visits.slice(0, 8)).toEqual([0, 10, 20, 30, 1, 11, 21, 31]);
});

test('those that are deleted are not visited any more, nor anybody after it was stopped', async () => {
  begin(30);
  const parts = [0, 1, 2].map((item) => rounds.add(item));
  await visitsReach(3);
  for (const item of [0, 2]) parts[item]?.delete(item);
  const before = visits.length;

  await visitsReach(before + 3);
  rounds.stop();
  rounds.stop();
  const stopped = visits.length;
  const first = rounds;
  begin(30);
  rounds.add(7);
  await visitsReach(2);
  first.stop();

  expect(visits).toEqual([7, 7]);
  expect(stopped).toBe(before + 3);
});

test('the next visit waits for one that takes longer than the interval', async () => {
  let visiting = 0;
  let most = 0;
  begin(10, async () => {
    visiting += 1;
    most = Math.max(most, visiting);
    for (const end = performance.now() + 20; performance.now() < end;) await nextTurn();
    visiting -= 1;
  });
  rounds.add(1);

  await visitsReach(4);

  expect(most).toBe(1);
});
