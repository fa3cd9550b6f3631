import { expect, jest, test } from '@jest/globals';
import type { Viewer } from '../../kit/viewer.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import {
  OutdatedEvent,
  type SourceEvent,
  type StreamFailure,
} from '../../platform/operations/engine.ts';
import { EventBudget } from './event-budget.ts';
import { type RemoteConnection, RemoteEvents } from './remote-events.ts';

/** More than half of what may wait. */
const half = 'x'.repeat(600_000);

const viewer: Viewer = { subject: 's', role: 'EVALUATOR', citizenId: null, unitId: null };

/** A subscription whose receiver takes one event after the other, each when it is told to. */
function scene(after: string | null) {
  const done: string[] = [];
  const connection: RemoteConnection = {
    begin: ({ cursor }) => void done.push(`begin after ${cursor}`),
    drop: () => void done.push('drop'),
    acknowledge: () => void done.push('acknowledge'),
    budget: new EventBudget(),
  };
  const taken: (string | null)[] = [];
  const resolves: SourceEvent<unknown>['resolve'][] = [];
  let failure: StreamFailure | null = null;
  let release = () => {};
  const events = new RemoteEvents(
    { query: 'subscription { s }' },
    { after, request: () => ({ viewer, language: 'en' }) as GraphRequest },
    {
      take: ({ cursor, resolve: resolveEvent }) => {
        taken.push(cursor);
        resolves.push(resolveEvent);
        const { promise, resolve } = Promise.withResolvers<void>();
        release = resolve;
        return promise;
      },
      completed: () => void done.push('completed'),
      failed: (error) => (failure = error),
    },
    connection,
  );
  const receive = (cursor: string | null) => {
    const payload = { data: { s: half }, extensions: cursor === null ? {} : { cursor } };
    events.receive(payload, half.length);
  };
  return {
    done,
    taken,
    events,
    resolve: async (index: number) => resolves[index]?.({} as GraphRequest),
    receive,
    failure: () => failure,
    /** Lets the event that was taken last be done with, and waits until the next one is taken. */
    async next() {
      release();
      await new Promise(setImmediate);
    },
  };
}

test('a subscription whose events are not taken is ended, and resumed after the last that arrived', async () => {
  const { done, taken, receive, next } = scene('c0');
  receive('c1');
  await next();
  receive('c2');
  expect(done).toEqual([]);
  receive('c3');

  expect(done).toEqual(['drop']);
  await next();
  await next();
  expect(done).toEqual(['drop']);
  await next();
  expect(done).toEqual(['drop', 'begin after c3']);
  expect(taken).toEqual(['c1', 'c2', 'c3']);
  receive('c4');
  await next();
  expect(taken).toEqual(['c1', 'c2', 'c3', 'c4']);
});

test('one without positions fails instead, after what has arrived', async () => {
  const { done, taken, receive, failure, next } = scene(null);
  receive(null);
  await next();
  receive(null);
  receive(null);
  expect(failure()).toBeNull();
  for (let count = 0; count < 3; count += 1) await next();

  expect(taken).toEqual([null, null, null]);
  expect(failure()).toMatchObject({ errors: [{ code: 'UNAVAILABLE' }] });
  expect(done).toEqual(['drop']);
});

test('an event that has waited for half a minute has to be received again', async () => {
  const { receive, resolve, next } = scene('c0');
  receive('c1');
  await next();
  receive('c2');
  await next();
  const now = performance.now();
  const clock = jest.spyOn(performance, 'now');
  try {
    clock.mockReturnValue(now + 29_000);
    await expect(resolve(0)).resolves.toEqual({ data: { s: half } });
    clock.mockReturnValue(now + 31_000);
    await expect(resolve(1)).rejects.toThrow(OutdatedEvent);
  } finally {
    clock.mockRestore();
  }
});

test('one before which there is no position cannot, and is resolved as it is', async () => {
  const { receive, resolve, next } = scene(null);
  receive('c1');
  await next();
  const now = performance.now();
  const clock = jest.spyOn(performance, 'now').mockReturnValue(now + 3_600_000);
  const resolved = await resolve(0);
  clock.mockRestore();

  expect(resolved).toEqual({ data: { s: half } });
});

test('a subscription whose token is refused begins again three times in a row', () => {
  const { events, receive } = scene('c0');
  const error = (code: string) => [{ message: 'no', extensions: { code } }];
  const again = () => events.mayBeginAgain(error('UNAUTHENTICATED'));

  expect([again(), again(), again(), again()]).toEqual([true, true, true, false]);
  receive('c1');
  expect(again()).toBe(true);
  expect(events.mayBeginAgain(error('FORBIDDEN'))).toBe(false);
  expect(scene(null).events.mayBeginAgain(error('UNAUTHENTICATED'))).toBe(false);
});

test('a cost is passed on in its place, and acknowledged once it is charged', async () => {
  const { done, taken, events, receive, next } = scene('c0');
  receive('c1');
  events.progress('c2');
  events.owe(270);
  events.progress('c3');
  events.progress('c4');
  for (let count = 0; count < 3; count += 1) await next();
  expect([taken, done]).toEqual([['c1', 'c2', 'c2'], []]);

  await next();
  expect([taken, done]).toEqual([['c1', 'c2', 'c2', 'c4'], ['acknowledge']]);
});
