import { describe, expect, test } from '@jest/globals';
import {
  currentUnit,
  isKeptFrom,
  isWithin,
  type LinkedUnit,
  placeOf,
  scopeOf,
  standInOf,
  unitAbove,
  unitDirectlyAbove,
  unitToDealWith,
  withPredecessors,
} from './unit-lineage.ts';

const active = (parentId: string | null): LinkedUnit => ({
  parentId,
  status: 'ACTIVE',
  successorId: null,
});
const closed = (parentId: string | null, successorId: string | null): LinkedUnit => ({
  parentId,
  status: 'CLOSED',
  successorId,
});

/**
 * An office of a ministry that was closed twice in favour of another, and constellations that no
 * change of units creates.
 */
const units = new Map<string, LinkedUnit>([
  ['state', active(null)],
  ['ministry', active('state')],
  ['office', active('ministry')],
  ['desk', active('office')],
  ['other', active('state')],
  ['gone', closed('ministry', 'later')],
  ['later', closed('ministry', 'other')],
  ['orphan', closed('ministry', null)],
  ['lost', closed('ministry', 'nowhere')],
  ['one', closed('two', 'two')],
  ['two', closed('one', 'one')],
]);

test.each([
  ['that is active', 'office', 'office'],
  ['that is closed', 'later', 'other'],
  ['whose successor is closed', 'gone', 'other'],
  ['without a successor', 'orphan', null],
  ['whose successor does not exist', 'lost', null],
  ['in a ring', 'one', null],
  ['that does not exist', 'nowhere', null],
])('for a unit %s', (_which, id, standIn) => {
  expect(standInOf(id, units)).toBe(standIn);
  expect(currentUnit(id, units)).toBe(standIn ?? id);
});

describe('the way up', () => {
  test.each([
    ['an active unit', 'desk', ['desk', 'office', 'ministry', 'state'], undefined],
    ['a root', 'state', ['state'], undefined],
    ['a unit that does not exist', 'nowhere', ['nowhere'], undefined],
    ['a closed unit', 'gone', ['gone', 'later', 'other', 'state'], ['gone', 'ministry', 'state']],
    ['a closed unit without a successor', 'orphan', ['orphan', 'ministry', 'state'], undefined],
    ['units in a ring', 'one', ['one', 'two'], undefined],
  ])('of %s', (_which, id, scope, place = scope) => {
    expect({ scope: scopeOf(id, units), place: placeOf(id, units) }).toEqual({ scope, place });
  });
});

test.each([
  ['desk', 'ministry', true],
  ['desk', 'desk', true],
  ['ministry', 'desk', false],
  ['desk', 'other', false],
  ['gone', 'other', true],
  ['gone', 'ministry', false],
  ['other', 'gone', true],
  ['desk', 'gone', false],
  ['nowhere', 'state', false],
])('%s within %s: %s', (id, ancestorId, expected) => {
  expect(isWithin(id, ancestorId, units)).toBe(expected);
});

test('a unit stands in for those whose work has come to it', () => {
  const closedFor = (successorId: string) =>
    [...units].filter(([, unit]) => unit.successorId === successorId).map(([id]) => id);
  expect(withPredecessors('other', closedFor, units)).toEqual(['other', 'later', 'gone']);
  expect(withPredecessors('office', closedFor, units)).toEqual(['office']);
  expect(withPredecessors('later', closedFor, units)).toEqual(['later']);
  expect(withPredecessors('one', closedFor, units)).toEqual(['one']);
});

test.each([
  ['desk', 'office'],
  ['gone', 'state'],
  ['state', null],
  ['nowhere', null],
])('directly above %s: %s', (id, above) => {
  expect(unitDirectlyAbove(id, units)).toBe(above);
});

describe('an application about the head of a unit', () => {
  const about = (meantUnitId: string | null, aboutHeadOfUnit = true) => ({
    meantUnitId,
    aboutHeadOfUnit,
  });
  const of = (aim: ReturnType<typeof about>, id: string) => ({
    isKept: isKeptFrom(aim, id, units),
    deals: unitToDealWith(aim, id, units),
    above: unitAbove(aim, id, units),
  });

  test.each([
    ['is kept from it', about('office'), 'office', true, 'ministry', 'ministry'],
    ['is kept from one below it', about('office'), 'desk', true, 'ministry', 'ministry'],
    ['is not kept from the one above', about('office'), 'ministry', false, 'ministry', 'state'],
    ['is not kept from one beside it', about('office'), 'other', false, 'other', 'state'],
    ['is kept from its successor', about('gone'), 'other', true, 'state', 'state'],
    ['is kept from what it succeeded', about('other'), 'gone', true, 'state', 'state'],
    ['that has none above is kept from nobody', about('state'), 'desk', false, 'desk', 'office'],
    [
      'is not the same as one about the unit',
      about('office', false),
      'desk',
      false,
      'desk',
      'office',
    ],
    ['has to name it', about(null), 'desk', false, 'desk', 'office'],
  ])('%s', (_what, aim, id, isKept, deals, above) => {
    expect(of(aim, id)).toEqual({ isKept, deals, above });
  });

  test('is brought to a root by a unit below it', () => {
    expect(unitAbove(about(null), 'state', units)).toBe('state');
    expect(unitAbove(about('ministry'), 'desk', units)).toBe('state');
  });
});
