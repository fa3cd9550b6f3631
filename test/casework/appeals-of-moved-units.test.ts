import { afterAll, beforeAll, expect } from '@jest/globals';
import { appealModel } from '../../subgraphs/application/record/index.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { appealOf, operations, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';
import { openTown, referralsOf, type Town } from './town.ts';

/** An appeal is decided by the unit that is currently above the unit that answered. */

let graph: TestGraph;
let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
});

afterAll(() => graph?.stop());

const upheld = { decision: 'UPHELD', text: 'İtiraz yerinde bulunmuştur.' };

/** The number of an application that a unit has answered and its applicant has appealed. */
async function appealed(unit: string, input: Record<string, unknown> = {}): Promise<string> {
  const { number, referrals } = await town.referTo([unit], input);
  await town.answer(number, referrals[0]?.id, unit);
  const text = 'Lambalar hâlâ yanmıyor, itiraz ederim.';
  await town.citizen.do<Standing>(operations.appeal, { number, text });
  return number;
}

const list = /* GraphQL */ `
  query ($unitId: ID!) {
    unitAppeals(unitId: $unitId) {
      nodes {
        state
        unit {
          id
        }
        application {
          number
          availableActions
        }
      }
    }
  }
`;

interface List {
  nodes: { application: { number: string } }[];
}

const node = (number: string, unit: string) => ({
  state: 'PENDING',
  unit: { id: unit },
  application: { number, availableActions: ['DECIDE_APPEAL'] },
});

const listOf = (officer: Person, unitId: string) => officer.do<List>(list, { unitId });

/** The appeals that an officer of a unit finds there, once there are any. */
const foundBy = (officer: Person, unitId: string) =>
  until(
    () => listOf(officer, unitId),
    ({ nodes }) => nodes.length > 0,
  );

/**
 * As right after a move: every pending appeal is stored with a unit that differs from the tree's.
 */
async function expectNotListedWhere(unitId: string): Promise<void> {
  const appeals = appealModel(graph.data.databases.application.connection);
  const waiting = await appeals.find({ state: 'PENDING' }).lean();
  await appeals.updateMany({ state: 'PENDING' }, { $set: { unitId } });

  expect(await listOf(town.evaluator, unitId)).toEqual({ nodes: [] });
  for (const { _id, unitId: own } of waiting) {
    await appeals.updateOne({ _id }, { $set: { unitId: own } });
  }
}

const unitOf = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      appeals {
        unit {
          id
        }
      }
    }
  }
`;

async function seenByCitizen(number: string): Promise<unknown> {
  return town.citizen.do(unitOf, { number });
}

test('when that unit is moved, the unit above its new place decides, and the former one cannot', async () => {
  const [former, above] = [await town.make('Eski üst'), await town.make('Yeni üst')];
  const unit = await town.make('Yanıtlayan', { parentId: former });
  const number = await appealed(unit);
  const [before, after] = [await town.officerOf(former), await town.officerOf(above)];
  expect(await listOf(before, former)).toEqual({ nodes: [node(number, former)] });

  await town.move(unit, above);

  expect(
    await before.refused(operations.decideAppeal, {
      ...(await appealOf(town.citizen, number)),
      ...upheld,
    }),
  ).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await listOf(before, former)).toEqual({ nodes: [] });
  expect(await seenByCitizen(number)).toEqual({ appeals: [{ unit: { id: above } }] });
  expect(await foundBy(after, above)).toEqual({ nodes: [node(number, above)] });
  await expectNotListedWhere(former);
  const decided = await after.do<Standing>(operations.decideAppeal, {
    ...(await appealOf(town.citizen, number)),
    ...upheld,
  });
  expect(referralsOf(decided)).toEqual([
    [unit, 'ANSWERED'],
    [unit, 'PENDING'],
  ]);
  await checkStored(graph.data.database('application'), number);
  // A decided appeal stays with the unit that decided it.
  await town.move(unit, former);
  expect(await seenByCitizen(number)).toEqual({ appeals: [{ unit: { id: above } }] });
});

test('the new unit above may decide at once', async () => {
  const [former, above] = [await town.make('Eski üst'), await town.make('Yeni üst')];
  const unit = await town.make('Yanıtlayan', { parentId: former });
  const number = await appealed(unit);
  const officer = await town.officerOf(above);

  await town.move(unit, above);

  const decided = await officer.do<Standing>(operations.decideAppeal, {
    ...(await appealOf(town.citizen, number)),
    ...upheld,
  });
  expect(decided.stage).toBe('REFERRED');
});

test('when that unit is closed, the one above its successor decides', async () => {
  const [former, above] = [await town.make('Eski üst'), await town.make('Yeni üst')];
  const unit = await town.make('Yanıtlayan', { parentId: former });
  const successor = await town.make('Devralan', { parentId: above });
  const number = await appealed(unit);

  await town.close(unit, successor);

  const officer = await town.officerOf(above);
  expect(await foundBy(officer, above)).toEqual({ nodes: [node(number, above)] });
  const decided = await officer.do<Standing>(operations.decideAppeal, {
    ...(await appealOf(town.citizen, number)),
    ...upheld,
  });
  expect(referralsOf(decided)).toEqual([
    [unit, 'ANSWERED'],
    [successor, 'PENDING'],
  ]);
});

test('when the unit above is closed, its successor decides, if it is above the other', async () => {
  const [above, successor] = [await town.make('Üst'), await town.make('Devralan')];
  const unit = await town.make('Yanıtlayan', { parentId: above });
  const number = await appealed(unit);

  await town.move(unit, successor);
  await town.close(above, successor);

  // An officer of the closed unit acts for its successor.
  const officer = await town.officerOf(above);
  expect(await foundBy(officer, successor)).toEqual({ nodes: [node(number, successor)] });
  expect(await listOf(officer, above)).toEqual({ nodes: [node(number, successor)] });
});

test('an appeal about the head of the unit above is decided by the unit above that', async () => {
  const top = await town.make('En üst');
  const above = await town.make('Üst', { parentId: top });
  const unit = await town.make('Yanıtlayan', { parentId: top });
  const number = await appealed(unit, { meantUnitId: above, aboutHeadOfUnit: true });
  await town.move(unit, above);

  const officer = await town.officerOf(above);
  expect(
    await officer.refused(operations.decideAppeal, {
      ...(await appealOf(town.citizen, number)),
      ...upheld,
    }),
  ).toMatchObject({
    code: 'NOT_FOUND',
  });
  const superior = await town.officerOf(top);
  expect(await foundBy(superior, top)).toEqual({ nodes: [node(number, top)] });
  // The unit that answered is now below the unit concerned.
  const decided = await superior.do<Standing>(operations.decideAppeal, {
    ...(await appealOf(town.citizen, number)),
    ...upheld,
  });
  expect(referralsOf(decided)).toEqual([
    [unit, 'ANSWERED'],
    [top, 'PENDING'],
  ]);
});
