import { setTimeout as pause } from 'node:timers/promises';

/** The maximum delay of a refusal, so that retrying at once gains nothing. */
export const longestHoldMs = 1_000;

/** Maximum number of delayed refusals: each occupies a connection. */
const mostHeld = 200;

/** Delays a refusal. */
type HoldBack = (ms: number) => Promise<void>;

/**
 * @returns a function whose promise resolves after the delay, or at once when too many refusals are
 * delayed.
 */
export function createHoldBack(): HoldBack {
  let held = 0;
  return async (ms) => {
    if (held >= mostHeld) return;
    held += 1;
    await pause(Math.min(longestHoldMs, ms)).finally(() => (held -= 1));
  };
}
