import { setTimeout as delay } from 'node:timers/promises';
import type { LogDependencies } from './event-log.ts';

/** How long a subscription waits for what is not available at the moment before it fails, and how often it tries. */
export const unavailableMs = 30_000;
export const retryMs = 100;

/**
 * Resolves when the stream runs and the unit tree is the newest, or after half a minute. A process that has just started
 * gets the subscriptions of the clients that reconnect, which take an error for the end.
 */
export async function untilAvailable({ stream, units }: Watched): Promise<void> {
  const deadline = performance.now() + unavailableMs;
  while (!(stream.window && units.fresh) && performance.now() < deadline) {
    // A process that stops does not wait for it.
    await delay(retryMs, undefined, { ref: false });
  }
}

type Watched = Pick<LogDependencies, 'stream' | 'units'>;
