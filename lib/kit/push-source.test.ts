import { expect, it } from '@jest/globals';
import { type Consumer, MappedSource, PushSource } from './push-source.ts';

/** Gives what it is told to, when it is told to. */
class Told extends PushSource<number> {
  consumer: Consumer<number> | null = null;
  isStopped = false;

  deliverTo(consumer: Consumer<number>): void {
    this.consumer = consumer;
  }

  stop(): void {
    this.isStopped = true;
  }
}

const thrown = new Error('It has failed.');

it('gives mapped values to a consumer, who may hold the next one back', async () => {
  const source = new Told();
  const taken: string[] = [];
  const room = Promise.withResolvers<void>();
  const ends: unknown[] = [];
  const mapped = new MappedSource(source, (value) => `<${value}>`);
  mapped.deliverTo({
    take: (value) => (taken.push(value) === 2 ? room.promise : undefined),
    completed: () => ends.push('completed'),
    failed: (failure) => ends.push(failure),
  });
  expect(source.consumer?.take(1)).toBeUndefined();
  expect(source.consumer?.take(2)).toBe(room.promise);
  expect(taken).toEqual(['<1>', '<2>']);
  source.consumer?.completed();
  source.consumer?.failed(thrown);
  expect(ends).toEqual(['completed', thrown]);
  mapped.stop();
  expect(source.isStopped).toBe(true);
});

it('is an iterator as well, which begins with the first value asked for and takes one at a time', async () => {
  const source = new Told();
  const values = source[Symbol.asyncIterator]();
  expect(source.consumer).toBeNull();
  const first = values.next();
  const isHeldBack = source.consumer?.take(1);
  expect(await first).toEqual({ value: 1 });
  const second = values.next();
  await isHeldBack;
  void source.consumer?.take(2);
  expect(await second).toEqual({ value: 2 });
  const last = values.next();
  source.consumer?.completed();
  expect(await last).toEqual({ done: true, value: undefined });
  expect(await values.next()).toEqual({ done: true, value: undefined });
});

it.each([true, false])('rejects when the source fails, waiting: %s', async (isWaiting) => {
  const source = new Told();
  const values = source[Symbol.asyncIterator]();
  const first = values.next();
  if (!isWaiting) {
    void source.consumer?.take(1);
    await first;
  }
  source.consumer?.failed(thrown);
  await expect(isWaiting ? first : values.next()).rejects.toBe(thrown);
});

it('stops the source when the iterator is closed, even while a value is awaited', async () => {
  const source = new Told();
  const values = source[Symbol.asyncIterator]();
  const awaited = values.next();
  await values.return?.();
  expect(source.isStopped).toBe(true);
  expect(await awaited).toEqual({ done: true, value: undefined });
});
