import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { defaultPlanning } from '../../gateway/planning/planning.ts';
import { withoutBuckets } from '../support/demand.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** What an operation costs that is refused because too many others are executed or planned. */

const query =
  'query Many { viewer { role } administrativeUnits(first: 100) { nodes { id children(first: 10) { nodes { id } } } } }';
/** As to refuse an operation for its cost: 10, and 1 for each 4 of its selections. */
const costOfRefusal = 10 + Math.ceil(8 / 4);
const costOfText = 60 + Math.ceil(query.length / 10);

type Served = Pick<TestGraph, 'url'>;

interface Answer {
  readonly extensions: {
    readonly cost: {
      readonly actualQueryCost: number;
      readonly throttleStatus: { readonly currentlyAvailable: number };
    };
  };
}

onceInTheSuite('an operation for which the server is too busy', () => {
  let graph: TestGraph;
  let token: string;
  /** Each operation waits for it before it is executed. */
  let held = Promise.resolve();
  let executing = 0;

  const execution = {
    // Of which one viewer has a quarter.
    concurrency: { limits: { EVALUATOR: 4 }, queueTimeoutMs: 0 },
    policy: {
      async beforeExecution() {
        executing += 1;
        await held;
        executing -= 1;
      },
    },
    demand: {
      mode: 'enforce',
      budgets: {
        ...withoutBuckets.budgets,
        // What is used up does not come back while the test runs.
        EVALUATOR: { operation: 10_000, available: 100_000, restoreRate: 0.000_001 },
      },
    },
  } satisfies Partial<GatewayOptions>;

  beforeAll(async () => {
    graph = await startGraph({ execution });
    token = await graph.token({ role: 'EVALUATOR' });
  });

  afterAll(() => graph?.stop());

  const ask = (text: string, { url }: Served = graph) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-graphql-cost': '1',
      },
      body: JSON.stringify({ query: text }),
    });

  const probe = '{ viewer { role } }';

  async function probed(at: Served = graph) {
    const { extensions } = (await (await ask(probe, at)).json()) as Answer;
    const { actualQueryCost, throttleStatus } = extensions.cost;
    return { cost: actualQueryCost, available: throttleStatus.currentlyAvailable };
  }

  async function known(text: string, at: Served = graph): Promise<void> {
    for (let time = 0; time < 3; time += 1) expect((await ask(text, at)).status).toBe(200);
  }

  test('costs as much as refusing it, if too many are executed', async () => {
    await known(probe);
    await known(query);
    const before = await probed();
    const release = Promise.withResolvers<void>();
    held = release.promise;
    const other = ask(probe);
    await until(
      () => executing,
      (count) => count === 1,
    );
    expect((await ask(query)).status).toBe(503);
    release.resolve();
    expect((await other).status).toBe(200);

    const { cost, available } = await probed();
    expect(before.available - available).toBe(2 * cost + costOfRefusal);
  });

  test('costs as much as refusing it beside its text, if too many are planned', async () => {
    const planning = {
      ...defaultPlanning,
      selectionsAtOnce: 2,
      queue: { ...defaultPlanning.queue, entries: 0 },
    };
    const full = await graph.another({ execution: { ...execution, planning } });
    await known(probe, full);
    const before = await probed(full);
    expect((await ask(query, full)).status).toBe(503);

    const { cost, available } = await probed(full);
    expect(before.available - available).toBe(cost + costOfText + costOfRefusal);
  });
});
