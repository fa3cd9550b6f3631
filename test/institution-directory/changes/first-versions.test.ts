import { afterEach, expect } from '@jest/globals';
import { directoryModels } from '../../../subgraphs/institution-directory/units/index.ts';
import { type AnotherProcess, startAnotherProcess } from '../../support/another-process.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../../support/graph.ts';
import { personOf } from '../../support/person.ts';
import { type ChangedUnit, unitOperations } from './unit-operations.ts';

let graph: TestGraph;
let another: AnotherProcess;

afterEach(async () => {
  await another?.stop();
  await graph?.stop();
});

test('units that were written before changes had versions are given one', async () => {
  graph = await startGraph();
  await graph.gateway.stop();
  await Promise.all([...graph.servers.values()].map((server) => server.stop()));
  const { connection } = graph.data.databases.directory;
  const { units, versions } = directoryModels(connection);
  await units.updateMany({}, { $set: { version: 1 }, $unset: { linkVersion: 1 } });
  await versions.deleteMany({});
  await connection.collection('migrations').deleteMany({});

  another = await startAnotherProcess(graph);

  const numbered = await units.find().sort({ version: 1 }).lean();
  const all = Array.from({ length: graph.data.directory.units.length }, (_, index) => index + 1);
  expect(numbered.map(({ version }) => version)).toEqual(all);
  expect(numbered.map(({ linkVersion }) => linkVersion)).toEqual(all);
  const { data } = await another.askDirectory(
    '{ unitChanges(after: 5000) { version changes { id } } }',
  );
  expect(data).toEqual({
    unitChanges: {
      version: all.length,
      changes: numbered.slice(5_000).map(({ _id }) => ({ id: _id })),
    },
  });
  const admin = await personOf({ ...graph, client: another.client }, { role: 'ADMIN' });
  const made = await admin.do<ChangedUnit>(unitOperations.create, {
    input: { name: 'İlk Değişiklik', kind: 'DEPARTMENT' },
  });
  expect(made.version).toBe(all.length + 1);
});
