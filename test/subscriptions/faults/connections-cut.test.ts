import { afterAll, beforeAll, expect } from '@jest/globals';
import { openLine } from '../../support/cuttable-line.ts';
import { startGraph, type TestGraph, testOverHttp as test } from '../../support/graph.ts';
import { complete, endsCounted, openScenario, type Scenario, timeoutMs } from './scenario.ts';

/** Subscribers whose connections break while events flow. */

let graph: TestGraph;
let line: Awaited<ReturnType<typeof openLine>>;
let scenario: Scenario;

beforeAll(async () => {
  graph = await startGraph();
  line = await openLine(new URL(graph.url));
  const { data, token } = graph;
  scenario = await openScenario({ url: new URL(line.url).origin, data, token });
}, timeoutMs);

afterAll(async () => {
  scenario?.stop();
  await line?.stop();
  await graph?.stop();
}, timeoutMs);

test(
  'connections that are cut at random cost nobody an event',
  async () => {
    const { random } = scenario;
    for (let times = 0; times < 5; times += 1) {
      await scenario.during(15, () => line.cutSome(() => random.chance(0.25)));
    }
    await scenario.during(15, () => line.cutSome(() => true));

    expect(await scenario.outcome()).toEqual(complete);
    expect(scenario.ends).toEqual({});
  },
  timeoutMs,
);

test(
  'each subscription that began is counted as ended once',
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
