import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { withoutBuckets } from '../support/demand.ts';
import { pdf } from '../support/files.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { upload } from '../support/uploads.ts';

onceInTheSuite('files', () => {
  let graph: TestGraph;

  beforeAll(async () => {
    const { budgets } = withoutBuckets;
    graph = await startGraph({
      execution: {
        demand: {
          mode: 'enforce',
          // What is used up does not come back while the test runs.
          budgets: {
            ...budgets,
            CITIZEN: { operation: 2_500, available: 2_500, restoreRate: 0.001 },
          },
        },
      },
    });
  });

  afterAll(() => graph?.stop());

  async function citizenToken(): Promise<string> {
    const { id } = await graph.data.citizen();
    return graph.token({ subject: id, citizenId: id });
  }

  const refused = {
    status: 429,
    body: { errors: [expect.objectContaining({ extensions: { code: 'LIMIT_EXCEEDED' } })] },
  };

  test('are charged by their length, to the bucket of whoever sends them alone', async () => {
    const [token, other] = [await citizenToken(), await citizenToken()];
    const file = { content: pdf(1_000_000), name: 'a.pdf' };

    // 500, and 1 for each 5,000 bytes: three times 700 and some.
    const statuses: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      statuses.push((await upload(graph.url, token, file)).status);
    }
    expect(statuses).toEqual([201, 201, 201]);
    expect(await upload(graph.url, token, file)).toMatchObject(refused);
    expect(await upload(graph.url, other, file)).toMatchObject({ status: 201 });
  });

  test('are charged like uploads when they are deleted, and little for their headers', async () => {
    const authorization = `Bearer ${await citizenToken()}`;
    const ask = async (method: string) => {
      const address = `${graph.url}/attachments/${newId('attachment')}`;
      return (await fetch(address, { method, headers: { authorization } })).status;
    };

    // 500 for each deletion, 50 for each HEAD, and a little for the answers: somewhat more than 2,400 of 2,500.
    const deleted = await Array.fromAsync({ length: 4 }, () => ask('DELETE'));
    const read = await Array.fromAsync({ length: 8 }, () => ask('HEAD'));

    expect({ deleted, read }).toEqual({
      deleted: deleted.map(() => 404),
      read: read.map(() => 404),
    });
    expect(await ask('DELETE')).toBe(429);
    expect(await ask('HEAD')).toBe(404);
  });
});
