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

/** A unit is referred to before every process has read that it was created. */

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

onceInTheSuite('a unit that one process does not know yet', () => {
  test('has its events there all the same, for those above it', async () => {
    const { _id: parentId } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '54' });
    const { number } = await town.referTo([await town.make('Fen İşleri', { parentId })]);
    const elsewhere = { ...graph, client: another.client };
    const officer = await personOf(elsewhere, { role: 'OFFICER', unitId: town.parentId });
    let after = await now(officer);
    const referred: unknown[] = [];
    const read = async () => {
      const { data, errors } = await officer.ask(pollOperation, { after });
      const page = data?.['applicationEvents'] as EventPage | null; // as asked
      after = page?.pageInfo.endCursor ?? after;
      referred.push(...(page?.nodes ?? []).map(({ referral }) => referral?.unit.id));
      return errors.map(({ extensions }) => extensions['code']);
    };

    another.line.cut();
    const making = town.make('Yeni Kurulan');
    const { units } = directoryModels(graph.data.databases.directory.connection);
    const made = await until(
      () => units.findOne({ name: 'Yeni Kurulan' }).lean(),
      (unit) => unit !== null,
    );
    await until(
      () => town.evaluator.ask(operations.refer, { number, unitIds: [made?._id] }),
      ({ errors }) => errors.length === 0,
    );
    // As long as the other process may decide by the tree that it has, it must not pass over the event.
    await until(read, ([code]) => code === 'UNAVAILABLE');
    another.line.mend();
    await until(read, () => referred.length > 0);

    expect(referred).toEqual([made?._id]);
    expect(await making).toBe(made?._id);
  });
});
