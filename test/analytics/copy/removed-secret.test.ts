import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCursorCodec } from '../../../lib/kit/cursor.ts';
import { keyOf, type Secrets } from '../../../lib/kit/versioned-keys.ts';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import { openStore } from '../../../subgraphs/analytics/database/index.ts';
import { file, numberOf } from '../../support/filing.ts';
import { overHttp, startGraph, type TestGraph } from '../../support/graph.ts';
import { pathOf, verify } from './copy-requests.ts';

/** A copy of facts that finds, when it is opened, that the secret of its position has been removed. */

const fresh = () => randomBytes(32).toString('base64');

overHttp('a copy whose position is sealed under a secret that was removed', () => {
  let graph: TestGraph;
  /** The keys without the version under which the copy began. */
  let rotated: Keys;

  beforeAll(async () => {
    graph = await startGraph({ analytics: true });
    rotated = { ...graph.keys, secrets: { current: 2, versions: { 2: fresh() } } };
    const { id: citizenId } = await graph.data.citizen();
    const token = await graph.token({ role: 'CITIZEN', citizenId });
    numberOf(await file(graph, token));
    await agrees();
  });
  afterAll(() => graph?.stop());

  const agrees = async () =>
    expect(await verify(graph)).toEqual({ applications: 1, differences: [] });

  /** How often the process that runs has built it from nothing. */
  async function builds(): Promise<number> {
    const { server } = graph.servers.get('analytics') ?? {};
    const metrics = await (await fetch(`${server?.listeningOrigin}/metrics`)).text();
    return Number(/^analytics_builds_total (\d+)$/m.exec(metrics)?.[1]);
  }

  test('is built anew, with other pseudonyms', async () => {
    await graph.servers.get('analytics')?.stop();
    await graph.servers.get('application')?.stop();
    await graph.restart('application', rotated);
    await graph.restart('analytics', rotated);
    await agrees();
    expect(await builds()).toBe(1);
  });

  test('is built anew also where it had been copied in part', async () => {
    await graph.servers.get('analytics')?.stop();
    const store = await openStore({ path: pathOf(graph), threads: 1, memoryMb: 128 });
    try {
      const secrets: Secrets = { current: 3, versions: { 3: fresh() } };
      const keys = keyOf({ secrets }, 'application/cursor');
      const page = createCursorCodec(keys, 'facts of all applications').seal('0'.repeat(24));
      await store.writer.run('UPDATE state SET is_copied = false, is_built = false, page = $1', [
        page,
      ]);
    } finally {
      await store.close();
    }
    await graph.restart('analytics', rotated);
    await agrees();
    expect(await builds()).toBe(1);
  });
});
