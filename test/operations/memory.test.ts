import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Shape, shapeNames, shapes } from '../../bench/memory/shapes.ts';
import { withoutLimits } from '../support/demand.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/**
 * An unlimited number of different anonymous operations does not fill the memory. The full
 * measurement is `npm run bench -- --memory all`; here the budget is small, so that a few hundred
 * operations exceed it many times.
 */
onceInTheSuite('memory', () => {
  const budget = 3_000_000;
  let graph: TestGraph;
  let status: { query: string; variables: Record<string, unknown>; token: string };

  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => Promise<void>; // the flag exposes it

  beforeAll(async () => {
    // Operations that cost too much are executed nevertheless: nothing may be remembered of them
    // either.
    const demand = { ...withoutLimits, mode: 'measure' } as const;
    graph = await startGraph({ execution: { memoryBytes: budget, demand } });
    const citizen = await graph.data.citizen();
    const { number } = await graph.data.application({ citizen });
    status = {
      query:
        'query ($n: String!) { application(number: $n) { number stage responsibleUnit { name } } }',
      variables: { n: number },
      token: await graph.token({ role: 'CITIZEN', citizenId: citizen.id }),
    };
  });

  afterAll(() => graph?.stop());

  /**
   * Memory that is held; code that has not run for a while, and what its removal frees, is
   * collected as well.
   */
  async function heapBytes(): Promise<number> {
    for (let times = 0; times < 3; times += 1) {
      await collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
    }
    return process.memoryUsage().heapUsed;
  }

  async function ask({ write }: Shape, from: number, to: number, times: number): Promise<void> {
    for (let number = from; number < to; number += 1) {
      for (let time = 0; time < times; time += 1) await graph.client.ask(write(number));
      const { query, ...asked } = status;
      const { data } = await graph.client.ask(query, asked);
      expect(data).toMatchObject({ application: { number: status.variables['n'] } });
    }
  }

  /** Each shape, with a number of operations that exceeds the budget several times. */
  const counts = { wide: 60, literals: 60, deep: 8, steps: 5, fragments: 20, plans: 60 } as const;

  test('does not grow with an unlimited number of different operations', async () => {
    const askAll = async (round: number, times: number) => {
      for (const name of shapeNames) {
        const count = counts[name];
        await ask(shapes[name], round * count, (round + 1) * count, times);
      }
    };
    // Until everything exists that is made once, whatever the operations.
    await askAll(0, 3);
    const before = await heapBytes();

    await askAll(1, 1);
    await askAll(2, 3);

    // Compiled code is freed a little later than its source.
    expect((await heapBytes()) - before).toBeLessThan(3 * budget);
  });
});
