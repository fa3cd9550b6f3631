import { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import {
  type MadePlan,
  PlannerLimitError,
  type PlannerLimits,
  type PlannerQuantity,
} from './planner.ts';

export interface ThreadData {
  readonly supergraphSdl: string;
  readonly limits: PlannerLimits;
}

/** The message of a thread that is ready for requests. */
export const ready = 'ready';

export type ThreadAnswer =
  | { readonly plan: string; readonly evaluatedPlans: number }
  | { readonly exceeded: { readonly quantity: PlannerQuantity; readonly limit: number } }
  /** The stack of an unexpected error. */
  | { readonly failed: string };

/** Planning exceeded the limits of a thread. The thread has been terminated. */
export class PlanningGivenUpError extends Error {
  override readonly name = 'PlanningGivenUpError';
  readonly reason: 'time' | 'memory';

  constructor(reason: 'time' | 'memory') {
    super(`Planning took too much ${reason}.`);
    this.reason = reason;
  }
}

/** The thread has exited unexpectedly. */
export class ThreadEndedError extends Error {
  override readonly name = 'ThreadEndedError';
  override readonly message = 'The thread that was planning has ended.';
}

export interface PlanningThread {
  /**
   * Plans one operation at a time, given as text.
   * @throws PlannerLimitError; PlanningGivenUpError; ThreadEndedError, after which it may be called again.
   */
  plan(text: string): Promise<MadePlan>;
  /** Terminates the thread, even while it plans. May be called twice. */
  stop(): Promise<void>;
}

export interface PlanningThreadOptions extends ThreadData {
  /** The CPU time that one plan may take, in milliseconds. */
  cpuMs?: number;
  /** The maximum size of the old generation of the thread's heap, in MiB. */
  oldHeapMb?: number;
}

/** Any operation within the structural limits takes less than a second and less than 60 MB of heap. */
const defaults = { cpuMs: 5_000, oldHeapMb: 128 };
const youngHeapMb = 16;

/** The maximum ratio of elapsed time to CPU time of a plan, on a machine that is busy with other work. */
const timePerCpu = 10;

/** The interval at which the cost of a plan is measured. */
const checkMs = 250;

/** A planning thread with its own planner. It is started on demand, kept, and restarted after it has ended. */
export function createPlanningThread(options: PlanningThreadOptions): PlanningThread {
  const { supergraphSdl, limits } = options;
  const { cpuMs = defaults.cpuMs, oldHeapMb = defaults.oldHeapMb } = options;
  let started: Promise<Worker> | null = null;

  function start(): Promise<Worker> {
    const data: ThreadData = { supergraphSdl, limits };
    const worker = new Worker(new URL('planning-worker.ts', import.meta.url), {
      workerData: data,
      // The process's flags and hooks do not apply to this thread, except for the compile cache.
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', compileCache],
      resourceLimits: {
        maxOldGenerationSizeMb: oldHeapMb,
        maxYoungGenerationSizeMb: youngHeapMb,
      },
    });
    worker.on('error', () => {}); // the error rejects the promise of the caller
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
      // An idle thread does not keep the process alive; a busy one does.
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

const compileCache = new URL('../../lib/platform/process/compile-cache.mjs', import.meta.url).href;

function planIn(answer: ThreadAnswer): MadePlan {
  if ('exceeded' in answer) {
    throw new PlannerLimitError(answer.exceeded.quantity, answer.exceeded.limit);
  }
  if ('failed' in answer) throw new Error(`An operation could not be planned: ${answer.failed}`);
  const plan = JSON.parse(answer.plan) as QueryPlan; // plans are plain objects
  return { plan, evaluatedPlans: answer.evaluatedPlans };
}

/** A terminated thread has no valid id and emits no further events. */
const isOver = ({ threadId }: Worker) => threadId < 0;

/** The next message of the thread, after `cause` has triggered it. */
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

/** Calls back once the thread has used this much CPU time from now on, or far more elapsed time. */
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
