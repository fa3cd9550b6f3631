import { setTimeout as pause } from 'node:timers/promises';

/** How long a refusal is held back at most, so that asking again at once gains nothing. */
export const longestHoldMs = 1_000;

/** So many are held at once: whoever holds more than that holds connections of ours. */
const mostHeld = 200;

/** Holds a refusal back. */
export type HoldBack = (ms: number) => Promise<void>;

/** @returns what resolves when a refusal has been held back, or at once where too many are. */
export function createHoldBack(): HoldBack {
  let held = 0;
  return async (ms) => {
    if (held >= mostHeld) return;
    held += 1;
    await pause(Math.min(longestHoldMs, ms)).finally(() => (held -= 1));
  };
}
