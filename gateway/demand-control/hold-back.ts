import { setTimeout as wait } from 'node:timers/promises';

/** The delay of the first refusal of an owner. */
const shortestHoldMs = 1_000;

/** The longest delay, of an owner who has many refusals delayed. */
const longestHoldMs = 5_000;

/** How far apart the refusals of one owner are. */
const betweenMs = 50;

/** The maximum number of delayed refusals, of all owners: each occupies a connection. */
const mostHeld = 200;

/** Delays a refusal of an owner, who is a viewer or an address. */
type HoldBack = (owner: string) => Promise<void>;

interface HeldRefusals {
  count: number;
  /** When the next one may leave, in milliseconds of the clock. */
  nextAt: number;
}

interface HoldBackOptions {
  pause?: (ms: number) => Promise<unknown>;
  /** A monotonic clock in milliseconds. */
  now?: () => number;
}

/**
 * Delays refusals for lack of budget, so that asking again at once gains nothing: each by a second, and those of one
 * owner 50 ms apart, up to five seconds. An owner who ignores `retry-after`, over however many connections, makes the
 * process answer about 20 refusals per second.
 * @returns a function whose promise resolves after the delay, or at once when 200 refusals are delayed.
 */
export function createHoldBack({
  pause = wait,
  now = () => performance.now(),
}: HoldBackOptions = {}): HoldBack {
  const heldOf = new Map<string, HeldRefusals>();
  let held = 0;
  return async (owner) => {
    if (held >= mostHeld) return;
    const begun = now();
    const mine = heldOf.get(owner) ?? { count: 0, nextAt: 0 };
    heldOf.set(owner, mine);
    const leavesAt = Math.min(begun + longestHoldMs, Math.max(mine.nextAt, begun + shortestHoldMs));
    mine.nextAt = leavesAt + betweenMs;
    mine.count += 1;
    held += 1;
    try {
      await pause(leavesAt - begun);
    } finally {
      held -= 1;
      mine.count -= 1;
      if (mine.count === 0) heldOf.delete(owner);
    }
  };
}
