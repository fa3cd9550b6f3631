import { expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import {
  type EventReceiver,
  type ExecutableSubscription,
  OutdatedEvent,
  type SourceEvent,
} from '../operations/engine.ts';
import type { GraphRequest } from '../operations/request.ts';
import { SharedStream, type StreamHost } from './shared-stream.ts';
import type { Subscriber } from './subscriber.ts';

/** A stream with what it has delivered, and the positions after which its source was opened. */
async function scene(after: string | null, pay: StreamHost['pay'] = async () => {}) {
  const delivered: (string | null)[] = [];
  const opened: (string | null)[] = [];
  let receiver: EventReceiver<ExecutionResult> | null = null;
  /** What the members wait for before they can be sent replayed events. */
  let late: PromiseWithResolvers<void> | null = null;
  const request = {} as GraphRequest;
  const host: StreamHost = {
    requestLike: () => request,
    resolve: (_stream, resolve) => resolve(request),
    deliver: (_stream, _result, { cursor }) => void delivered.push(cursor),
    makeReady: () => late === null,
    readiness: { mayHaveChanged: () => late?.promise ?? Promise.resolve() },
    pay: (given) => pay(given),
    positioned: () => {},
    advanced: () => {},
    ended: () => {},
  };
  const subscription: ExecutableSubscription = {
    key: '',
    readsSubject: false,
    after,
    open(start, given) {
      opened.push(start.after);
      receiver = given;
      return { stop: () => {} };
    },
  };
  const first = { execution: { request } } as Subscriber;
  const sent = { text: '', operationName: undefined, variables: {} };
  const stream = new SharedStream('', { first, sent, after }, host);
  stream.begin(subscription);
  await settled();
  const take = (
    cursor: string,
    more: Pick<SourceEvent<ExecutionResult>, 'resolve' | 'cost'>,
    isReplayed = false,
  ) => receiver?.take({ cursor, committedAt: null, isReplayed, ...more });
  return {
    stream,
    delivered,
    opened,
    event: (cursor: string) => void take(cursor, { resolve: async () => ({ data: {} }) }),
    replayed: (cursor: string) => take(cursor, { resolve: async () => ({ data: {} }) }, true),
    outdated: (cursor: string) =>
      void take(cursor, { resolve: () => Promise.reject(new OutdatedEvent()) }),
    progress: (cursor: string) => void take(cursor, { resolve: null }),
    read: (cursor: string, cost: number) => take(cursor, { resolve: null, cost }),
    beLate: () => void (late = Promise.withResolvers()),
    async beReady() {
      late?.resolve();
      late = null;
      await settled();
    },
  };
}

const settled = () => new Promise(setImmediate);

test('a stream begins again before an event that is outdated, and leaves nothing out', async () => {
  const { stream, delivered, opened, event, outdated, progress } = await scene('c0');
  event('c1');
  outdated('c2');
  event('c3');
  progress('c4');
  await settled();

  expect([delivered, opened, stream.cursor]).toEqual([['c1'], ['c0', 'c1'], 'c1']);
  for (const cursor of ['c2', 'c3']) event(cursor);
  progress('c4');
  await settled();
  expect([delivered, opened, stream.cursor]).toEqual([['c1', 'c2', 'c3'], ['c0', 'c1'], 'c4']);
});

test('one from the present begins again after its first position, which may not have arrived in order yet', async () => {
  const { stream, delivered, opened, outdated, progress, event } = await scene(null);
  progress('c0');
  outdated('c1');
  outdated('c2');
  await settled();

  expect([delivered, opened, stream.cursor]).toEqual([[], [null, 'c0'], 'c0']);
  event('c1');
  await settled();
  expect([delivered, stream.cursor]).toEqual([['c1'], 'c1']);
});

test('replayed events that members are not ready for are received again once they are', async () => {
  const { stream, delivered, opened, replayed, beLate, beReady } = await scene('c0');
  void replayed('c1');
  await settled();
  void replayed('c2');
  void replayed('c3');
  beLate();
  await settled();
  expect([delivered, opened, stream.cursor]).toEqual([['c1'], ['c0'], 'c1']);

  await beReady();
  expect(opened).toEqual(['c0', 'c1']);
  let isGoingOn = false;
  void replayed('c2')?.then(() => (isGoingOn = true));
  beLate();
  await settled();
  // One at a time, after it had to wait.
  expect([delivered, isGoingOn]).toEqual([['c1'], false]);
});

test('events that follow replayed ones wait as well, until the members have caught up', async () => {
  const { delivered, opened, event, replayed, beLate, beReady } = await scene('c0');
  void replayed('c1');
  await settled();
  beLate();
  event('c2');
  await settled();
  expect(delivered).toEqual(['c1']);

  await beReady();
  expect(opened).toEqual(['c0', 'c1']);
  event('c2');
  await settled();
  beLate();
  event('c3');
  await settled();
  expect(delivered).toEqual(['c1', 'c2', 'c3']);
});

test('after a cursor, one begins, and its source reads on, once what it owes is charged', async () => {
  const charged: number[] = [];
  const payments: (() => void)[] = [];
  const { stream, delivered, opened, event, read } = await scene('c0', (given) => {
    charged.push(given.owed);
    given.owed = 0;
    return new Promise((resolve) => payments.push(resolve));
  });
  expect([opened, charged]).toEqual([[], [0]]);
  payments[0]?.();
  await settled();
  expect(opened).toEqual(['c0']);

  event('c1');
  let isReadingOn = false;
  const taken = read('c2', 270)?.then(() => (isReadingOn = true));
  await settled();
  // The events before are delivered meanwhile.
  expect([delivered, stream.cursor, charged, isReadingOn]).toEqual([['c1'], 'c2', [0, 270], false]);
  payments[1]?.();
  await taken;
  expect([opened, isReadingOn]).toEqual([['c0'], true]);
});
