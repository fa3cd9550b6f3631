import { setTimeout as delay } from 'node:timers/promises';
import type { LogDependencies } from './event-log.ts';

/** How long a subscription waits for what is not available at the moment before it fails. */
export const unavailableMs = 30_000;
const pollMs = 100;
/** After this time everybody looks whether there is a reason to stop waiting. */
const longestWaitMs = 1_000;

/**
 * Resolves when the stream runs and the unit tree is the newest, or after half a minute. A process that has just started
 * gets the subscriptions of the clients that reconnect, which take an error for the end.
 */
export async function untilAvailable(watched: Watched): Promise<void> {
  const deadline = performance.now() + unavailableMs;
  while (!isAvailable(watched) && performance.now() < deadline) await becomesAvailable(watched);
}

/** Resolves when both are so, or after a second. Thousands of subscriptions that wait share one timer. */
export function becomesAvailable(watched: Watched): Promise<void> {
  if (isAvailable(watched)) return Promise.resolve();
  let waiting = waits.get(watched.stream);
  if (!waiting) {
    waiting = poll(watched).finally(() => waits.delete(watched.stream));
    waits.set(watched.stream, waiting);
  }
  return waiting;
}

type Watched = Pick<LogDependencies, 'stream' | 'units'>;

/** By stream. */
const waits = new WeakMap<object, Promise<void>>();

const isAvailable = ({ stream, units }: Watched): boolean => stream.window !== null && units.fresh;

async function poll(watched: Watched): Promise<void> {
  const deadline = performance.now() + longestWaitMs;
  while (!isAvailable(watched) && performance.now() < deadline) {
    // A process that stops does not wait for it.
    await delay(pollMs, undefined, { ref: false });
  }
}
