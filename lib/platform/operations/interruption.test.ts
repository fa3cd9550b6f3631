import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { Interruption, uninterrupted } from './interruption.ts';
import { until } from '../../../test/support/wait.ts';

/** A response that a client waits for. */
class Answer extends EventEmitter {
  destroyed = false;

  /** The client disconnects. */
  disconnect(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

const tooLong = expect.objectContaining({
  message: 'The operation took too long. Request less at once.',
  code: 'LIMIT_EXCEEDED',
});
const gone = expect.objectContaining({ code: 'UNAVAILABLE' });

test('a client that disconnects interrupts the work and aborts its signal', () => {
  const answer = new Answer();
  const interruption = new Interruption(answer, 60_000);
  const { signal } = interruption;
  const reasons: unknown[] = [];
  interruption.onOver((reason) => reasons.push(reason));
  const takeBack = interruption.onOver((reason) => reasons.push(['taken back', reason]));
  takeBack();

  expect([interruption.isOver, interruption.reason, signal.aborted]).toEqual([false, null, false]);
  expect(interruption.readOptions()).toEqual({ signal, maxTimeMS: expect.any(Number) });
  answer.disconnect();

  expect([interruption.isOver, interruption.isAbandoned, signal.aborted]).toEqual(
    Array(3).fill(true),
  );
  expect(reasons).toEqual([gone]);
  expect(() => interruption.throwIfOver()).toThrow(gone);
  expect(() => interruption.readOptions()).toThrow(gone);
  expect(() => interruption.beginWrite()).toThrow(gone);
  let reported: unknown;
  interruption.onOver((reason) => (reported = reason));
  expect(reported).toEqual(gone);
});

test('the timeout interrupts the work and aborts its signal', async () => {
  const interruption = new Interruption(new Answer(), 20);
  const { signal } = interruption;

  await until(() => signal.aborted, Boolean);

  expect([interruption.isOver, interruption.isAbandoned]).toEqual([true, false]);
  expect(signal.reason).toEqual(tooLong);
  expect(() => interruption.beginWrite()).toThrow(tooLong);
});

test('work that has begun to write is never interrupted, and nothing begins after its client has disconnected', () => {
  const answer = new Answer();
  const interruption = new Interruption(answer, 0);
  const before = new Interruption(answer, 60_000);
  const { signal } = before;
  before.beginWrite();
  before.beginWrite();
  answer.disconnect();

  expect([before.isOver, before.reason, signal.aborted]).toEqual([false, null, false]);
  expect(before.readOptions()).toEqual({});
  expect(() => before.throwIfOver()).not.toThrow();
  expect(() => before.beginWrite()).toThrow(gone);
  expect(() => interruption.beginWrite()).toThrow(gone);
});

test('work without a client and without a limit is never interrupted', () => {
  expect(uninterrupted.isOver).toBe(false);
  expect(uninterrupted.readOptions()).toEqual({});
  uninterrupted.beginWrite();
  expect(uninterrupted.readOptions()).toEqual({});
});
