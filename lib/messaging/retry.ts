/** When a message is retried and when it is given up. */
export interface RetryPolicy {
  firstDelayMs: number;
  /** The factor from one delay to the next. */
  growth: number;
  longestDelayMs: number;
  /** The fraction by which each delay is randomly shortened or lengthened, so that retries do not all come at once. */
  jitter: number;
  mostAttempts: number;
  /** Counted from the creation of the message. */
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
 * The time of the next attempt for a message that has failed this many times (1 or more); null when it is given up.
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
