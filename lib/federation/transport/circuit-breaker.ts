export interface CircuitBreakerOptions {
  /** The number of consecutive failures that opens it. */
  failures?: number;
  /** How long it then refuses requests before it admits a probe, in milliseconds. */
  retryAfterMs?: number;
}

/**
 * Protects callers from waiting for a server that has stopped answering. After a number of consecutive failures the
 * breaker is open: requests are refused at once. After a while it admits one request as a probe; its success closes the
 * breaker, its failure keeps it open for the same time again.
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
  /** Closes the breaker: the server has been seen to answer. */
  close(): void;
}

/** `unknown` for a request cancelled by its caller. */
type ReportOutcome = (outcome: 'answered' | 'failed' | 'unknown') => void;

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
  let isProbing = false;

  function close(): void {
    failed = 0;
    retryAt = null;
  }

  function fail(): void {
    failed += 1;
    if (failed >= failures) retryAt = performance.now() + retryAfterMs;
  }

  const isWaiting = () => retryAt !== null && (isProbing || performance.now() < retryAt);

  return {
    get isOpen() {
      return retryAt !== null;
    },
    get isRefusing() {
      return isWaiting();
    },
    admit() {
      if (isWaiting()) return null;
      const isProbe = retryAt !== null;
      if (isProbe) isProbing = true;
      return (outcome) => {
        if (isProbe) isProbing = false;
        if (outcome === 'answered') close();
        else if (outcome === 'failed') fail();
      };
    },
    close,
  };
}
