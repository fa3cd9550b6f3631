import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../support/free-port.ts';
import { onceInTheSuite } from '../../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../../support/killable-graph.ts';
import type { StartedProcess } from '../../support/processes.ts';
import { complete, endsCounted, openScenario, type Scenario, timeoutMs } from './scenario.ts';

/** Subscribers of a gateway in a process of its own, which is killed or stopped while events flow. */

onceInTheSuite('a gateway', () => {
  let graph: KillableGraph;
  let server: StartedProcess;
  let scenario: Scenario;
  let port: number;
  let url: string;

  const start = async () => {
    ({ server } = await graph.start(port));
  };

  beforeAll(async () => {
    graph = await openKillableGraph();
    port = await freePort();
    url = `http://127.0.0.1:${port}`;
    await start();
    const { data, token } = graph;
    scenario = await openScenario({ url, data, token });
  }, timeoutMs);

  afterAll(async () => {
    scenario?.stop();
    await graph?.stop();
  }, timeoutMs);

  test(
    'that is killed and started again costs nobody an event',
    async () => {
      for (let times = 0; times < 2; times += 1) {
        await scenario.during(25, async () => {
          await server.kill();
          await start();
        });
      }

      expect(await scenario.outcome()).toEqual(complete);
      expect(scenario.ends).toEqual({});
    },
    timeoutMs,
  );

  test(
    'that stops closes WebSockets with the last cursors, and costs nobody an event',
    async () => {
      await scenario.during(25, async () => {
        server.child.kill('SIGTERM');
        expect(await server.exit()).toBe(0);
        await start();
      });

      expect(await scenario.outcome()).toEqual(complete);
      expect(scenario.ends).toEqual({ '1001 GOING_AWAY with the last cursor': expect.any(Number) });
    },
    timeoutMs,
  );

  test(
    'counts each subscription that began as ended once',
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
