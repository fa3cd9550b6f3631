import { setTimeout as sleep } from 'node:timers/promises';
import { once } from '../../kit/once.ts';
import type { RunningMongoDB } from './mongod-process.ts';

/** It is restarted at once; if it exits again soon, with exponential backoff. */
const waits = { firstMs: 250, longestMs: 30_000, forgottenAfterMs: 60_000 };

interface KeptMongodOptions {
  /** Starts mongod, always on the same port, and reports when it exits unexpectedly. */
  launch(onUnexpectedEnd: () => void): Promise<RunningMongoDB>;
  /** Prevents others from starting or stopping it during `work`; the first launch runs within it. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  log: (line: string) => void;
}

/**
 * Starts a mongod and restarts it whenever it exits unexpectedly, so that clients find it at the
 * same address. `stop` also ends the restarts.
 * @throws the error of the first launch; later launches are retried.
 */
export async function keepMongodRunning({
  launch,
  exclusively,
  log,
}: KeptMongodOptions): Promise<RunningMongoDB> {
  const stopping = new AbortController();
  let startedAt = 0;
  let waitMs = 0;
  let restarting = Promise.resolve();
  let mongod = await launchOnce();

  async function launchOnce(): Promise<RunningMongoDB> {
    const launched = await launch(() => {
      restarting = restart();
    });
    startedAt = performance.now();
    return launched;
  }

  async function restart(): Promise<void> {
    log('MongoDB has ended unexpectedly.');
    if (performance.now() - startedAt > waits.forgottenAfterMs) waitMs = 0;
    for (let failed = false; !(await relaunched()); failed = true) {
      if (!failed && !stopping.signal.aborted) log('MongoDB could not be restarted; will retry.');
    }
  }

  /** Waits for the backoff and tries once. @returns whether there is nothing more to do. */
  async function relaunched(): Promise<boolean> {
    await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {}); // stopping ends the wait
    waitMs = Math.min(Math.max(2 * waitMs, waits.firstMs), waits.longestMs);
    try {
      if (!stopping.signal.aborted) mongod = await exclusively(launchOnce);
      return true;
    } catch {
      return false;
    }
  }

  const stop = once(async () => {
    stopping.abort();
    await restarting;
    await exclusively(() => mongod.stop());
  });
  return { uri: mongod.uri, stop };
}
