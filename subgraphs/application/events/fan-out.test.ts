import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { newEvent } from '../../../test/events/new-event.ts';
import { type UnitProjection, unitsAt } from '../units/index.ts';
import type { PlacedEvent } from './event.model.ts';
import { type EventFilter, everything } from './event-filter.ts';
import { FanOut, type Listener } from './fan-out.ts';

const unitId = '10000001';
const belowId = '10000002';

/** The tree, with some members replaced. */
const treeWith = (changed: Partial<UnitProjection> = {}): UnitProjection =>
  Object.assign(
    unitsAt(1, [
      { id: unitId, parentId: null, status: 'ACTIVE', successorId: null, linkVersion: 1 },
      { id: belowId, parentId: unitId, status: 'ACTIVE', successorId: null, linkVersion: 1 },
    ]),
    changed,
  );

const event: PlacedEvent = {
  ...newEvent({ unitId, unitIds: [unitId] }),
  position: '0'.repeat(24),
};

/** Two listeners, one of which names a unit, and what they are called with. */
function listening(units: UnitProjection) {
  const fanOut = new FanOut(units);
  const calls: string[] = [];
  const ofUnit = { unitId, includesBelow: true, by: 'NAMED' } as const;
  const filters = { all: everything, unit: { ...everything, units: ofUnit } };
  for (const [name, filter] of Object.entries(filters)) {
    const listener: Listener = {
      filter,
      take: () => void calls.push(`${name} takes it`),
      missed: () => void calls.push(`${name} reads the log`),
      idle: () => {},
      fail: () => {},
    };
    fanOut.add(listener);
  }
  return { fanOut, calls };
}

test('an event is passed to those whom it matches', () => {
  const { fanOut, calls } = listening(treeWith());
  fanOut.publish(event);
  expect(calls.toSorted()).toEqual(['all takes it', 'unit takes it']);
});

test.each<[string, Partial<UnitProjection>]>([
  ['is not valid', { fresh: false }],
  [
    'ends while an event is matched',
    {
      isWithin() {
        throw unavailable(say`The institution directory`);
      },
    },
  ],
])('everybody reads the log if the lease on the unit tree %s', (_, changed) => {
  const { fanOut, calls } = listening(treeWith(changed));
  fanOut.publish(event);
  expect(calls).toEqual(['all reads the log', 'unit reads the log']);
});

const others: readonly [string, Partial<PlacedEvent>, Partial<EventFilter>][] = [
  ['of another kind', { event: 'REPLIED' }, { kinds: ['REFERRED', 'TAKEN_OVER'] }],
  ['of another kind, without a unit', { event: 'REPLIED' }, { units: null, kinds: ['FILED'] }],
  ['of another type', { type: 'COMPLAINT' }, { types: ['REQUEST'] }],
  ['on another topic', { topicId: 'water' }, { topicIds: ['roads'] }],
  ['of a unit that was concerned before', { unitId: belowId, unitIds: [unitId, belowId] }, {}],
  ['of another application', {}, { units: null, applicationId: new Types.ObjectId() }],
];

test.each(others)('an event %s costs a listener nothing', (_, changed, filter) => {
  const units = { unitId, includesBelow: false, by: 'NAMED' } as const;
  const fanOut = new FanOut(treeWith());
  let looks = 0;
  fanOut.add({
    get filter() {
      looks += 1;
      return { ...everything, units, ...filter };
    },
    take: () => {},
    missed: () => {},
    idle: () => {},
    fail: () => {},
  });
  fanOut.publish(event);
  looks = 0;
  fanOut.publish({ ...event, ...changed });

  expect(looks).toBe(0);
});

test('other failures are passed on', () => {
  const failing = () => {
    throw new TypeError('a defect');
  };
  const { fanOut } = listening(treeWith({ isWithin: failing }));
  expect(() => fanOut.publish(event)).toThrow('a defect');
});

test('nothing holds a listener that left after the tree had changed', async () => {
  let version = 1;
  const units = Object.defineProperty(treeWith(), 'version', { get: () => version });
  const fanOut = new FanOut(units);
  const left = leaveAfterChange();
  await nextTurn(); // a target of a new reference is held for the turn

  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  expect(left.deref()).toBeUndefined();
  expect(fanOut.size).toBe(0);

  function leaveAfterChange(): WeakRef<Listener> {
    const none = () => {};
    const listener = { filter: everything, take: none, missed: none, idle: none, fail: none };
    fanOut.add(listener);
    fanOut.publish(event);
    version = 2;
    fanOut.delete(listener);
    return new WeakRef(listener);
  }
});
