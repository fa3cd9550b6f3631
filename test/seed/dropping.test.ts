import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireOnlySeeded } from '../../seed/unseeded.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { unitOperations } from '../institution-directory/changes/unit-operations.ts';

/** What `npm run seed -- --drop` deletes without `--force`. */

onceInTheSuite('the data of a seeded graph', () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await startGraph({ demonstration: 5 });
  }, 120_000);

  afterAll(() => graph?.stop());

  test('may be deleted while they are the only ones, and are kept otherwise', async () => {
    const { databases } = graph.data;
    await requireOnlySeeded(databases);

    const citizen = await graph.data.citizen();
    await graph.data.application({ citizen });
    await graph.data.application({ citizen });
    const admin = await personOf(graph, { role: 'ADMIN' });
    const { _id: id } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    await admin.do(unitOperations.rename, { id, name: 'Başka Valilik' });

    await expect(requireOnlySeeded(databases)).rejects.toThrow(
      'The databases hold more than demonstration data: citizens that were not seeded (1), applications that were not seeded (2), changes of units by administrators (1). Nothing was deleted. Add --force to delete that, too.',
    );
  });

  test('are not taken for seeded if the directory is another one', async () => {
    const { databases } = graph.data;
    await databases.directory.connection.collection('seeds').deleteMany({});
    await databases.directory.connection.collection('directory_changes').deleteMany({});
    await databases.application.connection.collection('applications').deleteMany({});
    await databases.citizen.connection.collection('citizens').deleteMany({});

    await expect(requireOnlySeeded(databases)).rejects.toThrow(
      /more than demonstration data: units of an imported directory \(\d+\)\. Nothing was deleted/,
    );
  });
});
