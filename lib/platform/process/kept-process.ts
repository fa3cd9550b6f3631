import type { ChildProcess } from 'node:child_process';
import { once as onceEmitted } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { once } from '../../kit/once.ts';
import { type Stoppable, stopRequested } from './run.ts';

/** It is restarted soon; if it exits again within a minute, later and later. */
const waits = { firstMs: 250, longestMs: 30_000, forgottenAfterMs: 60_000 };

/** It has no request in progress when it is stopped: one that takes longer hangs. */
const stopTimeoutMs = 25_000;

interface KeptProcessOptions {
  /** For the log. */
  name: string;
  /** Starts it with a channel, when whose end it stops: see `stopWithKeeper`. */
  launch(): ChildProcess;
  logger: Logger;
}

/** Starts a process, and restarts it whenever it exits by itself. `stop` ends both. */
export function keepProcessRunning({ name, launch, logger }: KeptProcessOptions): Stoppable {
  const stopping = new AbortController();
  const { signal } = stopping;
  let child: ChildProcess | null = null;

  async function keep(): Promise<void> {
    let waitMs = waits.firstMs;
    while (!signal.aborted) {
      const startedAt = performance.now();
      child = launch();
      const [code, killedBy] = (await ended(child)) as [number | null, string | null];
      if (signal.aborted) return;
      if (performance.now() - startedAt > waits.forgottenAfterMs) waitMs = waits.firstMs;
      // A signal for the whole group ends a process that has just been started, and is no failure.
      const level = stopRequested.aborted ? 'info' : 'error';
      logger[level](
        { process: name, code, signal: killedBy },
        'a process has ended; restarting it',
      );
      await sleep(waitMs, undefined, { signal }).catch(() => {}); // stopping ends the wait
      waitMs = Math.min(2 * waitMs, waits.longestMs);
    }
  }

  const running = keep();
  return {
    stop: once(async () => {
      stopping.abort();
      if (child?.connected) child.disconnect();
      const timer = setTimeout(() => child?.kill('SIGKILL'), stopTimeoutMs);
      await running;
      clearTimeout(timer);
    }),
  };
}

/** Its exit, or the failure to start it. */
async function ended(child: ChildProcess): Promise<unknown[]> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return [child.exitCode, child.signalCode];
  }
  return onceEmitted(child, 'exit').catch((error: unknown) => [null, String(error)]);
}
