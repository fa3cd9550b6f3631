import { readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphClient } from '../support/client.ts';
import { filingInput, fileMutation } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../support/killable-graph.ts';
import { type StartedProcess, untilReady } from '../support/processes.ts';
import { until } from '../support/wait.ts';

/** The whole graph as `npm start` runs it, with analytics in a process of its own. */

onceInTheSuite('analytics beside the graph', () => {
  let graph: KillableGraph;
  let analyst: string;
  let citizen: string;

  beforeAll(async () => {
    graph = await openKillableGraph();
    analyst = await graph.token({ role: 'ANALYST' });
    citizen = await graph.token({ role: 'CITIZEN', citizenId: (await graph.data.citizen()).id });
  });
  afterAll(() => graph?.stop());

  async function start(): Promise<{ server: StartedProcess; client: GraphClient }> {
    const server = graph.run(['apps/graph.ts'], {
      ANALYTICS: 'process',
      SEED_APPLICATIONS: '0',
      LOG_LEVEL: 'silent',
    });
    const address = await server.address();
    await untilReady(address);
    return { server, client: new GraphClient(`${address}/graphql`) };
  }

  const file = (client: GraphClient) =>
    client.data(fileMutation, { variables: { input: filingInput(graph) }, token: citizen });

  const untilCounted = (client: GraphClient, count: number) =>
    until(
      async () => {
        const query = '{ applicationStatistics(groupBy: [TYPE]) { totalCount } }';
        const { data, errors } = await client.ask(query, { token: analyst });
        return { data, codes: errors.map(({ extensions }) => extensions['code']) };
      },
      ({ data }) =>
        (data?.['applicationStatistics'] as { totalCount: number } | null)?.totalCount === count,
    );

  const exists = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  const untilGone = (pid: number) =>
    until(
      () => exists(pid),
      (isThere) => !isThere,
    );

  /** The process of analytics. MongoDB is not started by the graph. */
  const childOf = ({ child: { pid = 0 } }: StartedProcess): Promise<number> =>
    until(
      () => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]),
      (found) => found > 0,
    );

  test('is started, restarted and stopped with it', async () => {
    const { server, client } = await start();
    await file(client);
    await untilCounted(client, 1);
    const first = await childOf(server);
    expect(getPriority(first)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);

    process.kill(first, 'SIGKILL');
    await untilGone(first);
    await file(client);
    await untilCounted(client, 2);
    const second = await childOf(server);
    expect(second).not.toBe(first);

    server.child.kill('SIGTERM');
    expect(await server.exit()).toBe(0);
    expect(exists(second)).toBe(false);
    expect(server.said.out.match(/answers at/g)).toHaveLength(1);
  });

  test('ends when the graph is killed', async () => {
    const { server, client } = await start();
    await untilCounted(client, 2);
    const pid = await childOf(server);
    await server.kill();
    expect(await untilGone(pid)).toBe(false);
  });
});
