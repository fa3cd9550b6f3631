import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type OperationDefinitionNode, print } from 'graphql';
import { Interruption } from '../../lib/platform/operations/interruption.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { createGraphRequest } from '../../lib/platform/operations/request.ts';
import { createMakePlan, plannerLimits, type PlannerLimits } from './planner.ts';
import {
  createPlanningThread,
  type PlanningThread,
  type PlanningThreadOptions,
} from './planning-thread.ts';
import { createPlanning, defaultPlanning, type Planning, type PlanningLimits } from './planning.ts';
import { askFor, askNested, supergraphOfCopies } from '../../test/support/supergraph-of-copies.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
const supergraphSdl = supergraphOfCopies(2);

interface StartOptions extends Partial<PlanningLimits> {
  threads?: number;
  /** The limits of the planners in the threads and in this thread. */
  limits?: PlannerLimits;
  limitsHere?: PlannerLimits;
  thread?: Pick<PlanningThreadOptions, 'cpuMs' | 'oldHeapMb'>;
  /** Wraps a thread to interfere with it. */
  around?: (thread: PlanningThread) => PlanningThread;
}

let stop = async () => {};
afterEach(() => stop());

/**
 * Starts planning and records all observations. Nothing is planned synchronously unless a test says
 * so.
 */
function start({ threads: count = 1, limits = plannerLimits, ...given }: StartOptions = {}) {
  const { limitsHere = plannerLimits, thread, around = (made) => made, ...settings } = given;
  const observed: string[] = [];
  let now = 1;
  const threads = Array.from({ length: count }, () =>
    around(createPlanningThread({ supergraphSdl, limits, ...thread })),
  );
  const makePlan = createMakePlan(supergraphSdl, limitsHere);
  const planning = createPlanning({
    ...defaultPlanning,
    selectionsAtOnce: 0,
    ...settings,
    makePlan,
    threads,
    observer: {
      planned: (place, evaluatedPlans) => observed.push(`${place} ${evaluatedPlans}`),
      refused: (reason) => observed.push(reason),
    },
    now: () => now,
  });
  stop = () => planning.stop();
  return { planning, observed, threads, makePlan, pass: (ms: number) => void (now += ms) };
}

/** A response that a client waits for. */
class Answer extends EventEmitter {
  destroyed = false;

  goAway(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

function requestOf(subject: string, client: Answer | null = null) {
  const viewer = { subject, role: 'CITIZEN', citizenId: null, unitId: null } as const;
  const interruption = new Interruption(client, 60_000);
  return createGraphRequest(viewer, 'test', logger, { interruption });
}

const toPlan = (definition: OperationDefinitionNode) => ({ key: print(definition), definition });

/** Plans as for a client: a thrown error becomes a rejection. */
const ask = async (planning: Planning, definition: OperationDefinitionNode, subject = 'one') =>
  planning.plan(toPlan(definition), requestOf(subject));

const refusedWith = (extensions: object) =>
  expect.objectContaining({
    extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED', ...extensions }),
  });
const tooMany = refusedWith({ http: { status: 503 } });

describe('planning', () => {
  test('in a thread gives the same plan', async () => {
    const { planning, observed, makePlan } = start();

    const plans = await Promise.all([ask(planning, askFor(3)), ask(planning, askFor(4))]);

    expect(plans).toEqual([makePlan(askFor(3)).plan, makePlan(askFor(4)).plan].map(plain));
    expect(observed).toEqual(['thread 8', 'thread 16']);
  });

  test('of small operations is synchronous', async () => {
    const { planning, observed, makePlan } = start({ selectionsAtOnce: 4 });

    const plan = planning.plan(toPlan(askFor(3)), requestOf('one'));

    expect(plan).toEqual(makePlan(askFor(3)).plan);
    expect(observed).toEqual(['event-loop 8']);
    await planning.plan(toPlan(askFor(4)), requestOf('one'));
    expect(observed).toEqual(['event-loop 8', 'thread 16']);
  });

  test('of small operations that need much evaluation happens in a thread', async () => {
    const { planning, observed } = start({
      selectionsAtOnce: 100,
      limitsHere: { evaluatedPlans: 8, paths: 20 },
    });

    await ask(planning, askFor(3));
    await ask(planning, askFor(4));

    expect(observed).toEqual(['event-loop 8', 'thread 16']);
  });

  test('without threads is synchronous, whatever the size', async () => {
    const { planning, observed } = start({
      threads: 0,
      limitsHere: { evaluatedPlans: 8, paths: 20 },
    });

    await ask(planning, askFor(3));
    const refused = refusedWith({ quantity: 'evaluatedPlans', limit: 8 });

    await expect(ask(planning, askFor(4))).rejects.toEqual(refused);
    await expect(ask(planning, askFor(4))).rejects.toEqual(refused);
    expect(observed).toEqual(['event-loop 8', 'evaluatedPlans', 'known']);
  });

  test('is done once for concurrent requests for the same plan', async () => {
    const { planning, observed } = start();

    const plans = await Promise.all(
      ['one', 'two', 'one'].map((subject) => ask(planning, askFor(3), subject)),
    );

    expect(new Set(plans).size).toBe(1);
    expect(observed).toEqual(['thread 8']);
  });
});

describe('operations that exceed a limit are refused, and the refusal is remembered', () => {
  test('for the number of possible plans', async () => {
    const { planning, observed, pass } = start({ limits: { evaluatedPlans: 15, paths: 20 } });
    const refused = refusedWith({ quantity: 'evaluatedPlans', limit: 15 });

    await expect(ask(planning, askFor(4))).rejects.toEqual(refused);
    pass(1e9);
    await expect(ask(planning, askFor(4))).rejects.toEqual(refused);
    await ask(planning, askFor(3));

    expect(observed).toEqual(['evaluatedPlans', 'known', 'thread 8']);
  });

  test('for the ways to a field', async () => {
    const { planning, observed } = start({ limits: { evaluatedPlans: 100, paths: 1 } });

    await expect(ask(planning, askFor(1))).rejects.toEqual(
      refusedWith({ quantity: 'paths', limit: 1 }),
    );
    expect(observed).toEqual(['paths']);
  });

  const everything: PlannerLimits = { evaluatedPlans: 1e12, paths: 1e9 };

  test('for the time, for a limited period', async () => {
    const { planning, observed, pass } = start({
      limits: everything,
      thread: { cpuMs: 30 },
      refusedForMs: 1_000,
    });
    const refused = refusedWith({ quantity: 'time' });

    await expect(ask(planning, askNested(13))).rejects.toEqual(refused);
    await expect(ask(planning, askNested(13))).rejects.toEqual(refused);
    pass(1_001);
    await expect(ask(planning, askNested(13))).rejects.toEqual(refused);

    expect(observed).toEqual(['time', 'known', 'time']);
  });

  test('for the memory, and the next operation gets another thread', async () => {
    const { planning, observed } = start({
      limits: everything,
      thread: { oldHeapMb: 40, cpuMs: 1e6 },
    });

    await expect(ask(planning, askNested(16))).rejects.toEqual(refusedWith({ quantity: 'memory' }));
    await ask(planning, askFor(1));

    expect(observed).toEqual(['memory', 'thread 2']);
  });
});

describe('while the thread is busy', () => {
  test('a heavy client waits for others, not they for all its operations', async () => {
    const { planning } = start();
    const done: string[] = [];
    const asked = (subject: string, fields: number, from: number) =>
      ask(planning, askFor(fields, from), subject).then(() => done.push(`${subject} ${from}`));

    await Promise.all([
      ...[0, 1, 2, 3].map((from) => asked('flood', 2, from)),
      asked('other', 2, 4),
      asked('third', 2, 5),
    ]);

    expect(done).toEqual(['flood 0', 'flood 1', 'other 4', 'third 5', 'flood 2', 'flood 3']);
  });

  test('the queue is short, and the heaviest clients are refused first', async () => {
    const queue = { entries: 3, entriesOfOwner: 3, bytes: 1e6 };
    const { planning, observed } = start({ queue });

    const flood = [0, 1, 2, 3, 4].map((from) => ask(planning, askFor(2, from), 'flood'));
    const other = ask(planning, askFor(2, 5), 'other');
    const outcomes = await Promise.allSettled([...flood, other]);

    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(outcomes[3]).toMatchObject({ reason: tooMany });
    expect(outcomes[4]).toMatchObject({ reason: tooMany });
    expect(observed.toSorted()).toEqual(['queue', 'queue', ...Array(4).fill('thread 4')]);
  });

  test('an operation that nobody waits for is not planned', async () => {
    const { planning, observed } = start();
    const [client, another] = [new Answer(), new Answer()];

    const first = ask(planning, askFor(1));
    const left = [client, another].map((answer) =>
      planning.plan(toPlan(askFor(2)), requestOf('two', answer)),
    );
    const stays = planning.plan(toPlan(askFor(3)), requestOf('three', another));
    const joins = planning.plan(toPlan(askFor(3)), requestOf('four'));
    expect(planning.waiting).toBe(2);
    client.goAway();
    expect(planning.waiting).toBe(2);
    another.goAway();

    expect(planning.waiting).toBe(1);
    for (const each of [...left, stays]) {
      await expect(each).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    await Promise.all([first, joins]);
    expect(observed).toEqual(['thread 2', 'thread 8']);
  });

  test('nothing is planned for a client that has already disconnected', async () => {
    const { planning, observed } = start();
    const client = new Answer();
    client.goAway();

    const left = planning.plan(toPlan(askFor(2)), requestOf('one', client));

    await expect(left).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(planning.waiting).toBe(0);
    expect(observed).toEqual([]);
  });
});

describe('a thread that ends', () => {
  test('is replaced, and its operation is planned again', async () => {
    const { planning, observed, threads } = start();
    await ask(planning, askFor(1));

    const asked = ask(planning, askFor(3));
    await threads[0]?.stop();

    expect(await asked).toMatchObject({ kind: 'QueryPlan' });
    expect(observed).toEqual(['thread 2', 'thread 8']);
  });

  test('twice makes the operation fail, and the next one is planned', async () => {
    let toEnd = 2;
    const { planning } = start({
      around: (thread) => ({
        stop: () => thread.stop(),
        plan(text) {
          const planned = thread.plan(text);
          toEnd -= 1;
          if (toEnd >= 0) void thread.stop();
          return planned;
        },
      }),
    });

    await expect(ask(planning, askFor(3))).rejects.toMatchObject({ name: 'ThreadEndedError' });
    expect(await ask(planning, askFor(3))).toMatchObject({ kind: 'QueryPlan' });
  });

  test('when planning stops refuses all waiting operations', async () => {
    const { planning } = start();

    const asked = [1, 2, 3].map((fields) => ask(planning, askFor(fields)));
    const outcomes = Promise.allSettled(asked);
    await planning.stop();
    await planning.stop();

    const [busy, ...waiting] = await outcomes;
    expect(busy).toMatchObject({ status: 'rejected', reason: { name: 'ThreadEndedError' } });
    expect(waiting).toHaveLength(2);
    for (const each of waiting) expect(each).toEqual({ status: 'rejected', reason: tooMany });
  });
});

/** The value as received from another thread: without undefined properties. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
