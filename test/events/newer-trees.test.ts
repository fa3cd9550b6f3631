import { afterAll, beforeAll, expect } from '@jest/globals';
import { directoryModels } from '../../subgraphs/institution-directory/units/index.ts';
import { operations } from '../casework/operations.ts';
import { openTown, type Town } from '../casework/town.ts';
import { type AnotherProcess, startAnotherProcess } from '../support/another-process.ts';
import {
  onceInTheSuite,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { type EventPage, now, pollOperation } from './events-scene.ts';

/** A change of units by which one process acts already, and that another has not read yet. */

let graph: TestGraph;
let town: Town;
let another: AnotherProcess;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
  another = await startAnotherProcess(graph);
});

afterAll(async () => {
  await another?.stop();
  await graph?.stop();
});

/** An application that no unit of the town has. */
async function referredElsewhere(): Promise<string> {
  const { _id: parentId } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '54' });
  const { number } = await town.referTo([await town.make('Fen İşleri', { parentId })]);
  return number;
}

/** What an officer of the other process reads, of all units of the town. */
async function openReader() {
  const elsewhere = { ...graph, client: another.client };
  const officer = await personOf(elsewhere, { role: 'OFFICER', unitId: town.parentId });
  let after = await now(officer);
  const referredTo: unknown[] = [];
  return {
    referredTo,
    /** @returns the codes of errors. */
    async read() {
      const { data, errors } = await officer.ask(pollOperation, { after });
      const page = data?.['applicationEvents'] as EventPage | null; // as asked
      after = page?.pageInfo.endCursor ?? after;
      const referrals = page?.nodes.filter(({ kind }) => kind === 'REFERRED') ?? [];
      referredTo.push(...referrals.map(({ referral }) => referral?.unit.id));
      return errors.map(({ extensions }) => extensions['code']);
    },
  };
}

/**
 * Refers an application to a unit as soon as that is accepted, while the other process is cut off from the directory
 * until it may no longer decide by the tree that it has.
 */
async function referBehind(number: string, unitId: string, read: () => Promise<unknown[]>) {
  await until(
    () => town.evaluator.ask(operations.refer, { number, unitIds: [unitId] }),
    ({ errors }) => errors.length === 0,
  );
  await until(read, ([code]) => code === 'UNAVAILABLE');
  another.line.mend();
}

onceInTheSuite('an event of a unit is passed on', () => {
  test('to those above it also where the unit is not known yet', async () => {
    const number = await referredElsewhere();
    const { read, referredTo } = await openReader();

    another.line.cut();
    const making = town.make('Yeni Kurulan');
    const { units } = directoryModels(graph.data.databases.directory.connection);
    const made = await until(
      () => units.findOne({ name: 'Yeni Kurulan' }).lean(),
      (unit) => unit !== null,
    );
    const unitId = made?._id ?? '';
    await referBehind(number, unitId, read);
    await until(read, () => referredTo.length > 0);

    expect(referredTo).toEqual([unitId]);
    expect(await making).toBe(unitId);
  });

  test('to those above it also where it is not known yet that it was moved', async () => {
    const number = await referredElsewhere();
    const { _id: parentId } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '54' });
    const unitId = await town.make('Taşınan', { parentId });
    const earlier = await town.referTo([unitId]);
    const { read, referredTo } = await openReader();

    another.line.cut();
    const moving = town.move(unitId, town.parentId);
    // The first process has read it.
    const above = await town.officerOf(town.parentId);
    await until(
      () => above.ask(operations.standing, { number: earlier.number }),
      ({ errors }) => errors.length === 0,
    );
    await referBehind(number, unitId, read);
    await until(read, () => referredTo.length > 0);

    expect(referredTo).toEqual([unitId]);
    expect(await moving).toMatchObject({ id: unitId });
  });
});
