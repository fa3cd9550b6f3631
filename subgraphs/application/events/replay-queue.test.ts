import { expect, test } from '@jest/globals';
import { createReplayQueue } from './replay-queue.ts';

const never = new AbortController().signal;

/** Parts that end when the test says so. */
function openParts(places: number) {
  const queue = createReplayQueue(places);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  return {
    begun,
    run: (owner: string, name = owner, signal = never) =>
      queue.run(owner, signal, () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    endFirst: () => ends.shift()?.(),
  };
}

test('owners take turns, whoever has more parts', async () => {
  const { begun, run, endFirst } = openParts(1);
  const parts = [run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1'), run('c', 'c1')];
  for (const part of [0, 1, 3, 4, 2]) {
    endFirst();
    await parts[part];
  }
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
});

test('an owner has one place at a time, however many are free', async () => {
  const { begun, run, endFirst } = openParts(4);
  const parts = [run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1'), run('c', 'c1')];
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  endFirst();
  await parts[0];
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
  for (const part of [3, 4, 1, 2]) {
    endFirst();
    await parts[part];
  }
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
});

test('no more begin at once than there are places', async () => {
  const { begun, run, endFirst } = openParts(2);
  const parts = ['a', 'b', 'c'].map((owner) => run(owner));
  expect(begun).toEqual(['a', 'b']);
  endFirst();
  await parts[0];
  expect(begun).toEqual(['a', 'b', 'c']);
  endFirst();
  endFirst();
  await Promise.all(parts);
});

test('a part that is no longer wanted leaves its place to others, and one that fails passes it on', async () => {
  const queue = createReplayQueue(1);
  const { promise: held, resolve: end } = Promise.withResolvers<void>();
  const leaving = new AbortController();
  const first = queue.run('a', never, () => held);
  const unwanted = queue.run('b', leaving.signal, async () => 'unwanted');
  const failing = queue.run('c', never, async () => {
    throw new Error('failed');
  });
  const last = queue.run('d', never, async () => 'last');
  const outcomes = Promise.allSettled([first, unwanted, failing, last]);

  leaving.abort(new Error('gone'));
  end();

  expect(await outcomes).toEqual([
    { status: 'fulfilled', value: undefined },
    { status: 'rejected', reason: new Error('gone') },
    { status: 'rejected', reason: new Error('failed') },
    { status: 'fulfilled', value: 'last' },
  ]);
});
