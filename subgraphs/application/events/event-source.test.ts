import { afterAll, beforeEach, expect, jest, test } from '@jest/globals';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { everything } from './event-filter.ts';
import { EventSource, type SourceDependencies } from './event-source.ts';
import { beginning, positionOfMoment } from './position.ts';

let now = 0;
const clock = jest.spyOn(performance, 'now');

beforeEach(() => {
  now = 0;
  clock.mockImplementation(() => now);
});
afterAll(() => clock.mockRestore());

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
    fanOut: { add: () => {}, delete: () => {} },
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
    show: async () => [],
    requireScope: () => {},
    becomesAvailable: async () => {},
    head: () => head,
    idleMs: undefined,
    cursorOf: (position) => position,
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
