import { expect, test } from '@jest/globals';
import { randomSource } from '../../../seed/random.ts';
import type { Viewer } from '../../kit/viewer.ts';
import { OutdatedEvent, type SourceEvent } from '../../platform/operations/engine.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import { EventBudget } from './event-budget.ts';
import { RemoteEvents } from './remote-events.ts';

const viewer: Viewer = { subject: 's', role: 'EVALUATOR', citizenId: null, unitId: null };

/** A subscription whose events are passed on at once, and resolved when the test does. */
function open(budget: EventBudget, after: string | null = 'c0') {
  const dropped: string[] = [];
  const passedOn: SourceEvent<unknown>[] = [];
  const events = new RemoteEvents(
    { query: 'subscription { s }' },
    { after, request: () => ({ viewer, language: 'en' }) as GraphRequest },
    {
      take: (event) => void passedOn.push(event),
      completed: () => {},
      failed: () => {},
    },
    {
      begin: () => {},
      drop: ({ cursor }) => void dropped.push(`after ${cursor}`),
      acknowledge: () => {},
      budget,
    },
  );
  let count = 0;
  return {
    events,
    dropped,
    passedOn,
    receive(bytes: number) {
      count += 1;
      events.receive({ data: { count }, extensions: { cursor: `c${count}` } }, bytes);
    },
    /** Those that are passed on, one after the other. */
    async resolve(): Promise<unknown> {
      const event = passedOn.shift();
      return event?.resolve?.({} as GraphRequest).catch((error: unknown) => error);
    },
  };
}

const passing = () => new Promise(setImmediate);

test('beyond the budget, the subscription that holds the most lets go of all its events', async () => {
  const budget = new EventBudget(100);
  const [small, large, other] = [open(budget), open(budget), open(budget)];
  small.receive(30);
  large.receive(20);
  await passing();
  large.receive(20);
  large.receive(20);
  expect([budget.bytes, large.dropped]).toEqual([90, []]);
  other.receive(20);
  await passing();

  expect([small.dropped, large.dropped, other.dropped]).toEqual([[], ['after c3'], []]);
  expect(budget.bytes).toBe(50);
  // The first that was not passed on before still is, so that its receiver finds out.
  expect(large.passedOn.map(({ cursor }) => cursor)).toEqual(['c1', 'c2']);
  expect(await large.resolve()).toBeInstanceOf(OutdatedEvent);
  expect(await large.resolve()).toBeInstanceOf(OutdatedEvent);
  expect(await small.resolve()).toEqual({ data: { count: 1 } });
  expect(budget.bytes).toBe(20);
});

test('a subscription alone keeps what it has: it has a limit of its own', async () => {
  const budget = new EventBudget(100);
  const only = open(budget);
  only.receive(150);
  await passing();

  expect(only.dropped).toEqual([]);
  expect(await only.resolve()).toEqual({ data: { count: 1 } });
});

test('the first event of all is kept, since there is no position before it', async () => {
  const budget = new EventBudget(100);
  const [fresh, other] = [open(budget, null), open(budget)];
  fresh.receive(80);
  fresh.receive(80);
  other.receive(40);
  await passing();

  expect([fresh.dropped, budget.bytes]).toEqual([['after c2'], 40]);
  expect(await fresh.resolve()).toEqual({ data: { count: 1 } });
  expect(await fresh.resolve()).toBeInstanceOf(OutdatedEvent);
});

test('never more than the budget waits, and what is resolved or stopped is free again', async () => {
  const budget = new EventBudget(10_000);
  const random = randomSource(7, 'text')(0);
  const streams = Array.from({ length: 40 }, () => open(budget));
  const held = () => streams.reduce((sum, { events }) => sum + events.heldBytes, 0);
  for (let step = 0; step < 2_000; step += 1) {
    const stream = random.pick(streams);
    if (random.chance(0.3)) await stream.resolve();
    else if (stream.dropped.length === 0) stream.receive(random.between(1, 700));
    if (stream.dropped.length > 0 && stream.events.heldBytes === 0) {
      streams[streams.indexOf(stream)] = open(budget);
    }
    expect(budget.bytes).toBe(held());
    expect(budget.bytes).toBeLessThanOrEqual(10_000);
  }
  for (const { events } of streams) events.stop();

  expect(budget.bytes).toBe(0);
});
