import { expect, test } from '@jest/globals';
import { activeStandIn, currentUnitId } from './stand-in.ts';
import { UnitTree } from './unit-tree.ts';
import { unitRecord } from '../../../test/support/unit-record.ts';

const closed = (_id: string, successorId: string | null) =>
  unitRecord({ _id, status: 'CLOSED', successorId });

const tree = new UnitTree([
  unitRecord({ _id: '10000001' }),
  closed('10000002', '10000001'),
  closed('10000003', '10000002'),
  closed('10000004', null),
  closed('10000005', '10000006'),
  closed('10000006', '10000005'),
  closed('10000007', '19999999'),
]);

test.each([
  ['that works', '10000001', '10000001'],
  ['that is closed', '10000002', '10000001'],
  ['whose successor is closed', '10000003', '10000001'],
  ['without a successor', '10000004', null],
  ['in a ring', '10000005', null],
  ['whose successor nobody knows', '10000007', null],
  ['that nobody knows', '19999999', null],
])('for a unit %s', (_which, id, standIn) => {
  expect(activeStandIn(tree, tree.get(id))?._id ?? null).toBe(standIn);
  expect(currentUnitId(tree, id)).toBe(standIn ?? id);
});
