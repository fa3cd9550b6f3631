import { expect, test } from '@jest/globals';
import type { GraphRequest } from '../operations/request.ts';
import { EventQueues } from './event-queues.ts';
import { defaultSubscriptionLimits } from './limits.ts';
import type { Outlet, Subscriber } from './subscriber.ts';

const limits = {
  ...defaultSubscriptionLimits,
  queueBytes: 100,
  queueBytesPerViewer: 400,
  queueBytesOfAll: 1_000,
};

const gatewayLimits = { ...limits, queueBytes: 2_000 };

/** A connection whose client reads only when it is told to. */
class Unread implements Outlet {
  unreadBytes = 0;
  isEnding = false;
  isDestroyed = false;
  readonly #subscriber: Subscriber;

  constructor(subject: string) {
    const request = { viewer: { role: 'CITIZEN', subject }, clientAddress: null };
    this.#subscriber = { execution: { request: request as GraphRequest } } as Subscriber;
  }

  get hasRoom(): boolean {
    return this.unreadBytes === 0;
  }

  send(queues: EventQueues, bytes: number | Buffer): boolean {
    const event = typeof bytes === 'number' ? Buffer.alloc(bytes) : bytes;
    return queues.send(this, event, this.#subscriber);
  }

  write({ length }: Buffer): void {
    this.unreadBytes += length;
  }

  hasRead(): void {}

  endAsSlow(): void {
    this.isEnding = true;
  }

  destroy(): void {
    this.isDestroyed = true;
    this.unreadBytes = 0;
  }
}

const scene = () => ({
  queues: new EventQueues(limits, gatewayLimits),
  outlets: (subject: string, count: number) =>
    Array.from({ length: count }, () => new Unread(subject)),
});

const limited = () => new Promise(setImmediate);
const statesOf = (outlets: readonly Unread[]) =>
  outlets.map(({ isDestroyed, isEnding }) =>
    isDestroyed ? 'destroyed' : isEnding ? 'ending' : 'open',
  );

test('an event is counted before it is queued, but for the first that waits', () => {
  const { queues } = scene();
  const outlet = new Unread('a');

  expect([401, 400, 101, 60, 40, 1].map((bytes) => outlet.send(queues, bytes))).toEqual([
    false,
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(queues.bytes).toBe(500);
});

test('what was read does not count, and nothing is kept of a client that has read everything', () => {
  const { queues } = scene();
  const outlet = new Unread('a');
  for (const bytes of [100, 50, 50]) outlet.send(queues, bytes);
  // The first of them, and a part of the second.
  outlet.unreadBytes = 70;
  expect(queues.bytes).toBe(100);
  outlet.unreadBytes = 0;
  expect([queues.bytes, outlet.send(queues, 400)]).toEqual([0, true]);
});

test('beyond the limit of a viewer, their largest queues end, and nobody else’s', async () => {
  const { queues, outlets } = scene();
  const [other] = outlets('b', 1) as [Unread];
  other.send(queues, 300);
  const own = outlets('a', 6);
  own.forEach((outlet, index) => outlet.send(queues, 50 + 10 * index));
  await limited();

  expect(statesOf(own)).toEqual(['open', 'open', 'open', 'open', 'ending', 'ending']);
  expect(statesOf([other])).toEqual(['open']);
});

test('beyond the limit of all, those of viewers with the most end, until three quarters are left', async () => {
  const { queues, outlets } = scene();
  const few = outlets('few', 1);
  const many = ['a', 'b', 'c'].flatMap((subject) => outlets(subject, 3));
  for (const outlet of few) outlet.send(queues, 130);
  for (const outlet of many) outlet.send(queues, 100);
  await limited();

  expect(statesOf(few)).toEqual(['open']);
  expect(statesOf(many).filter((state) => state === 'ending')).toHaveLength(3);
});

test('connections that are ending have a limit of their own, and are then destroyed', async () => {
  const { queues, outlets } = scene();
  const ended: Unread[] = [];
  for (let round = 0; round < 50; round += 1) {
    const [outlet] = outlets(String(round), 1) as [Unread];
    outlet.send(queues, 100);
    outlet.endAsSlow();
    ended.push(outlet);
    await limited();
    expect(queues.bytes).toBeLessThanOrEqual(2 * limits.queueBytesOfAll);
  }
  expect(statesOf(ended)[0]).toBe('destroyed');
  expect(statesOf(ended).at(-1)).toBe('ending');
});

test('an event that waits for several is in memory once', async () => {
  const { queues, outlets } = scene();
  const event = Buffer.alloc(300);
  const sharing = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((subject) => outlets(subject, 2));
  for (const outlet of sharing) outlet.send(queues, event);
  await limited();

  expect(queues.bytes).toBe(300);
  expect(statesOf(sharing)).toEqual(sharing.map(() => 'open'));
});

test('a gateway has a limit for its connection, and counts for nobody', async () => {
  const { queues } = scene();
  const gateway = new Unread('gateway');
  const sent = Array.from({ length: 20 }, () => queues.send(gateway, Buffer.alloc(200), null));
  await limited();

  expect(sent.filter((isSent) => isSent)).toHaveLength(11);
  expect([queues.bytes, ...statesOf([gateway])]).toEqual([0, 'open']);
});
