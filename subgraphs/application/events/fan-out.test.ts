import { expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { type UnitProjection, unitsAt } from '../units/index.ts';
import type { PlacedEvent } from './event.model.ts';
import { FanOut, type Listener } from './fan-out.ts';

const unitId = '10000001';

/** The tree, with some members replaced. */
const treeWith = (changed: Partial<UnitProjection> = {}): UnitProjection =>
  Object.assign(
    unitsAt(1, [
      { id: unitId, parentId: null, status: 'ACTIVE', successorId: null, linkVersion: 1 },
    ]),
    changed,
  );

const event: PlacedEvent = {
  _id: new Types.ObjectId(),
  position: '0'.repeat(24),
  at: new Date(),
  event: 'REFERRED',
  applicationId: new Types.ObjectId(),
  version: 1,
  type: 'REQUEST',
  topicId: 'roads',
  referralId: null,
  unitId,
  unitIds: [unitId],
  aboutHeadOfUnit: false,
  meantUnitId: null,
  public: true,
};

/** Two listeners, one of which names a unit, and what they are called with. */
function listening(units: UnitProjection) {
  const fanOut = new FanOut(units);
  const calls: string[] = [];
  const everything = { units: null, applicationId: null, kinds: null, types: null, topicIds: null };
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

test('other failures are passed on', () => {
  const failing = () => {
    throw new TypeError('a defect');
  };
  const { fanOut } = listening(treeWith({ isWithin: failing }));
  expect(() => fanOut.publish(event)).toThrow('a defect');
});
