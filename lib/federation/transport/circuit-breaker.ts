export interface CircuitBreakerOptions {
  /** So many failures in a row open it. */
  failures?: number;
  /** How long it then refuses before it lets one request through, in milliseconds. */
  retryAfterMs?: number;
}

/**
 * Keeps requests from a server that has stopped answering, so that nobody waits for a timeout of which the outcome
 * is known. After so many failures in a row it is open: requests are refused at once. After a while one is let
 * through; its success closes the breaker, its failure keeps it open for as long again.
 */
export interface CircuitBreaker {
  /** Whether the server is given up, until it has answered again. */
  readonly isOpen: boolean;
  /** Whether nothing is let through now. Asking takes nobody's leave. */
  readonly isRefusing: boolean;
  /**
   * Asks for leave to send one request.
   * @returns how to tell its outcome, exactly once, or null when it must not be sent.
   */
  admit(): ReportOutcome | null;
  /** Closes it: the server was seen to answer. */
  close(): void;
}

/** `unknown` for a request that was broken off by whoever had asked. */
export type ReportOutcome = (outcome: 'answered' | 'failed' | 'unknown') => void;

const usualFailures = 5;

/** Short, since a subgraph is to be found soon after it returns. */
const usualRetryAfterMs = 1_000;

export function createCircuitBreaker({
  failures = usualFailures,
  retryAfterMs = usualRetryAfterMs,
}: CircuitBreakerOptions = {}): CircuitBreaker {
  let failed = 0;
  /** When the next one is let through; null while it is closed. */
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
