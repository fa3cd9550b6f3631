import { afterEach, expect, jest, test } from '@jest/globals';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { EventBudget } from '../../lib/federation/transport/event-budget.ts';
import { type Budget, defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { testOverHttp } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;

afterEach(async () => {
  scene.small.release();
  await scene.stop();
});

/** For everybody; buckets are not refilled within a test. */
const everybody = (budget: Pick<Budget, 'available' | 'operation'>): GatewayOptions['demand'] => ({
  mode: 'enforce',
  budgets: Object.fromEntries(
    Object.keys(defaultBudgets).map((name) => [name, { ...budget, restoreRate: 0.001 }]),
  ) as typeof defaultBudgets, // of the same names
});

async function subscribed(subject: string, ...units: string[]) {
  const socket = await scene.socket({ token: await scene.token({ subject }) });
  for (const unit of units) {
    socket.subscribe(unit, nameOf(unit));
    await socket.positioned(unit);
  }
  return socket;
}

const nameOf = (unit: string) =>
  `subscription { filed(unit: "${unit}") { application { applicant { name } } } }`;

const filed = (unit: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ unit, number: `${unit}-${index}` }));

test('the work for an event stops when the last of its subscribers leaves', async () => {
  scene = await startStreams();
  scene.small.hold();
  const [leaving, staying] = [await subscribed('a', 's'), await subscribed('b', 's')];
  scene.small.log.add(...filed('s', 1));
  await until(
    () => scene.small.reading,
    (count) => count === 1,
  );

  leaving.close();
  await until(
    () => scene.metric('graphql_subscriptions_active{protocol="websocket"}'),
    (active) => active === 1,
  );
  expect(scene.small.interrupted).toBe(0);

  staying.send({ id: 's', type: 'complete' });
  await until(
    () => scene.small.interrupted,
    (count) => count === 1,
  );
  expect(scene.small.reading).toBe(0);
});

test('an event is not resolved for a viewer who could not pay for it', async () => {
  scene = await startStreams({ demand: everybody({ operation: 1_000, available: 1_000 }) });
  const socket = await subscribed('a', 's');
  const { citizensRead } = scene.small;
  scene.small.log.add(...filed('s', 2_000));

  const [end] = await socket.payloads('error', 1, 's');
  expect(end).toEqual([
    expect.objectContaining({
      extensions: expect.objectContaining({
        code: 'LIMIT_EXCEEDED',
        cursor: `at-${socket.of('next', 's').length}`,
        throttleStatus: expect.objectContaining({ maximumAvailable: 1_000 }),
      }),
    }),
  ]);
  const delivered = socket.of('next', 's').length;
  expect(delivered).toBeGreaterThan(10);
  // Those being resolved when the bucket was empty, at most.
  expect(scene.small.citizensRead - citizensRead).toBeLessThanOrEqual(delivered + 16);
});

test('the events of one viewer that are resolved at once may cost as much as one operation', async () => {
  // Each event may cost half of what an operation may.
  scene = await startStreams({ demand: everybody({ operation: 16, available: 100_000 }) });
  scene.small.hold();
  await subscribed('a', 's', 't', 'u');
  await subscribed('b', 'v');
  const { citizensRead } = scene.small;
  for (const unit of ['s', 't', 'u', 'v']) scene.small.log.add(...filed(unit, 5));
  await until(
    () => scene.small.reading,
    (count) => count === 4,
  );
  expect(scene.small.citizensRead - citizensRead).toBe(4);

  scene.small.release();
  await until(
    () => scene.small.citizensRead - citizensRead,
    (count) => count === 20,
  );
});

testOverHttp('events that wait for their turn are bounded in bytes, and none is lost', async () => {
  const eventBudget = new EventBudget(4_000);
  // Each event may cost as much as an operation, so that all others wait.
  scene = await startStreams({
    eventBudget,
    demand: everybody({ operation: 8, available: 100_000 }),
  });
  scene.small.hold();
  const units = ['s', 't', 'u'];
  const socket = await subscribed('a', ...units);
  const begun = scene.small.log.begun.length;
  for (const unit of units) scene.small.log.add(...filed(unit, 15));
  await until(
    () => scene.small.reading,
    (count) => count === 1,
  );
  // Those that have let go of their events are no longer followed.
  await until(
    () => scene.small.log.followers,
    (followers) => followers < units.length,
  );
  expect(eventBudget.bytes).toBeLessThanOrEqual(4_000);

  scene.small.release();
  for (const unit of units) {
    const events = (await socket.payloads('next', 15, unit)) as Received[];
    expect(events.map(({ data }) => data.filed.application.applicant.name)).toEqual(
      filed(unit, 15).map(({ number }) => `name of c-${number}`),
    );
  }
  expect(socket.of('error')).toEqual([]);
  expect(scene.small.log.begun.length).toBeGreaterThan(begun);
  expect(eventBudget.bytes).toBe(0);
});

testOverHttp('nothing of an event remains once it is resolved', async () => {
  scene = await startStreams({ operationTimeoutMs: 3_000_000 });
  const socket = await subscribed('a', 's');
  const open = new Set<unknown>();
  const set = jest.spyOn(globalThis, 'setTimeout');
  const clear = jest.spyOn(globalThis, 'clearTimeout');
  scene.small.log.add(...filed('s', 20));
  await socket.payloads('next', 20, 's');
  set.mock.calls.forEach(([, ms], index) => {
    // Nothing else takes so long.
    if ((ms ?? 0) > 3_000_000) open.add(set.mock.results[index]?.value);
  });
  const all = open.size;
  for (const [timer] of clear.mock.calls) open.delete(timer);
  set.mockRestore();
  clear.mockRestore();

  expect([all, open.size]).toEqual([20, 0]);
});

interface Received {
  data: { filed: { application: { applicant: { name: string } } } };
}
