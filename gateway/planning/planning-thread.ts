import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import {
  type MadePlan,
  PlannerLimitError,
  type PlannerLimits,
  type PlannerQuantity,
} from '../planner.ts';

export interface ThreadData {
  readonly supergraphSdl: string;
  readonly limits: PlannerLimits;
}

/** What a thread sends when it can be asked. */
export const ready = 'ready';

export type ThreadAnswer =
  | { readonly plan: string; readonly evaluatedPlans: number }
  | { readonly exceeded: { readonly quantity: PlannerQuantity; readonly limit: number } }
  /** The stack of an error that nobody expects. */
  | { readonly failed: string };

/** Planning took more than a thread may use. The thread has been ended. */
export class PlanningGivenUpError extends Error {
  override readonly name = 'PlanningGivenUpError';
  readonly reason: 'time' | 'memory';

  constructor(reason: 'time' | 'memory') {
    super(`Planning took too much ${reason}.`);
    this.reason = reason;
  }
}

/** The thread has ended without anybody having ended it for what was planned. */
export class ThreadEndedError extends Error {
  override readonly name = 'ThreadEndedError';
  override readonly message = 'The thread that was planning has ended.';
}

export interface PlanningThread {
  /**
   * Plans the operation of a text. One at a time.
   * @throws PlannerLimitError; PlanningGivenUpError; ThreadEndedError, after which it may be asked again.
   */
  plan(text: string): Promise<MadePlan>;
  /** Ends the thread, also while it plans. May be called twice. */
  stop(): Promise<void>;
}

export interface PlanningThreadOptions extends ThreadData {
  /** How much of the processor one plan may take, in milliseconds. */
  cpuMs?: number;
  /** How large the old part of the thread's heap may become, in MiB. */
  oldHeapMb?: number;
}

/** Any operation within the structural limits takes less than a second, and less than 60 MB of heap. */
const defaults = { cpuMs: 5_000, oldHeapMb: 128 };
const youngHeapMb = 16;

/** How many times as much time as processor time a plan may take, on a machine that is busy with other work. */
const timePerCpu = 10;

/** How often what a plan has cost is measured. */
const checkMs = 250;

/**
 * A thread that makes plans, with a planner of its own. It is started when there is something to plan, kept, and
 * started anew after it has ended.
 */
export function createPlanningThread(options: PlanningThreadOptions): PlanningThread {
  const { supergraphSdl, limits } = options;
  const { cpuMs = defaults.cpuMs, oldHeapMb = defaults.oldHeapMb } = options;
  let started: Promise<Worker> | null = null;

  function start(): Promise<Worker> {
    const data: ThreadData = { supergraphSdl, limits };
    const worker = new Worker(new URL('planning-worker.ts', import.meta.url), {
      workerData: data,
      // Flags and hooks of the process are not for this thread, but for the cache of compiled modules.
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', compileCache],
      resourceLimits: {
        maxOldGenerationSizeMb: oldHeapMb,
        maxYoungGenerationSizeMb: youngHeapMb,
      },
    });
    worker.on('error', () => {}); // it rejects the promise of whoever waits
    const starting = messageOf(worker, () => {}).then(() => worker);
    worker.on('exit', () => {
      if (started === starting) started = null;
    });
    return starting;
  }

  async function stop(): Promise<void> {
    const ending = started;
    started = null;
    const worker = await ending?.catch(() => null);
    await worker?.terminate();
  }

  return {
    async plan(text) {
      const worker = await (started ??= start());
      const { promise: tooLong, reject } = Promise.withResolvers<never>();
      tooLong.catch(() => {}); // it may come after the answer
      let ends = () => {};
      // An idle thread does not keep the process alive, one that somebody waits for does.
      worker.ref();
      try {
        ends = await watchCost(worker, cpuMs, () => reject(new PlanningGivenUpError('time')));
        const answer = await Promise.race([
          messageOf<ThreadAnswer>(worker, () => worker.postMessage(text)),
          tooLong,
        ]);
        return planIn(answer);
      } catch (error) {
        if (error instanceof PlanningGivenUpError) await stop();
        throw error;
      } finally {
        ends();
        worker.unref();
      }
    },
    stop,
  };
}

const compileCache = new URL('../../scripts/compile-cache.mjs', import.meta.url).href;

function planIn(answer: ThreadAnswer): MadePlan {
  if ('exceeded' in answer) {
    throw new PlannerLimitError(answer.exceeded.quantity, answer.exceeded.limit);
  }
  if ('failed' in answer) throw new Error(`An operation could not be planned: ${answer.failed}`);
  const plan = JSON.parse(answer.plan) as QueryPlan; // plans are plain objects
  return { plan, evaluatedPlans: answer.evaluatedPlans };
}

/** A thread that has ended has no number, and no longer emits events. */
const isOver = ({ threadId }: Worker) => threadId < 0;

/** The next message of the thread, after something was done to cause it. */
function messageOf<Message>(worker: Worker, cause: () => void): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const fail = (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new PlanningGivenUpError('memory') : error);
  const exit = () => reject(new ThreadEndedError());
  worker.once('message', resolve).once('error', fail).once('exit', exit);
  if (isOver(worker)) exit();
  else cause();
  return promise.finally(() => {
    worker.off('message', resolve).off('error', fail).off('exit', exit);
  });
}

/** Calls back once the thread has used so much of the processor from now on, or far more time than that takes. */
async function watchCost(worker: Worker, cpuMs: number, exceeded: () => void) {
  const before = await worker.cpuUsage().catch(() => undefined);
  const deadline = performance.now() + timePerCpu * cpuMs;
  const check = async () => {
    if (performance.now() > deadline) return exceeded();
    const { user, system } = await worker.cpuUsage(before);
    if ((user + system) / 1_000 > cpuMs) exceeded();
  };
  const timer = setInterval(() => void check().catch(() => {}), Math.min(checkMs, cpuMs));
  return () => clearInterval(timer);
}
