import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withoutBuckets } from '../support/demand.ts';
import { plans } from '../support/executions.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/**
 * Operations of some 500 selections and 160 fetches, close to the accepted maximum. Different
 * numbers give different fields, and so different plans.
 */
function large(number: number): string {
  const fields = ['type', 'stage', 'filedAt', 'targetDate', 'statutoryDate', 'overdue', 'subject'];
  const roots = Array.from({ length: 40 }, (_, index) => {
    const field = fields[(number + index) % fields.length];
    return `a${index}: application(number: $number) {
      ${field} responsibleUnit { name ${index === number ? 'kind' : ''} }
      applicant { name applications(first: 1) { nodes { number ${field} responsibleUnit { name } } } }
    }`;
  });
  return `query ($number: String!) { ${roots.join(' ')} }`;
}

onceInTheSuite('planning', () => {
  let graph: TestGraph;
  let ask: (
    query: string,
    of?: Pick<TestGraph, 'client'>,
  ) => ReturnType<TestGraph['client']['ask']>;

  beforeAll(async () => {
    graph = await startGraph({ execution: { demand: withoutBuckets } });
    const citizen = await graph.data.citizen();
    const { number } = await graph.data.application({ citizen });
    const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
    ask = (query, { client } = graph) => client.ask(query, { token, variables: { number } });
  });

  afterAll(() => graph?.stop());

  const small = 'query ($number: String!) { application(number: $number) { number } }';

  test('of large operations is done beside the event loop, of small ones at once', async () => {
    const before = await plans(graph);

    const answers = await Promise.all(
      [large(0), large(1), large(0), small].map((query) => ask(query)),
    );

    expect(answers.map(({ errors }) => errors)).toEqual([[], [], [], []]);
    expect(Object.keys(answers[0]?.data ?? {})).toHaveLength(40);
    const after = await plans(graph);
    // Concurrent copies of an operation are planned once, or twice if the first was answered before
    // the second came.
    expect(after.inThread - before.inThread).toBeGreaterThanOrEqual(2);
    expect(after.inThread - before.inThread).toBeLessThanOrEqual(3);
    expect(after.atOnce - before.atOnce).toBe(1);
    // No field of this graph can be fetched from two subgraphs.
    expect(after.evaluated - before.evaluated).toBe(
      after.inThread - before.inThread + after.atOnce - before.atOnce,
    );
  });

  test('beside the event loop leads to the same answers, and happens once for repeated operations', async () => {
    const other = await graph.another({ execution: { planning: { threads: 0 } } });
    const before = await plans(graph);

    for (const number of [10, 11]) {
      const { data } = await ask(large(number), other);
      for (let time = 0; time < 3; time += 1) {
        expect((await ask(large(number))).data).toEqual(data);
      }
    }

    const after = await plans(graph);
    // An operation is remembered from the second time on.
    expect(after.inThread - before.inThread).toBe(4);
    expect(after.atOnce).toBe(before.atOnce);
    expect(await plans(other)).toMatchObject({ atOnce: 2, inThread: 0 });
  });

  test('that takes too long is abandoned, and refused at once when the operation comes again', async () => {
    const hasty = await graph.another({ execution: { planning: { thread: { cpuMs: 1 } } } });

    const [first, again] = [await ask(large(20), hasty), await ask(large(20), hasty)];

    for (const { data, errors, status } of [first, again]) {
      expect({ data, errors, status }).toEqual({
        data: undefined,
        errors: [
          {
            message: 'Planning the operation takes too much time. Request less at once.',
            extensions: { code: 'LIMIT_EXCEEDED', quantity: 'time' },
          },
        ],
        status: 400,
      });
    }
    expect((await ask(small, hasty)).errors).toEqual([]);
    expect(await plans(hasty)).toMatchObject({ refusedForTime: 1, refusedAsKnown: 1, atOnce: 1 });
  });

  test('beyond the limit of the queue is refused', async () => {
    const queue = { entries: 1, entriesOfOwner: 1, bytes: 1e6 };
    const crowded = await graph.another({ execution: { planning: { queue } } });

    const answers = await Promise.all(
      [30, 31, 32, 33, 34].map((number) => ask(large(number), crowded)),
    );

    const refused = answers.filter(({ errors }) => errors.length > 0);
    const { inThread, refusedInQueue, waiting } = await plans(crowded);
    expect({ refusedInQueue, waiting }).toEqual({ refusedInQueue: refused.length, waiting: 0 });
    expect(inThread).toBe(5 - refused.length);
    for (const { errors, status } of refused) {
      expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
      expect(status).toBe(503);
    }
  });
});
