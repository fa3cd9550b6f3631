import { afterAll, beforeEach, expect, jest, test } from '@jest/globals';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { isShown, type ShownEvent } from './event.model.ts';
import { newEvent } from '../../../test/events/new-event.ts';
import { everything } from './event-filter.ts';
import { EventSource, type SourceDependencies } from './event-source.ts';
import { beginning, type EventPosition, positionOfMoment } from './position.ts';

let now = 0;
const clock = jest.spyOn(performance, 'now');

beforeEach(() => {
  now = 0;
  clock.mockImplementation(() => now);
});
afterAll(() => clock.mockRestore());

const idle = {
  fanOut: { add: () => {}, delete: () => {} },
  inTurn: async <Result>(_signal: AbortSignal, work: () => Promise<Result>) => work(),
  requireScope: () => {},
  becomesAvailable: async () => {},
  head: () => null,
  idleMs: undefined,
  cursorOf: (position: EventPosition) => position,
};

const eventAt = (index: number): ShownEvent => ({
  ...newEvent(),
  event: 'REFERRED',
  position: positionOfMoment(new Date(Date.UTC(2026, 10, index))),
});

interface Scene {
  /** How long each part waits for its turn, and takes. */
  queuedMs: number;
  readMs: number;
  /** How many of the first parts fail. */
  failures: number;
}

/** @returns the positions that are shown, and what it fails with, once it has caught up or failed. */
function replay({ queuedMs, readMs, failures }: Scene): Promise<unknown> {
  const head = positionOfMoment(new Date('2026-11-30'));
  let reads = 0;
  const dependencies: SourceDependencies = {
    ...idle,
    async inTurn(_signal, work) {
      now += queuedMs;
      return work();
    },
    async read() {
      now += readMs;
      reads += 1;
      if (reads <= failures) throw unavailable(say`The stream of events`);
      return { events: [], coveredTo: head, isCurrent: true, work: 0, cost: 0 };
    },
    treeVersion: 1,
    show: async () => [],
    head: () => head,
  };
  const source = new EventSource(dependencies, everything, beginning);
  return new Promise((resolve) => {
    source.deliverTo({
      take({ cursor }) {
        if (cursor === head) resolve('caught up');
        return undefined;
      },
      completed: () => resolve('completed'),
      failed: ({ code }: { code: string }) => resolve(code),
    });
  }).finally(() => source.stop());
}

test('a part that fails once is read again, however long its turn was waited for', async () => {
  expect(await replay({ queuedMs: 40_000, readMs: 100, failures: 1 })).toBe('caught up');
  expect(await replay({ queuedMs: 40_000, readMs: 100, failures: 3 })).toBe('caught up');
});

test('it fails once parts have failed for half a minute', async () => {
  expect(await replay({ queuedMs: 0, readMs: 16_000, failures: 3 })).toBe('UNAVAILABLE');
  expect(await replay({ queuedMs: 0, readMs: 16_000, failures: 2 })).toBe('caught up');
});

/** How long a consumer takes for the first of two events, and what becomes of the tree meanwhile. */
interface SlowConsumer {
  takesMs: number;
  treeVersion: number;
}

/** @returns what is given, and what was shown, each time; the second event may not be seen any more. */
function giveTwo({ takesMs, treeVersion }: SlowConsumer) {
  const events = [eventAt(1), eventAt(2)];
  const [, last] = events;
  const shown: string[][] = [];
  const given: string[] = [];
  let isHidden = false;
  const dependencies: SourceDependencies = {
    ...idle,
    treeVersion: 1,
    async read() {
      const coveredTo = positionOfMoment(new Date('2026-11-30'));
      return { events, coveredTo, isCurrent: true, work: 0, cost: 0 };
    },
    async show(_filter, asked) {
      shown.push(asked.map(({ position }) => position));
      return asked
        .filter(isShown)
        .filter((event) => !(isHidden && event === last))
        .map((event) => ({ event, read: null }));
    },
  };
  const source = new EventSource(dependencies, everything, beginning);
  const isDone = Promise.withResolvers<void>();
  source.deliverTo({
    take({ cursor, event }) {
      if (event) {
        given.push(cursor);
        now += takesMs;
        isHidden = true;
        Object.assign(dependencies, { treeVersion });
      } else if (given.length > 0) isDone.resolve();
      return undefined;
    },
    completed: () => {},
    failed: isDone.reject,
  });
  return isDone.promise.then(() => ({ given, shown })).finally(() => source.stop());
}

test('an event that waits for a slow consumer is shown again before it is given', async () => {
  const [first, second] = [eventAt(1).position, eventAt(2).position];
  const atOnce = { given: [first, second], shown: [[first, second]] };
  expect(await giveTwo({ takesMs: 10, treeVersion: 1 })).toEqual(atOnce);

  const late = { given: [first], shown: [[first, second], [second]] };
  expect(await giveTwo({ takesMs: 2_000, treeVersion: 1 })).toEqual(late);
  expect(await giveTwo({ takesMs: 10, treeVersion: 2 })).toEqual(late);
});
