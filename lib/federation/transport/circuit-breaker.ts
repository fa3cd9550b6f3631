export interface CircuitBreakerOptions {
  /** The number of consecutive failures that opens it. */
  failures?: number;
  /** How long it then refuses requests before it admits a probe, in milliseconds. */
  retryAfterMs?: number;
}

/**
 * Protects callers from waiting for a server that has stopped answering. After a number of consecutive failures the
 * breaker is open: requests are refused at once. After a while it admits one request as a probe; its success closes the
 * breaker, its failure keeps it open for the same time again. While a probe has no outcome, another one is admitted after
 * that time, so that a slow one shuts nobody out: the success of any closes the breaker, and only the failure of the
 * latest counts. Nothing is concluded from a probe that its caller cancels: the next request is the probe.
 */
export interface CircuitBreaker {
  /** Whether the server is considered down, until it answers again. */
  readonly isOpen: boolean;
  /** Whether every request would be refused at this moment. Reading this has no side effect. */
  readonly isRefusing: boolean;
  /**
   * Requests permission to send one request.
   * @returns a function that must report its outcome exactly once, or null when it must not be sent.
   */
  admit(): ReportOutcome | null;
  /**
   * Ends the time for which requests are refused since one failed: the next one is admitted as the probe. The time after
   * a probe that has no outcome yet remains.
   */
  probeNow(): void;
}

/** `unknown` for a request that was not sent, or was cancelled by its caller. */
export type RequestOutcome = 'answered' | 'failed' | 'unknown';

type ReportOutcome = (outcome: RequestOutcome) => void;

const usualFailures = 5;

/** Short, so that a recovered subgraph is used again soon. */
const usualRetryAfterMs = 1_000;

export function createCircuitBreaker({
  failures = usualFailures,
  retryAfterMs = usualRetryAfterMs,
}: CircuitBreakerOptions = {}): CircuitBreaker {
  let failed = 0;
  /** When the next probe is admitted; null while closed. */
  let retryAt: number | null = null;
  /** The latest probe, until it has an outcome or the breaker is closed. */
  let probe: { readonly sentAt: number } | null = null;
  /** How often it has opened. */
  let openings = 0;

  function close(): void {
    failed = 0;
    retryAt = null;
    probe = null;
  }

  function fail(): void {
    failed += 1;
    if (failed < failures) return;
    if (retryAt === null) openings += 1;
    retryAt = performance.now() + retryAfterMs;
  }

  function isWaiting(): boolean {
    if (retryAt === null) return false;
    return performance.now() < Math.max(retryAt, probe ? probe.sentAt + retryAfterMs : 0);
  }

  return {
    get isOpen() {
      return retryAt !== null;
    },
    get isRefusing() {
      return isWaiting();
    },
    admit() {
      if (isWaiting()) return null;
      const own = retryAt === null ? null : { sentAt: performance.now() };
      probe = own;
      const openingsBefore = openings;
      return (outcome) => {
        // Failures of requests sent before it opened, or before the latest probe, say nothing about the time since: they
        // must not put off the next probe.
        const isOutdated = own ? own !== probe : openingsBefore !== openings;
        if (own && !isOutdated) probe = null;
        if (outcome === 'answered') close();
        else if (outcome === 'failed' && !isOutdated) fail();
      };
    },
    probeNow() {
      if (retryAt !== null) retryAt = performance.now();
    },
  };
}
