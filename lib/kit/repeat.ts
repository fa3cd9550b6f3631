import { setTimeout as delay } from 'node:timers/promises';
import type { Outage } from './outage.ts';

export interface Repeated {
  /** Makes the next run begin at once; during a run, the one after it. */
  wake(): void;
  /** Ends it after the run under way, or at once while it waits. May be called twice. */
  stop(): Promise<void>;
}

export interface RepeatOptions {
  /**
   * Once; gives up early when the signal is aborted. Answers `again` to be run again without a pause. What it throws
   * is an attempt that failed.
   */
  run(signal: AbortSignal): Promise<'again' | void>;
  /** The pause between two runs. */
  everyMs: number;
  /** The first run begins after this; none begins when it rejects. */
  after: Promise<unknown>;
  /** Told of each run that has ended; not of those that fail while it is being stopped. */
  outage: Outage;
  /** Whether the pauses keep the process alive; they do by default. */
  keepsProcess?: boolean;
}

/** Runs something again and again, never twice at once, until it is stopped. It never begins within the call. */
export function repeat({
  run,
  everyMs,
  after,
  outage,
  keepsProcess: ref = true,
}: RepeatOptions): Repeated {
  const stopping = new AbortController();
  let waking = new AbortController();

  async function runOnce(): Promise<'again' | void> {
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
      if ((await runOnce()) === 'again') continue;
      await delay(everyMs, undefined, { signal, ref }).catch(() => {}); // woken or stopped
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
