import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressVariable } from '../../../configuration/configuration.ts';
import { type SubgraphName, subgraphNames as all } from '../../../lib/kit/subgraph-names.ts';
import { openLine } from '../../support/cuttable-line.ts';
import { freePort } from '../../support/free-port.ts';
import { overHttp } from '../../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../../support/killable-graph.ts';
import { type StartedProcess, untilReady } from '../../support/processes.ts';
import { complete, endsCounted, openScenario, type Scenario, timeoutMs } from './scenario.ts';

/** No event leads to analytics. */
const subgraphNames = all.filter((name) => name !== 'analytics');

/** A gateway and three subgraphs in processes of their own, with a line to `application` that can be cut. */

overHttp('the server of the subgraph whose events are followed', () => {
  let graph: KillableGraph;
  let line: Awaited<ReturnType<typeof openLine>>;
  let application: StartedProcess;
  let scenario: Scenario;
  let url: string;
  const ports = new Map<SubgraphName, number>();

  const urlOf = (name: SubgraphName) => `http://127.0.0.1:${ports.get(name)}`;

  /** Starts a server where it was before. */
  function start(name: SubgraphName): StartedProcess {
    const urls = subgraphNames.map((each) => [addressVariable(each), `${urlOf(each)}/graphql`]);
    return graph.run(['apps/subgraph.ts', name], {
      ...Object.fromEntries(urls),
      PORT: String(ports.get(name)),
    });
  }

  async function startApplication(): Promise<void> {
    application = start('application');
    await untilReady(await application.address());
  }

  beforeAll(async () => {
    graph = await openKillableGraph();
    for (const name of subgraphNames) ports.set(name, await freePort());
    const others = subgraphNames.filter((name) => name !== 'application').map(start);
    await startApplication();
    for (const other of others) await untilReady(await other.address());
    line = await openLine(new URL(`${urlOf('application')}/graphql`));
    const gateway = graph.run(['apps/graph.ts'], {
      ...Object.fromEntries(
        subgraphNames.map((name) => [addressVariable(name), `${urlOf(name)}/graphql`]),
      ),
      [addressVariable('application')]: line.url,
      DEMAND_CONTROL: 'measure',
      MAX_CONNECTIONS_PER_ADDRESS: '10000',
    });
    url = await gateway.address();
    await untilReady(url);
    const { data, token } = graph;
    scenario = await openScenario({ url, data, token });
  }, timeoutMs);

  afterAll(async () => {
    scenario?.stop();
    await line?.stop();
    await graph?.stop();
  }, timeoutMs);

  test(
    'that is killed and started again costs nobody an event, and nobody notices',
    async () => {
      for (let times = 0; times < 2; times += 1) {
        await scenario.during(25, async () => {
          await application.kill();
          await startApplication();
        });
      }

      expect(await scenario.outcome()).toEqual(complete);
      expect(scenario.ends).toEqual({});
    },
    timeoutMs,
  );

  test(
    'whose connections break costs nobody an event, and nobody notices',
    async () => {
      const { random } = scenario;
      for (let times = 0; times < 4; times += 1) {
        await scenario.during(12, () => line.cutSome(() => random.chance(0.5)));
      }

      expect(await scenario.outcome()).toEqual(complete);
      expect(scenario.ends).toEqual({});
    },
    timeoutMs,
  );

  test(
    'leaves the counts of subscriptions even',
    async () => {
      scenario.stop();

      expect(await endsCounted(url)).toEqual({
        protocols: ['multipart', 'sse', 'websocket'],
        uneven: [],
        reasons: ['disconnected'],
      });
    },
    timeoutMs,
  );
});
