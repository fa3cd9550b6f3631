import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until something holds that no event tells of: asks again every few milliseconds, and fails
 * with what was seen last when the time is over.
 */
export async function until<Seen>(
  look: () => Seen | Promise<Seen>,
  holds: (seen: Seen) => boolean,
  timeoutMs = 30_000,
): Promise<Seen> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) {
      throw new Error(`Still not so after ${timeoutMs} ms: ${JSON.stringify(seen)}`);
    }
    await delay(20);
  }
}
