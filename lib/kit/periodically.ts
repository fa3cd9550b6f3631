import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface PeriodicJob {
  /** Runs it soon, without waiting for its turn. */
  wake(): void;
  /** Ends it after the run under way. May be called twice. */
  stop(): Promise<void>;
}

export interface PeriodicJobOptions {
  /** For the log. */
  name: string;
  everyMs: number;
  /** Begins after this. */
  after: Promise<unknown>;
  /** Once; gives up early when the signal is aborted. What it throws is logged, and it is run again. */
  run(signal: AbortSignal): Promise<void>;
  logger: Logger;
}

/**
 * Runs a job again and again, never twice at once in this process. Other processes run it too: what it
 * does must bear that.
 */
export function periodically({
  name,
  everyMs,
  after,
  run,
  logger,
}: PeriodicJobOptions): PeriodicJob {
  const stopping = new AbortController();
  let waking = new AbortController();
  let failing = false;

  async function runOnce(): Promise<void> {
    try {
      await run(stopping.signal);
      failing = false;
    } catch (error) {
      // Once for each time that it began to fail, not for each attempt.
      if (!failing && !stopping.signal.aborted) {
        logger.error({ err: error, job: name }, 'a job failed; it will be retried');
      }
      failing = true;
    }
  }

  async function keepRunning(): Promise<void> {
    const stopped = new Promise((resolve) => {
      stopping.signal.addEventListener('abort', resolve, { once: true });
    });
    await Promise.race([after.catch(() => stopped), stopped]);
    while (!stopping.signal.aborted) {
      waking = new AbortController();
      const signal = AbortSignal.any([stopping.signal, waking.signal]);
      await runOnce();
      await delay(everyMs, undefined, { signal }).catch(() => {}); // woken or stopped
    }
  }

  const running = keepRunning();
  return {
    wake: () => waking.abort(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
