import { setTimeout as delay } from 'node:timers/promises';
import type { Outage } from './outage.ts';

export interface Repeated {
  /** Starts the next run at once; during a run, starts another right after it. */
  wake(): void;
  /** Stops after the run in progress, or at once during a pause. May be called twice. */
  stop(): Promise<void>;
}

export interface RepeatOptions {
  /**
   * One run; ends early when the signal is aborted. Resolves to `again` to be run again without a pause, or to the pause
   * in milliseconds where it is another one than usual. An error counts as a failed attempt.
   */
  run(signal: AbortSignal): Promise<'again' | number | void>;
  /** The usual pause between two runs. */
  everyMs: number;
  /** The first run begins when this resolves; none begins when it rejects. */
  after: Promise<unknown>;
  /** Notified of each completed run, but not of those that fail while stopping. */
  outage: Outage;
  /** Whether pauses keep the process alive; by default they do. */
  keepsProcess?: boolean;
}

/** Runs something repeatedly, never twice at once, until it is stopped. The first run never begins synchronously. */
export function repeat({
  run,
  everyMs,
  after,
  outage,
  keepsProcess: ref = true,
}: RepeatOptions): Repeated {
  const stopping = new AbortController();
  let waking = new AbortController();

  async function runOnce(): Promise<'again' | number | void> {
    try {
      const next = await run(stopping.signal);
      outage.worked();
      return next;
    } catch (error) {
      if (!stopping.signal.aborted) outage.failed(error);
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
      const next = await runOnce();
      if (next === 'again') continue;
      const pauseMs = typeof next === 'number' ? next : everyMs;
      await delay(pauseMs, undefined, { signal, ref }).catch(() => {}); // woken or stopped
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
