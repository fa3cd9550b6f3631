import type { Worker } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import {
  beginTask,
  startThread,
  ThreadLimitError,
  type ThreadTask,
} from '../../lib/platform/process/supervised-thread.ts';
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

export type ThreadAnswer =
  | { readonly plan: string; readonly evaluatedPlans: number }
  | { readonly exceeded: { readonly quantity: PlannerQuantity; readonly limit: number } }
  /** The stack of an unexpected error. */
  | { readonly failed: string };

export interface PlanningThread {
  /**
   * Plans one operation at a time, given as text.
   * @throws PlannerLimitError; ThreadLimitError, after which the thread has been terminated; ThreadEndedError. It may be
   * called again.
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

/** Beyond the CPU time of a plan. */
const supervision = { timePerCpu: 10, checkMs: 250 } as const;

/** A planning thread with its own planner. It is started on demand, kept, and restarted after it has ended. */
export function createPlanningThread(options: PlanningThreadOptions): PlanningThread {
  const { supergraphSdl, limits } = options;
  const { cpuMs = defaults.cpuMs, oldHeapMb = defaults.oldHeapMb } = options;
  let started: Promise<Worker> | null = null;

  function start(): Promise<Worker> {
    const data: ThreadData = { supergraphSdl, limits };
    const { worker, ready } = startThread(new URL('planning-worker.ts', import.meta.url), {
      data,
      heapMb: { old: oldHeapMb, young: youngHeapMb },
      preload: compileCache,
    });
    const starting = ready.then(() => worker);
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
      let task: ThreadTask<string, ThreadAnswer> | null = null;
      // An idle thread does not keep the process alive; a busy one does.
      worker.ref();
      try {
        task = await beginTask<string, ThreadAnswer>(worker, { ...supervision, cpuMs });
        return planIn(await task.ask(text));
      } catch (error) {
        if (error instanceof ThreadLimitError) await stop();
        throw error;
      } finally {
        task?.end();
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
