import { setTimeout as sleep } from 'node:timers/promises';
import { once } from '../../kit/once.ts';
import type { RunningMongoDB } from './mongod-process.ts';

/** It is started again at once; if it ends again soon, after ever longer waits. */
const waits = { firstMs: 250, longestMs: 30_000, forgottenAfterMs: 60_000 };

export interface KeptMongodOptions {
  /** Starts it, each time on the same port, and tells when it has ended although nobody stopped it. */
  launch(onUnexpectedEnd: () => void): Promise<RunningMongoDB>;
  /** Keeps others from starting or stopping it during the work; the first launch is made within it. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  log: (line: string) => void;
}

/**
 * Starts a mongod and, whenever it ends unexpectedly, starts it again, so that whoever is connected
 * finds it again where it was. `stop` ends that too.
 * @throws what the first launch throws; later ones are tried on.
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

  /** Waits for its turn and tries once. @returns whether there is no more to do. */
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
