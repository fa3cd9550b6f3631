/** When a message is tried again, and when no more. */
export interface RetryPolicy {
  firstDelayMs: number;
  /** Each delay is so many times the one before. */
  growth: number;
  longestDelayMs: number;
  /** Each delay is up to this part of itself shorter or longer, so that not all come back at once. */
  jitter: number;
  mostAttempts: number;
  /** Counted from when the message was created. */
  giveUpAfterMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const retryPolicy: RetryPolicy = {
  firstDelayMs: minuteMs / 2,
  growth: 2,
  longestDelayMs: 6 * hourMs,
  jitter: 0.2,
  mostAttempts: 30,
  giveUpAfterMs: 72 * hourMs,
};

/**
 * When a message is tried next that has failed so many times, 1 or more; null when it is given up.
 * `random` is at least 0 and below 1.
 */
export function nextAttemptAt(
  { attempts, createdAt }: { attempts: number; createdAt: Date },
  now: Date,
  policy: RetryPolicy = retryPolicy,
  random = Math.random(),
): Date | null {
  if (attempts >= policy.mostAttempts) return null;
  const delayMs = Math.min(
    policy.firstDelayMs * policy.growth ** (attempts - 1),
    policy.longestDelayMs,
  );
  const at = now.getTime() + delayMs * (1 - policy.jitter + 2 * policy.jitter * random);
  return at > createdAt.getTime() + policy.giveUpAfterMs ? null : new Date(at);
}
