import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a condition that no event announces: polls every few milliseconds, and fails with the
 * last value at the timeout. That only ends what hangs: it is long enough for a machine that does other work.
 */
export async function until<Seen>(
  poll: () => Seen | Promise<Seen>,
  holds: (seen: Seen) => boolean,
  timeoutMs = 60_000,
  everyMs = 20,
): Promise<Seen> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await poll();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) {
      throw new Error(`Still not so after ${timeoutMs} ms: ${JSON.stringify(seen)}`);
    }
    await delay(everyMs);
  }
}
