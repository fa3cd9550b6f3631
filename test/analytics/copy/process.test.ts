import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphClient } from '../../support/client.ts';
import { filingInput, fileMutation } from '../../support/filing.ts';
import { onceInTheSuite } from '../../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../../support/killable-graph.ts';
import { type StartedProcess, untilReady } from '../../support/processes.ts';
import { openRaw, rawRequest } from '../../support/raw-socket.ts';
import { until } from '../../support/wait.ts';

/** The whole graph as `npm start` runs it, with analytics in a process of its own. */

interface Started {
  readonly server: StartedProcess;
  readonly address: string;
  readonly client: GraphClient;
}

const countQuery = '{ applicationStatistics(groupBy: [TYPE]) { totalCount } }';

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

  async function start(env: NodeJS.ProcessEnv = {}): Promise<Started> {
    const server = graph.run(['apps/graph.ts'], {
      ANALYTICS: 'process',
      SEED_APPLICATIONS: '0',
      LOG_LEVEL: 'error',
      ...env,
    });
    const address = await server.address();
    await untilReady(address);
    return { server, address, client: new GraphClient(`${address}/graphql`) };
  }

  const file = (client: GraphClient) =>
    client.data(fileMutation, { variables: { input: filingInput(graph) }, token: citizen });

  const untilCounted = (client: GraphClient, count: number) =>
    until(
      async () => {
        const { data, errors } = await client.ask(countQuery, { token: analyst });
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

  /** The priorities of all threads of a process. */
  const prioritiesOf = (pid: number) =>
    new Set(readdirSync(`/proc/${pid}/task`).map((thread) => getPriority(Number(thread))));

  /** A question that has been sent but for its body. @returns a function that sends the body, and returns the answer. */
  async function askHalf(address: string, token: string): Promise<() => Promise<string>> {
    const body = JSON.stringify({ query: countQuery });
    const asking = await openRaw(address);
    const headers = {
      authorization: `Bearer ${token}`,
      expect: '100-continue',
      'content-length': String(body.length),
    };
    asking.write(rawRequest('/graphql', { body: '', headers }));
    await asking.read(/100 Continue/);
    return () => {
      asking.write(body);
      return asking.untilEnd();
    };
  }

  test('is started, restarted and stopped with it', async () => {
    const { server, address, client } = await start();
    await file(client);
    await untilCounted(client, 1);
    const first = await childOf(server);
    expect(prioritiesOf(first)).toEqual(new Set([10]));

    const metrics = () => fetch(`${address}/metrics`).then((response) => response.text());
    const labels = 'process="analytics"';
    const text = await metrics();
    for (const series of [
      `analytics_built{${labels}} 1`,
      `analytics_builds_total{${labels}} 1`,
      `analytics_damages_total{${labels}} 0`,
      `analytics_questions_waiting{${labels},kind="restricted"} 0`,
      `analytics_questions_waiting{${labels},kind="published"} 0`,
      `analytics_questions_running{${labels},kind="restricted"} 0`,
      `analytics_questions_running{${labels},kind="published"} 0`,
      `analytics_exports_running{${labels}} 0`,
      `included_metrics_ok{${labels}} 1`,
    ]) {
      expect(text.split('\n')).toContain(series);
    }
    for (const series of [
      `analytics_lag_seconds{${labels}} `,
      `analytics_changed_applications_total{${labels}} `,
      `analytics_batches_total{${labels}} `,
      `analytics_batch_seconds_total{${labels}} `,
      `job_runs_total{${labels},`,
      `mongodb_pool_connections{${labels},subgraph="analytics"} `,
      `mongodb_pool_connections{subgraph="application"} `,
      `process_resident_memory_bytes{${labels}} `,
      'process_resident_memory_bytes ',
    ]) {
      expect(text).toContain(`\n${series}`);
    }
    expect(text.match(/^# HELP process_resident_memory_bytes /gm)).toHaveLength(1);

    process.kill(first, 'SIGKILL');
    await untilGone(first);
    await file(client);
    await untilCounted(client, 2);
    const second = await childOf(server);
    expect(second).not.toBe(first);

    // A signal for all processes of a group leaves it to the graph for as long as requests may need it.
    const finish = await askHalf(address, await graph.token({ role: 'ANALYST', subject: 'late' }));
    process.kill(second, 'SIGTERM');
    process.kill(second, 'SIGINT');
    server.child.kill('SIGTERM');
    await until(
      () => fetch(`${address}/health/live`).catch(() => 'refused'),
      (outcome) => outcome === 'refused',
    );
    expect(await finish()).toContain('{"data":{"applicationStatistics":{"totalCount":2}}}');
    expect(await server.exit()).toBe(0);
    expect(exists(second)).toBe(false);
    expect(server.said.err.match(/a process has ended/g)).toHaveLength(1); // when it was killed
    expect(server.said.out.match(/answers at/g)).toHaveLength(1);
  });

  test('ends when the graph is killed', async () => {
    const { server, client } = await start({ ANALYTICS_NICENESS: '12' });
    await untilCounted(client, 2);
    const pid = await childOf(server);
    expect(prioritiesOf(pid)).toEqual(new Set([12]));
    await server.kill();
    expect(await untilGone(pid)).toBe(false);
  });

  test.each([
    [{}, 10],
    [{ ANALYTICS_NICENESS: '15' }, 15],
  ])('as a server of its own, it gives way to others with %j', async (env, niceness) => {
    const server = graph.run(['apps/subgraph.ts', 'analytics'], env);
    await server.address();
    expect(prioritiesOf(server.child.pid ?? 0)).toEqual(new Set([niceness]));
    await server.kill();
  });
});
