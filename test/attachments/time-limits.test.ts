import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { background } from '../../lib/kit/background.ts';
import { profiled } from '../support/commands.ts';
import { made } from '../support/files.ts';
import { file } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { cleaned, upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';

onceInTheSuite('a read', () => {
  let graph: TestGraph;
  let token: string;
  let administrator: string;

  beforeAll(async () => {
    graph = await startGraph();
    const { id } = await graph.data.citizen();
    token = await graph.token({ role: 'CITIZEN', citizenId: id });
    administrator = await graph.token({ role: 'ADMIN' });
  });

  afterAll(() => graph?.stop());

  /** The reads of a database during an action, and those without a time limit. */
  async function readsOf(
    name: 'application' | 'institution-directory',
    work: () => Promise<unknown>,
  ) {
    const profile = await profiled(graph.data.database(name), work);
    const reads = await profile
      .find({
        op: { $in: ['query', 'command'] },
        $or: ['find', 'aggregate', 'count'].map((one) => ({
          [`command.${one}`]: { $exists: true, $not: /^system\.profile$/ },
        })),
        'command.comment': { $ne: background },
        'command.pipeline.0.$changeStream': { $exists: false },
      })
      .toArray();
    const unlimited = reads
      .map(({ command }) => command as { maxTimeMS?: number })
      .filter(({ maxTimeMS }) => maxTimeMS === undefined);
    return { count: reads.length, unlimited };
  }

  test('of attachments has a time limit', async () => {
    const { body } = await upload(graph.url, token, { content: made('photo.jpg'), name: 'a.jpg' });
    const { id } = body as { id: string }; // the type of the file is accepted
    await file(graph, token, { attachmentIds: [id] });
    await cleaned(graph, id);
    const messages = graph.data.database('application').collection('notifications');
    // Their sending reads the application, too.
    await until(
      () => messages.countDocuments({ state: 'PENDING' }),
      (pending) => pending === 0,
    );

    const { count, unlimited } = await readsOf('application', async () => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${graph.url}/attachments/${id}`, { headers });
      await response.arrayBuffer();
    });

    expect(unlimited).toEqual([]);
    expect(count).toBe(3);
  });

  test('of proposals has a time limit', async () => {
    const query = '{ proposedUnitChanges(first: 5) { nodes { id } } }';
    const { count, unlimited } = await readsOf('institution-directory', () =>
      graph.client.data(query, { token: administrator }),
    );

    expect(unlimited).toEqual([]);
    expect(count).toBe(1);
  });
});
