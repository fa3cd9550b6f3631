import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onceInTheSuite, startGraph, type TestGraph } from '../../support/graph.ts';
import { openReplicaSet, type ReplicaSet } from '../../support/replica-set.ts';
import { complete, endsCounted, openScenario, type Scenario, timeoutMs } from './scenario.ts';

/** Subscribers of a graph on a replica set of three members, which gets another primary while events flow. */

onceInTheSuite('the primary', () => {
  let mongodb: ReplicaSet;
  let graph: TestGraph;
  let scenario: Scenario;

  beforeAll(async () => {
    mongodb = await openReplicaSet();
    graph = await startGraph({ mongodbUri: mongodb.uri });
    scenario = await openScenario(graph);
  }, timeoutMs);

  afterAll(async () => {
    scenario?.stop();
    await graph?.stop();
    await mongodb?.stop();
  }, timeoutMs);

  test(
    'that steps down costs nobody an event, and nobody notices',
    async () => {
      await scenario.during(30, () => mongodb.stepDown());

      expect(await scenario.outcome()).toEqual(complete);
      expect(scenario.ends).toEqual({});
    },
    timeoutMs,
  );

  test(
    'that is killed costs nobody an event, and nobody notices',
    async () => {
      await scenario.during(30, () => mongodb.killPrimary());

      expect(await scenario.outcome()).toEqual(complete);
      expect(scenario.ends).toEqual({});
    },
    timeoutMs,
  );

  test(
    'leaves the counts of subscriptions even',
    async () => {
      scenario.stop();

      expect(await endsCounted(graph.url)).toEqual({
        protocols: ['multipart', 'sse', 'websocket'],
        uneven: [],
        reasons: ['disconnected'],
      });
    },
    timeoutMs,
  );
});
